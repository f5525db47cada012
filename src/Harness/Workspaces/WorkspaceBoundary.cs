using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>The paths that a workspace root excludes: its <c>exclude</c> and <c>members</c>, read as prefixes of paths, not as globs.</summary>
internal sealed class WorkspaceBoundary
{
    private readonly HashSet<RepoPath> excluded;
    private readonly HashSet<RepoPath> listed;

    public WorkspaceBoundary(ManifestStore store, RepoPath root, WorkspaceSection section)
    {
        excluded = Prefixes(store, root, section.Exclude);
        listed = Prefixes(store, root, section.Members.IsDefault ? [] : section.Members);
    }

    /// <summary>Determines whether the root leaves a manifest out. A listed prefix beats an excluded one.</summary>
    public bool Excludes(RepoPath manifest) => excluded.Count > 0 && HasPrefix(excluded, manifest) && !HasPrefix(listed, manifest);

    private static bool HasPrefix(HashSet<RepoPath> prefixes, RepoPath path)
    {
        for (var at = path; ; at = at.Parent)
        {
            if (prefixes.Contains(at))
            {
                return true;
            }

            if (at.IsRoot || at.IsOutside)
            {
                return false;
            }
        }
    }

    // Cargo does not resolve '..' in these before it compares, so such a prefix matches nothing.
    private static HashSet<RepoPath> Prefixes(ManifestStore store, RepoPath root, ImmutableArray<PathEntry> paths)
    {
        var result = new HashSet<RepoPath>();
        foreach (var (path, location) in paths)
        {
            if (!path.Split('/').Contains("..") && store.Resolve(root, path, location) is { } prefix)
            {
                result.Add(prefix);
            }
        }

        return result;
    }
}
