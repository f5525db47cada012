using Harness.Manifests;

namespace Harness.Graphs;

/// <summary>Tarjan's strongly connected components with an explicit stack, so that depth costs memory but never the call stack.</summary>
internal sealed class StrongComponents
{
    private const int Unvisited = 0;
    private readonly Adjacency graph;
    private readonly DependencyKinds kinds;
    private readonly int[] order;
    private readonly int[] low;
    private readonly bool[] isOpen;
    private readonly Stack<int> open = new();
    private readonly Stack<(int Node, int NextEdge)> calls = new();
    private readonly List<int[]> components = [];
    private int visited;

    private StrongComponents(Adjacency graph, DependencyKinds kinds)
    {
        this.graph = graph;
        this.kinds = kinds;
        order = new int[graph.NodeCount];
        low = new int[graph.NodeCount];
        isOpen = new bool[graph.NodeCount];
    }

    /// <summary>
    /// Returns all components over edges of the kinds. Nodes within a component are in ascending order, and components are ordered by their first
    /// node.
    /// </summary>
    public static List<int[]> Find(Adjacency graph, DependencyKinds kinds)
    {
        var search = new StrongComponents(graph, kinds);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (search.order[node] == Unvisited)
            {
                search.Visit(node);
            }
        }

        search.components.Sort(static (a, b) => a[0].CompareTo(b[0]));
        return search.components;
    }

    private void Visit(int root)
    {
        Enter(root);
        while (calls.TryPop(out var call))
        {
            var (node, edge) = call;
            var end = graph.EdgesOf(node).End;
            while (edge < end && !Follow(node, edge))
            {
                edge++;
            }

            if (edge < end)
            {
                // Resumes after this edge once its target is done. The caller's low is raised then.
                calls.Push((node, edge));
                Enter(graph.Target(edge));
            }
            else if (low[node] == order[node])
            {
                Close(node);
            }
        }
    }

    // Whether the edge leads to a node that must be visited first.
    private bool Follow(int node, int edge)
    {
        if (!graph.Has(edge, kinds))
        {
            return false;
        }

        var target = graph.Target(edge);
        if (order[target] == Unvisited)
        {
            return true;
        }

        if (isOpen[target])
        {
            low[node] = Math.Min(low[node], low[target]);
        }

        return false;
    }

    private void Enter(int node)
    {
        order[node] = low[node] = ++visited;
        isOpen[node] = true;
        open.Push(node);
        calls.Push((node, graph.EdgesOf(node).Start));
    }

    private void Close(int node)
    {
        var component = new List<int>();
        int member;
        do
        {
            member = open.Pop();
            isOpen[member] = false;
            component.Add(member);
        }
        while (member != node);

        component.Sort();
        components.Add([.. component]);
    }
}
