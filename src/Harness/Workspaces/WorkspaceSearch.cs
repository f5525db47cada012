using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>Finds the workspace around a directory as Cargo does when it is started there.</summary>
public static class WorkspaceSearch
{
    /// <summary>
    /// Returns the root directory of the workspace of the nearest manifest at or above a directory. If the manifest has no workspace, returns its own
    /// directory. If there is no manifest, returns <see langword="null"/>.
    /// </summary>
    /// <param name="tree">The tree.</param>
    /// <param name="directory">The directory.</param>
    public static RepoPath? FindRoot(SourceTree tree, RepoPath directory)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var store = new ManifestStore(tree, cache: null, new UnseenManifests(new Dictionary<RepoPath, string>()));
        for (var at = directory; ; at = at.Parent)
        {
            var path = TreePath.ManifestOf(at);
            if (store.Exists(path))
            {
                return store.Load(path, Text.Location.OfFile(path)) is { } manifest && new RootFinder(store).Find(path, manifest, null) is { IsOutside: false } root ? root.Parent : at;
            }

            if (at.IsRoot)
            {
                return null;
            }
        }
    }

    /// <summary>Returns the dependencies whose paths lead out of the tree. Cargo builds these packages, and no rule checks them.</summary>
    /// <param name="codebase">The packages of the tree.</param>
    public static IEnumerable<Dependency> FindOutside(Codebase codebase)
    {
        ArgumentNullException.ThrowIfNull(codebase);
        return codebase.Packages.SelectMany(p => p.Dependencies).Where(d => d is { Path.IsOutside: true, Resolved: null });
    }
}
