using System.Collections.Immutable;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>The overrides of one workspace by the name of the package that they replace.</summary>
internal sealed class OverrideSet
{
    private readonly Dictionary<string, List<PackageOverride>> byName = new(StringComparer.Ordinal);

    public OverrideSet(ManifestStore store, ImmutableArray<PackageOverride> overrides)
    {
        foreach (var entry in overrides)
        {
            var name = entry.Name ?? NameOf(store, entry);
            if (name is not null)
            {
                (byName.TryGetValue(name, out var list) ? list : byName[name] = []).Add(entry);
            }
        }
    }

    public IReadOnlyList<PackageOverride> For(string name) => byName.TryGetValue(name, out var list) ? list : [];

    private static string? NameOf(ManifestStore store, PackageOverride entry) =>
        entry.Directory.IsOutside || !store.Exists(TreePath.ManifestOf(entry.Directory)) ? null
        : store.Load(TreePath.ManifestOf(entry.Directory), entry.Location)?.PackageName;
}
