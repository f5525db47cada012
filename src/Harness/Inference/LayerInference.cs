using System.Collections.Immutable;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>Infers layers from a graph: no edge leads upward, few selectors, few layers, few edges inside of one.</summary>
internal static class LayerInference
{
    private const int MostLayers = 8;

    /// <summary>Returns the layers, top first. Empty for a codebase without packages.</summary>
    public static ImmutableArray<ProposedLayer> Infer(Codebase codebase, UseGraph uses)
    {
        var packages = codebase.Packages;
        if (packages.IsEmpty)
        {
            return [];
        }

        var kept = Samples.FindOthers(packages, uses);
        var tree = SelectorTree.Build(packages, SelectorScope.OfLayers);
        if (kept.Length == packages.Length)
        {
            var whole = LayerSearch.Find(uses, tree, packages, MostLayers);
            return Describe(packages, tree, uses, whole, SelectorsOf(packages, tree, whole));
        }

        // Examples use everything, and nothing uses them. If there are many, they get their own top layer, and the rest is cut without them.
        ImmutableArray<Package> others = [.. kept.Select(n => packages[n])];
        var treeOfOthers = SelectorTree.Build(others, SelectorScope.OfLayers);
        var placed = LayerSearch.Find(uses.Select(kept), treeOfOthers, others, MostLayers - 1);
        var top = placed.Max() + 1;
        var layers = Enumerable.Repeat(top, packages.Length).ToArray();
        for (var at = 0; at < kept.Length; at++)
        {
            layers[kept[at]] = placed[at];
        }

        var selectors = SelectorsOf(others, treeOfOthers, placed);
        var samples = Samples.Selectors(packages, layers.Select(layer => layer == top).ToArray());
        return Describe(packages, tree, uses, layers, [.. selectors, samples]);
    }

    private static string[][] SelectorsOf(ImmutableArray<Package> packages, SelectorTree tree, int[] layers)
    {
        var numbers = packages.Select((package, number) => (package, number)).ToDictionary(p => p.package, p => p.number);
        var count = layers.Max() + 1;
        var selectors = SelectorText.Write(new LabelCount(tree, count, p => layers[numbers[p]]).Labels(), packages);
        return [.. Enumerable.Range(0, count).Select(layer => selectors[layer].ToArray())];
    }

    private static ImmutableArray<ProposedLayer> Describe(ImmutableArray<Package> packages, SelectorTree tree, UseGraph uses, int[] layers, string[][] selectors)
    {
        var names = LayerNaming.Choose(packages, tree, uses, layers);
        return [.. Enumerable.Range(0, selectors.Length).Reverse().Select(layer => new ProposedLayer(
            names[layer],
            [.. packages.Where((_, number) => layers[number] == layer)],
            [.. selectors[layer]]))];
    }
}
