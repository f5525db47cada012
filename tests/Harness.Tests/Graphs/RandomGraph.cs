using CsCheck;
using Harness.Graphs;
using Harness.Manifests;

namespace Harness.Tests.Graphs;

/// <summary>A small graph as a matrix of kinds, and what is asked of it: small enough for answers by trying everything.</summary>
internal sealed record RandomGraph(DependencyKinds[][] Kinds, int From, int To, DependencyKinds Asked)
{
    // Half of the pairs without an edge, so that not everything is one component.
    private static readonly int[] Mixture = [0, 0, 0, 0, 0, 1, 1, 2, 4, 7];

    public static Gen<RandomGraph> Any { get; } =
        from count in Gen.Int[2, 7]
        from kinds in Gen.Int[0, Mixture.Length - 1].Select(i => Mixture[i]).Array[count * count]
        from ends in Gen.Int[0, count - 1].Array[2]
        from asked in Gen.Int[1, 7]
        select new RandomGraph(
            [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count).Select(j => i == j ? 0 : (DependencyKinds)kinds[(i * count) + j]).ToArray())],
            ends[0],
            ends[1],
            (DependencyKinds)asked);

    public int Count => Kinds.Length;

    public Adjacency Adjacency => Harness.Graphs.Adjacency.FromSorted(Count, [.. Edges()]);

    /// <summary>Whether a step may be taken: of kind dev only as the first.</summary>
    public bool Allows(int from, int to, bool isFirst) =>
        (Kinds[from][to] & (isFirst ? Asked : Asked & ~DependencyKinds.Dev)) != 0;

    /// <summary>Every simple path between the two ends, found by trying every one.</summary>
    public List<int[]> AllPaths()
    {
        var found = new List<int[]>();
        Extend([From], found);
        return found;
    }

    /// <summary>Which nodes each node leads to over edges of the kinds asked for, by Warshall's closure.</summary>
    public bool[][] Closure()
    {
        var reach = Kinds.Select(row => row.Select(kinds => (kinds & Asked) != 0).ToArray()).ToArray();
        for (var via = 0; via < Count; via++)
        {
            for (var from = 0; from < Count; from++)
            {
                for (var to = 0; to < Count; to++)
                {
                    reach[from][to] |= reach[from][via] && reach[via][to];
                }
            }
        }

        return reach;
    }

    /// <summary>Whether a walk that passes neither end a second time can come through another node twice.</summary>
    public bool HasCycleOnTheWay()
    {
        var inner = Enumerable.Range(0, Count).Where(n => n != From && n != To).ToArray();
        var built = (this with { Asked = Asked & ~DependencyKinds.Dev, Kinds = [.. Kinds.Select((row, i) => row.Select((k, j) => inner.Contains(i) && inner.Contains(j) ? k : 0).ToArray())] }).Closure();
        return inner.Any(n => built[n][n]
            && inner.Any(first => Allows(From, first, isFirst: true) && (first == n || built[first][n]))
            && inner.Any(last => Allows(last, To, isFirst: false) && (last == n || built[n][last])));
    }

    public override string ToString() =>
        $"{From} to {To} over {Asked}: " + string.Join(", ", Edges().Select(e => $"{e.From}->{e.To} ({e.Kinds})"));

    private void Extend(int[] path, List<int[]> found)
    {
        for (var next = 0; next < Count; next++)
        {
            if (!Allows(path[^1], next, path.Length == 1) || path.Contains(next))
            {
                continue;
            }

            if (next == To)
            {
                found.Add([.. path, next]);
            }
            else
            {
                Extend([.. path, next], found);
            }
        }
    }

    private IEnumerable<(int From, int To, DependencyKinds Kinds)> Edges() =>
        from source in Enumerable.Range(0, Count)
        from target in Enumerable.Range(0, Count)
        where Kinds[source][target] != 0
        select (source, target, Kinds[source][target]);
}
