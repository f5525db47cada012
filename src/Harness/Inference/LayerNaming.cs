using System.Collections.Immutable;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>
/// Names layers in familiar terms: a directory or name prefix that most of the layer and little else has, or the kind of its crates. Otherwise its
/// place at an end, or its most used crate.
/// </summary>
internal sealed class LayerNaming
{
    private const double GoodFit = 0.5;

    // These directories hold everything, so their names are not informative.
    private static readonly ImmutableHashSet<string> Containers = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "crates", "crate", "src", "lib", "libs", "packages", "components", "modules", "rust", "members", "core");

    private readonly ImmutableArray<Package> packages;
    private readonly UseGraph graph;
    private readonly int[] layers;
    private readonly string common;

    private LayerNaming(ImmutableArray<Package> packages, UseGraph graph, int[] layers)
    {
        this.packages = packages;
        this.graph = graph;
        this.layers = layers;
        common = CommonBeginning();
    }

    /// <summary>Returns the names by layer, each another one.</summary>
    public static string[] Choose(ImmutableArray<Package> packages, SelectorTree tree, UseGraph graph, int[] layers) =>
        new LayerNaming(packages, graph, layers).Choose(tree);

    private string[] Choose(SelectorTree tree)
    {
        var names = new string?[layers.Max() + 1];
        var sizes = names.Select((_, layer) => layers.Count(l => l == layer)).ToArray();
        var fits =
            from candidate in Candidates(tree)
            from layer in Enumerable.Range(0, names.Length)
            let shared = candidate.Packages.Count(p => layers[p] == layer)
            let fit = 2.0 * shared / (candidate.Packages.Length + sizes[layer])
            where fit >= GoodFit && shared * 2 > sizes[layer]
            orderby fit descending, layer, candidate.Name.Length, candidate.Name
            select (candidate.Name, layer);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, layer) in fits.ToArray())
        {
            if (names[layer] is null && taken.Add(name))
            {
                names[layer] = name;
            }
        }

        for (var layer = 0; layer < names.Length; layer++)
        {
            var end = layer == names.Length - 1 ? "top" : layer == 0 ? "base" : null;
            names[layer] ??= Unique(names.Length > 1 && end is not null ? end : "around-" + Centre(layer), taken);
        }

        return names!;
    }

    private IEnumerable<(string Name, int[] Packages)> Candidates(SelectorTree tree)
    {
        var numbers = packages.Select((package, number) => (package, number)).ToDictionary(p => p.package, p => p.number);
        foreach (var node in tree.Nodes.Where(n => n.Count > 1 && n.Parent is not null))
        {
            var name = node.Kind == SelectorNodeKind.Prefix ? Short(node.Prefix) : node.Directory.Name;
            if (Clean(name) is { Length: > 0 } clean && !Containers.Contains(clean))
            {
                yield return (clean, [.. SelectorTree.PackagesOf(node).Select(p => numbers[p])]);
            }
        }

        var all = Enumerable.Range(0, packages.Length);
        yield return ("apps", [.. all.Where(n => graph.Users[n].Length == 0 && packages[n].Targets.Any(t => t.Kind == "bin"))]);
        yield return ("macros", [.. all.Where(n => IsMacro(packages[n].Name))]);
    }

    private static bool IsMacro(string name) =>
        name.EndsWith("macros", StringComparison.Ordinal) || name.EndsWith("macro", StringComparison.Ordinal) || name.EndsWith("derive", StringComparison.Ordinal);

    // The most used package or, if none is used, the package that uses most.
    private string Centre(int layer) => Clean(Short(packages[Enumerable.Range(0, packages.Length).Where(n => layers[n] == layer)
        .OrderByDescending(n => graph.Users[n].Length).ThenByDescending(n => graph.Uses[n].Length).First()].Name));

    private static string Unique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++)
        {
            unique = FormattableString.Invariant($"{name}-{number}");
        }

        return unique;
    }

    // A prefix of most names in the workspace does not identify a layer.
    private string CommonBeginning()
    {
        var beginnings = packages.Select(p => p.Name.IndexOfAny(['-', '_']) is > 0 and var end ? p.Name[..end] : p.Name).GroupBy(b => b, StringComparer.Ordinal);
        return beginnings.FirstOrDefault(g => g.Count() * 2 > packages.Length)?.Key ?? "";
    }

    private string Short(string prefix) =>
        common.Length > 0 && prefix.Length > common.Length + 1 && prefix.StartsWith(common, StringComparison.Ordinal) && prefix[common.Length] is '-' or '_'
            ? prefix[(common.Length + 1)..] : prefix;

    private static string Clean(string name) => string.Concat(name.Select(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '@' or '!' ? '-' : c)).Trim('-', '_', '.');
}
