using System.Collections.Immutable;
using Harness.Manifests;
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
            if (entry.Kind != OverrideKind.Paths)
            {
                Add(entry);
                continue;
            }

            foreach (var directory in PackagesBelow(store, entry.Directory!.Value))
            {
                if (store.Load(TreePath.ManifestOf(directory), entry.Location)?.PackageName is { } name)
                {
                    Add(entry with { Name = name, Directory = directory });
                }
            }
        }
    }

    public IReadOnlyList<PackageOverride> For(string name) => byName.TryGetValue(name, out var list) ? list : [];

    private void Add(PackageOverride entry) => (byName.TryGetValue(entry.Name, out var list) ? list : byName[entry.Name] = []).Add(entry);

    // Cargo also searches subdirectories, except hidden ones, other repositories and its own output. Links are not followed here.
    private static List<RepoPath> PackagesBelow(ManifestStore store, RepoPath top)
    {
        var found = new List<RepoPath>();
        var todo = new Stack<RepoPath>();
        todo.Push(top);
        while (todo.TryPop(out var directory))
        {
            var isPackage = store.Exists(TreePath.ManifestOf(directory));
            if (isPackage)
            {
                found.Add(directory);
            }

            foreach (var entry in store.Tree.List(directory))
            {
                var below = directory.Combine(entry.Name);
                if (entry is { Kind: EntryKind.Directory, IsLink: false } && entry.Name[0] != '.' && !(isPackage && entry.Name == "target")
                    && store.Tree.GetKind(below.Combine(".git")) == EntryKind.None)
                {
                    todo.Push(below);
                }
            }
        }

        return found;
    }
}
