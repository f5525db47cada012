using Harness.Manifests;
using Harness.Text;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>Finds the root of the workspace that a manifest belongs to, as Cargo does when started at one root.</summary>
internal sealed class RootFinder(ManifestStore store)
{
    private readonly Dictionary<RepoPath, WorkspaceBoundary> boundaries = [];

    /// <summary>Returns the boundary of a root.</summary>
    public WorkspaceBoundary BoundaryOf(RepoPath root, WorkspaceSection section)
    {
        if (!boundaries.TryGetValue(root, out var boundary))
        {
            boundaries[root] = boundary = new WorkspaceBoundary(store, root.Parent, section);
        }

        return boundary;
    }

    /// <summary>Returns the root manifest of a manifest, or <see langword="null"/> if it has none.</summary>
    /// <param name="path">The manifest's path.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="loaded">The root that is already loaded: it wins over a nearer one that is not.</param>
    public RepoPath? Find(RepoPath path, CargoManifest manifest, RepoPath? loaded)
    {
        if (RootOf(path, manifest, path) is { } own)
        {
            return own;
        }

        if (loaded is { } root && path.IsUnder(root.Parent) && path.Parent != root.Parent
            && store.Load(root, Location.OfFile(root)) is { Workspace: { } section } && !BoundaryOf(root, section).Excludes(path))
        {
            return root;
        }

        return path.IsOutside ? null : FindAbove(path);
    }

    private RepoPath? FindAbove(RepoPath path)
    {
        for (var at = path.Parent; !at.IsRoot;)
        {
            at = at.Parent;
            var candidate = TreePath.ManifestOf(at);
            if (store.Exists(candidate) && store.Load(candidate, Location.OfFile(candidate)) is { } above && RootOf(candidate, above, path) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private RepoPath? RootOf(RepoPath path, CargoManifest manifest, RepoPath seenFrom) =>
        manifest.Workspace is { } section ? (BoundaryOf(path, section).Excludes(seenFrom) ? null : path)
        : manifest.WorkspacePointer is { } pointer && store.Resolve(path.Parent, pointer.Text, pointer.Location) is { } directory ? TreePath.ManifestOf(directory)
        : null;
}
