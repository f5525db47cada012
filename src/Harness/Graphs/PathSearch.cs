using Harness.Manifests;

namespace Harness.Graphs;

/// <summary>
/// Paths by breadth. A dev-dependency of a dependency is not built, so only the first step of a path may be of kind dev.
/// </summary>
internal static class PathSearch
{
    private const int Unreached = -1;

    // Real graphs have millions of simple paths. This limit suffices for every question that a person asks.
    private const int WorkLimit = 200_000;

    /// <summary>Returns the nodes that paths from a node lead to, itself left out unless a cycle leads back.</summary>
    public static bool[] Reach(Adjacency graph, int from, DependencyKinds kinds)
    {
        var reached = new bool[graph.NodeCount];
        var queue = new Queue<int>();
        Expand(graph, from, kinds, reached, queue);
        while (queue.TryDequeue(out var node))
        {
            Expand(graph, node, kinds & ~DependencyKinds.Dev, reached, queue);
        }

        return reached;
    }

    /// <summary>Returns the nodes from which paths lead to a node; the node itself only if a cycle leads back.</summary>
    /// <param name="reverse">The graph with reversed edges.</param>
    /// <param name="to">The node.</param>
    /// <param name="kinds">The kinds of edges that count.</param>
    public static bool[] ReachReverse(Adjacency reverse, int to, DependencyKinds kinds)
    {
        var (built, reached, queue) = (new bool[reverse.NodeCount], new bool[reverse.NodeCount], new Queue<int>([to]));
        built[to] = true;
        while (queue.TryDequeue(out var node))
        {
            Expand(reverse, node, kinds & ~DependencyKinds.Dev, built, queue);
        }

        // The first step of a path, which is the last one here, may be of any kind.
        for (var node = 0; node < reverse.NodeCount; node++)
        {
            if (built[node])
            {
                Expand(reverse, node, kinds, reached, queue);
            }
        }

        return reached;
    }

    /// <summary>
    /// Returns the nodes of a shortest path with both ends, or an empty array if there is none. Of several, it returns the first in the order of
    /// nodes.
    /// </summary>
    public static int[] Shortest(Adjacency graph, int from, int to, DependencyKinds kinds)
    {
        var parent = new int[graph.NodeCount];
        Array.Fill(parent, Unreached);
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out var node))
        {
            var allowed = node == from ? kinds : kinds & ~DependencyKinds.Dev;
            foreach (var edge in graph.EdgesOf(node))
            {
                var target = graph.Target(edge);
                if (!graph.Has(edge, allowed) || parent[target] != Unreached || target == from)
                {
                    continue;
                }

                parent[target] = node;
                if (target == to)
                {
                    return Unwind(parent, from, to);
                }

                queue.Enqueue(target);
            }
        }

        return [];
    }

    /// <summary>
    /// Returns at most <paramref name="maximum"/> simple paths, shortest first, or fewer if the limit of work is reached. Paths of one length are in
    /// the order in which their nodes are found.
    /// </summary>
    public static List<int[]> Several(Adjacency graph, Adjacency reverse, int from, int to, DependencyKinds kinds, int maximum)
    {
        var distance = Distances(reverse, to, kinds & ~DependencyKinds.Dev);
        // Of partial paths with the same expected length, the one nearest its end comes first, so that some path is always completed.
        var queue = new PriorityQueue<Step, (int Length, int Left, int Serial)>();
        var serial = 0;
        var found = new List<int[]>();
        queue.Enqueue(new Step(from, 0, null), (0, 0, serial));
        for (var work = 0; work < WorkLimit && found.Count < maximum && queue.TryDequeue(out var step, out _); work++)
        {
            if (step.Node == to && step.Before is not null)
            {
                found.Add(step.Unwind());
                continue;
            }

            var allowed = step.Before is null ? kinds : kinds & ~DependencyKinds.Dev;
            foreach (var edge in graph.EdgesOf(step.Node))
            {
                var target = graph.Target(edge);
                if (graph.Has(edge, allowed) && distance[target] != Unreached && !step.Visits(target))
                {
                    queue.Enqueue(new Step(target, step.Length + 1, step), (step.Length + 1 + distance[target], distance[target], ++serial));
                }
            }
        }

        return found;
    }

    private static void Expand(Adjacency graph, int node, DependencyKinds kinds, bool[] reached, Queue<int> queue)
    {
        foreach (var edge in graph.EdgesOf(node))
        {
            var target = graph.Target(edge);
            if (graph.Has(edge, kinds) && !reached[target])
            {
                reached[target] = true;
                queue.Enqueue(target);
            }
        }
    }

    private static int[] Distances(Adjacency reverse, int to, DependencyKinds kinds)
    {
        var distance = new int[reverse.NodeCount];
        Array.Fill(distance, Unreached);
        distance[to] = 0;
        var queue = new Queue<int>([to]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var edge in reverse.EdgesOf(node))
            {
                var target = reverse.Target(edge);
                if (reverse.Has(edge, kinds) && distance[target] == Unreached)
                {
                    distance[target] = distance[node] + 1;
                    queue.Enqueue(target);
                }
            }
        }

        return distance;
    }

    private static int[] Unwind(int[] parent, int from, int to)
    {
        var path = new List<int> { to };
        for (var node = to; node != from;)
        {
            node = parent[node];
            path.Add(node);
        }

        path.Reverse();
        return [.. path];
    }

    private sealed record Step(int Node, int Length, Step? Before)
    {
        public bool Visits(int node)
        {
            for (var at = this; at is not null; at = at.Before)
            {
                if (at.Node == node)
                {
                    return true;
                }
            }

            return false;
        }

        public int[] Unwind()
        {
            var path = new int[Length + 1];
            for (var at = this; at is not null; at = at.Before)
            {
                path[at.Length] = at.Node;
            }

            return path;
        }
    }
}
