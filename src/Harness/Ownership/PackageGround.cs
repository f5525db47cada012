using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Ownership;

/// <summary>
/// Finds the package that a path belongs to: the innermost package that contains it. A root package contains the whole repository, so only its
/// manifest and the directories of its targets belong to it.
/// </summary>
internal sealed class PackageGround
{
    private readonly Codebase codebase;
    private readonly Package? root;
    private readonly HashSet<RepoPath> rootDirectories = [];
    private readonly HashSet<RepoPath> rootFiles = [];

    public PackageGround(Codebase codebase)
    {
        this.codebase = codebase;
        root = codebase.FindPackage(RepoPath.Root);
        if (root is null)
        {
            return;
        }

        rootFiles.Add(root.ManifestPath);
        foreach (var target in root.Targets)
        {
            rootFiles.Add(target.Path);
            if (!target.Path.Parent.IsRoot)
            {
                rootDirectories.Add(target.Path.Parent);
            }
        }
    }

    /// <summary>The paths that belong to the root package: files, and directories with everything below them, in ordinal order.</summary>
    public IEnumerable<RepoPath> RootPaths => rootDirectories.Concat(rootFiles.Where(f => !rootDirectories.Contains(f.Parent))).Order();

    public Package? FindPackage(RepoPath path) =>
        path.IsOutside || codebase.FindPackageAround(path) is not { } package ? null
        : package != root || IsOfRoot(path) ? package : null;

    /// <summary>Determines whether a path is in the root package's directory but does not belong to that package.</summary>
    public bool IsBesideRoot(RepoPath path) => root is not null && !path.IsOutside && codebase.FindPackageAround(path) == root && !IsOfRoot(path);

    private bool IsOfRoot(RepoPath path)
    {
        if (rootFiles.Contains(path))
        {
            return true;
        }

        for (var at = path; !at.IsRoot; at = at.Parent)
        {
            if (rootDirectories.Contains(at))
            {
                return true;
            }
        }

        return false;
    }
}
