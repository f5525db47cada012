using Harness.Manifests;

namespace Harness.Graphs;

/// <summary>
/// A directed graph over the numbers 0 to <see cref="NodeCount"/> - 1 in flat arrays. The edges of a node are adjacent, sorted by target. Each edge
/// carries the kinds of its declarations.
/// </summary>
internal sealed class Adjacency
{
    private readonly int[] starts;
    private readonly int[] targets;
    private readonly DependencyKinds[] kinds;

    private Adjacency(int[] starts, int[] targets, DependencyKinds[] kinds)
    {
        this.starts = starts;
        this.targets = targets;
        this.kinds = kinds;
    }

    public int NodeCount => starts.Length - 1;

    public int EdgeCount => targets.Length;

    /// <summary>Returns a graph of edges that are sorted by source, then target, each pair once.</summary>
    public static Adjacency FromSorted(int nodeCount, ReadOnlySpan<(int From, int To, DependencyKinds Kinds)> edges)
    {
        var starts = new int[nodeCount + 1];
        var targets = new int[edges.Length];
        var kinds = new DependencyKinds[edges.Length];
        for (var i = 0; i < edges.Length; i++)
        {
            starts[edges[i].From + 1]++;
            targets[i] = edges[i].To;
            kinds[i] = edges[i].Kinds;
        }

        for (var node = 0; node < nodeCount; node++)
        {
            starts[node + 1] += starts[node];
        }

        return new Adjacency(starts, targets, kinds);
    }

    /// <summary>Returns the same edges, turned round.</summary>
    public Adjacency Reverse()
    {
        var turned = new (int From, int To, DependencyKinds Kinds)[EdgeCount];
        var at = 0;
        for (var node = 0; node < NodeCount; node++)
        {
            foreach (var edge in EdgesOf(node))
            {
                turned[at++] = (targets[edge], node, kinds[edge]);
            }
        }

        Array.Sort(turned, static (a, b) => a.From != b.From ? a.From.CompareTo(b.From) : a.To.CompareTo(b.To));
        return FromSorted(NodeCount, turned);
    }

    /// <summary>Returns the range of a node's edges, as indexes that <see cref="Target"/> and <see cref="Has"/> take.</summary>
    public EdgeRange EdgesOf(int node) => new(starts[node], starts[node + 1]);

    public int Target(int edge) => targets[edge];

    public bool Has(int edge, DependencyKinds wanted) => (kinds[edge] & wanted) != 0;

    /// <summary>Returns the edge of a pair, or -1.</summary>
    public int Find(int from, int to)
    {
        var found = Array.BinarySearch(targets, starts[from], starts[from + 1] - starts[from], to);
        return found < 0 ? -1 : found;
    }
}

/// <summary>A range of edge indexes that is enumerated without allocation.</summary>
internal readonly record struct EdgeRange(int Start, int End)
{
    public Enumerator GetEnumerator() => new(Start - 1, End);

    public struct Enumerator(int before, int end)
    {
        public int Current { get; private set; } = before;

        public bool MoveNext() => ++Current < end;
    }
}
