using Harness.Manifests;

namespace Harness.Graphs;

/// <summary>Counts simple paths without walking them: from the far end back, each node once all that it leads to are counted.</summary>
internal sealed class PathCounter
{
    private readonly Adjacency graph;
    private readonly Adjacency reverse;
    private readonly int from;
    private readonly int to;
    private readonly DependencyKinds kinds;
    private readonly DependencyKinds built;
    private readonly bool[] isOnTheWay;

    private PathCounter(Adjacency graph, Adjacency reverse, int from, int to, DependencyKinds kinds)
    {
        (this.graph, this.reverse, this.from, this.to, this.kinds) = (graph, reverse, from, to, kinds);
        built = kinds & ~DependencyKinds.Dev;
        isOnTheWay = FindNodesOnTheWay();
    }

    /// <summary>Returns the number of simple paths, or <see langword="null"/> if a cycle lies on the way: then no order of counting exists.</summary>
    public static long? Count(Adjacency graph, Adjacency reverse, int from, int to, DependencyKinds kinds) =>
        new PathCounter(graph, reverse, from, to, kinds).Count();

    private long? Count()
    {
        if (!isOnTheWay[to])
        {
            return 0;
        }

        var counts = new long[graph.NodeCount];
        var open = Array.ConvertAll(isOnTheWay, _ => 0);
        foreach (var node in Nodes().Where(n => n != to))
        {
            open[node] = Successors(node, built).Count();
        }

        counts[to] = 1;
        var done = 0;
        for (var ready = new Stack<int>([to]); ready.TryPop(out var node); done++)
        {
            foreach (var before in Predecessors(node))
            {
                counts[before] = Add(counts[before], counts[node]);
                if (--open[before] == 0)
                {
                    ready.Push(before);
                }
            }
        }

        return done == Nodes().Count() ? Successors(from, kinds).Aggregate(0L, (sum, node) => Add(sum, counts[node])) : null;
    }

    // A simple path comes through its ends once: neither is passed.
    private bool[] FindNodesOnTheWay()
    {
        var ahead = Spread(Steps(graph, from, kinds), node => node == to ? [] : Steps(graph, node, built));
        var behind = Spread([to], node => Steps(reverse, node, built));
        return [.. ahead.Select((reached, node) => reached && behind[node])];
    }

    private bool[] Spread(IEnumerable<int> start, Func<int, IEnumerable<int>> next)
    {
        var reached = new bool[graph.NodeCount];
        var queue = new Queue<int>(start);
        while (queue.TryDequeue(out var node))
        {
            if (node == from || reached[node])
            {
                continue;
            }

            reached[node] = true;
            foreach (var neighbour in next(node))
            {
                queue.Enqueue(neighbour);
            }
        }

        return reached;
    }

    private IEnumerable<int> Nodes() => Enumerable.Range(0, graph.NodeCount).Where(n => isOnTheWay[n]);

    private IEnumerable<int> Successors(int node, DependencyKinds followed) => Steps(graph, node, followed).Where(n => isOnTheWay[n]);

    private IEnumerable<int> Predecessors(int node) => Steps(reverse, node, built).Where(n => isOnTheWay[n] && n != to);

    private static IEnumerable<int> Steps(Adjacency edges, int node, DependencyKinds followed)
    {
        var (start, end) = edges.EdgesOf(node);
        for (var edge = start; edge < end; edge++)
        {
            if (edges.Has(edge, followed))
            {
                yield return edges.Target(edge);
            }
        }
    }

    private static long Add(long a, long b) => Math.Min(a + b, PathCount.Maximum);
}
