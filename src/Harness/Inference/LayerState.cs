using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>A placement of packages in layers without an upward edge. Its cost is updated while packages move.</summary>
internal sealed class LayerState
{
    private readonly UseGraph graph;
    private readonly SelectorNode[] nodes;
    private readonly LabelCount labels;
    private readonly int[] layerOf;
    private readonly int[] sizes;
    private readonly Stack<(int Package, int Layer)> journal = new();
    private readonly Queue<(int Package, bool Up)> moving = new();
    private int sameLayer;

    /// <summary>Creates a placement.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="tree">The packages' tree.</param>
    /// <param name="packages">The packages in the order of their numbers.</param>
    /// <param name="layers">The number of layers.</param>
    /// <param name="start">The layer of each package. 0 is the lowest. A package is never below one that it uses.</param>
    public LayerState(UseGraph graph, SelectorTree tree, IReadOnlyList<Package> packages, int layers, int[] start)
    {
        this.graph = graph;
        nodes = [.. packages.Select(tree.NodeOf)];
        layerOf = [.. start];
        sizes = new int[layers];
        Array.ForEach(start, layer => sizes[layer]++);
        UsedLayers = sizes.Count(size => size > 0);
        sameLayer = Enumerable.Range(0, graph.Count).Sum(n => graph.Uses[n].Where(use => layerOf[use.Package] == layerOf[n]).Sum(use => use.Weight));
        var numbers = packages.Select((package, number) => (package, number)).ToDictionary(p => p.package, p => p.number);
        labels = new LabelCount(tree, layers, package => start[numbers[package]]);
    }

    /// <summary>The number of layers, empty ones included.</summary>
    public int Layers => sizes.Length;

    /// <summary>The number of layers with packages.</summary>
    public int UsedLayers { get; private set; }

    /// <summary>The layer of each package.</summary>
    public IReadOnlyList<int> LayerOf => layerOf;

    /// <summary>The number of steps so far, as a measure of work.</summary>
    public long Steps { get; private set; }

    /// <summary>The cost of the placement.</summary>
    public double Cost => LayerObjective.Compute(labels.Total, sameLayer, sizes, graph.Count);

    /// <summary>
    /// Moves packages to a layer. To prevent upward edges, users below and used packages above move as well.
    /// </summary>
    /// <returns>A value that indicates whether it was done. It is not if more than <paramref name="most"/> packages had to move.</returns>
    public bool TryMove(ReadOnlySpan<int> packages, int layer, int most)
    {
        journal.Clear();
        moving.Clear();
        foreach (var package in packages)
        {
            if (layerOf[package] != layer)
            {
                moving.Enqueue((package, layerOf[package] < layer));
            }
        }

        while (moving.TryDequeue(out var next))
        {
            var (package, up) = next;
            if (layerOf[package] == layer)
            {
                continue;
            }

            if (journal.Count == most)
            {
                Undo();
                return false;
            }

            foreach (var (other, _) in up ? graph.Users[package] : graph.Uses[package])
            {
                if (up ? layerOf[other] < layer : layerOf[other] > layer)
                {
                    moving.Enqueue((other, up));
                }
            }

            journal.Push((package, layerOf[package]));
            Place(package, layer);
        }

        return journal.Count > 0;
    }

    /// <summary>Takes the last move back.</summary>
    public void Undo()
    {
        while (journal.TryPop(out var entry))
        {
            Place(entry.Package, entry.Layer);
        }
    }

    private void Place(int package, int layer)
    {
        var old = layerOf[package];
        sameLayer += WeightTo(package, layer) - WeightTo(package, old);
        UsedLayers += (--sizes[old] == 0 ? -1 : 0) + (sizes[layer]++ == 0 ? 1 : 0);
        layerOf[package] = layer;
        Steps += graph.Uses[package].Length + graph.Users[package].Length + (labels.Recolor(nodes[package], layer) * Layers);
    }

    private int WeightTo(int package, int layer)
    {
        var weight = 0;
        foreach (var use in graph.Uses[package])
        {
            weight += layerOf[use.Package] == layer ? use.Weight : 0;
        }

        foreach (var user in graph.Users[package])
        {
            weight += layerOf[user.Package] == layer ? user.Weight : 0;
        }

        return weight;
    }
}
