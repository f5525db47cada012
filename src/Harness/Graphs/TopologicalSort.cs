using Harness.Manifests;

namespace Harness.Graphs;

/// <summary>Kahn's algorithm over the strongly connected components of a graph.</summary>
internal static class TopologicalSort
{
    /// <summary>Returns all nodes, each after the nodes that it leads to. Nodes of a cycle follow each other.</summary>
    /// <param name="forward">The graph.</param>
    /// <param name="backward">The same graph with reversed edges.</param>
    /// <param name="kinds">The kinds of edges that count.</param>
    public static List<int> Sort(Adjacency forward, Adjacency backward, DependencyKinds kinds)
    {
        var components = StrongComponents.Find(forward, kinds).ToArray();
        var componentOf = new int[forward.NodeCount];
        for (var component = 0; component < components.Length; component++)
        {
            foreach (var node in components[component])
            {
                componentOf[node] = component;
            }
        }

        var open = new int[components.Length];
        foreach (var (user, _) in Crossing(forward, Enumerable.Range(0, forward.NodeCount)))
        {
            open[user]++;
        }

        var ready = new PriorityQueue<int, int>(Enumerable.Range(0, components.Length).Where(c => open[c] == 0).Select(c => (c, c)));
        var sorted = new List<int>(forward.NodeCount);
        while (ready.TryDequeue(out var component, out _))
        {
            sorted.AddRange(components[component]);
            foreach (var (_, user) in Crossing(backward, components[component]).Where(c => --open[c.To] == 0))
            {
                ready.Enqueue(user, user);
            }
        }

        return sorted;

        // The edges from nodes to other components, as pairs of components.
        IEnumerable<(int From, int To)> Crossing(Adjacency graph, IEnumerable<int> nodes)
        {
            foreach (var node in nodes)
            {
                foreach (var edge in graph.EdgesOf(node))
                {
                    var (from, to) = (componentOf[node], componentOf[graph.Target(edge)]);
                    if (from != to && graph.Has(edge, kinds))
                    {
                        yield return (from, to);
                    }
                }
            }
        }
    }
}
