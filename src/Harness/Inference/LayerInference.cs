using System.Collections.Immutable;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>Infers layers from a graph: no edge leads upward, few selectors, few layers, few edges inside of one.</summary>
internal static class LayerInference
{
    /// <summary>The layers, top first; none for a codebase without packages.</summary>
    public static ImmutableArray<ProposedLayer> Infer(Codebase codebase, UseGraph uses)
    {
        var packages = codebase.Packages;
        if (packages.IsEmpty)
        {
            return [];
        }

        var tree = SelectorTree.Build(packages, SelectorScope.OfLayers);
        var layers = LayerSearch.Find(uses, tree, packages);
        var numbers = packages.Select((package, number) => (package, number)).ToDictionary(p => p.package, p => p.number);
        var count = layers.Max() + 1;
        var labels = new LabelCount(tree, count, p => layers[numbers[p]]).Labels();
        var selectors = SelectorText.Write(labels, packages);
        var names = LayerNaming.Of(packages, tree, uses, layers);
        return [.. Enumerable.Range(0, count).Reverse().Select(layer => new ProposedLayer(
            names[layer],
            [.. packages.Where((_, number) => layers[number] == layer)],
            [.. selectors[layer]]))];
    }
}
