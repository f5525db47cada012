using Harness.Policies;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Placements;

/// <summary>The slice of each package that has a layer: a package with those nested in it, or a group that <c>slices</c> defines.</summary>
internal sealed class Slices
{
    private readonly Dictionary<Package, string> slices = [];

    public Slices(Codebase codebase, Func<Package, Layer?> layerOf)
    {
        // In ordinal order of directories, each package comes after those that enclose it.
        foreach (var package in codebase.Packages)
        {
            if (layerOf(package) is { } layer)
            {
                slices[package] = Declared(layer, package) ?? Around(codebase, package, layer, layerOf) ?? package.Directory.ToString();
            }
        }
    }

    public string Get(Package package) => slices.GetValueOrDefault(package) ?? package.Directory.ToString();

    /// <summary>Returns the slice that an entry of <c>slices</c> assigns to a package, or <see langword="null"/> if it assigns none.</summary>
    public static string? By(Selector entry, Package package) => entry.Kind switch
    {
        SelectorKind.Name or SelectorKind.NameGlob => entry.MatchesName(package.Name) ? entry.Text : null,
        _ => OutermostMatch(entry, package.Directory)?.ToString(),
    };

    private static string? Declared(Layer layer, Package package) =>
        layer.Slices.Select(entry => By(entry, package)).FirstOrDefault(slice => slice is not null);

    private static RepoPath? OutermostMatch(Selector entry, RepoPath directory)
    {
        RepoPath? found = null;
        for (var at = directory; !at.IsRoot && !at.IsOutside; at = at.Parent)
        {
            found = entry.MatchesDirectory(at) ? at : found;
        }

        return found;
    }

    // A package of another layer in between does not split the slice.
    private string? Around(Codebase codebase, Package package, Layer layer, Func<Package, Layer?> layerOf)
    {
        for (var at = package; !at.Directory.IsRoot && codebase.FindPackageAround(at.Directory.Parent) is { } around; at = around)
        {
            if (!around.Directory.IsRoot && layerOf(around) == layer)
            {
                return Get(around);
            }
        }

        return null;
    }
}
