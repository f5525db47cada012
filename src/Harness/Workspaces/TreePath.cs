using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>Paths that a manifest names.</summary>
internal static class TreePath
{
    /// <summary>The file name of manifests.</summary>
    public const string Manifest = "Cargo.toml";

    /// <summary>Returns a path as a path of the tree, or <see langword="null"/> for an absolute path if the tree is not on disk.</summary>
    public static RepoPath? Resolve(SourceTree tree, RepoPath directory, string path)
    {
        if (tree.AbsoluteRoot is not { } root)
        {
            return IsAbsolute(path) ? null : directory.Combine(path);
        }

        if (!path.StartsWith('/'))
        {
            return directory.Combine(path);
        }

        var from = RepoPath.Parse(root.TrimStart('/'));
        var to = RepoPath.Parse(path.TrimStart('/')).RelativeTo(from);
        return RepoPath.Parse(to);
    }

    // Also as Windows writes it: a tree without a place on a disk may be built anywhere.
    private static bool IsAbsolute(string path) =>
        path.StartsWith('/') || path.StartsWith(@"\\", StringComparison.Ordinal) || (path is [var drive, ':', '/' or '\\', ..] && char.IsAsciiLetter(drive));

    /// <summary>Returns the manifest of a directory.</summary>
    public static RepoPath ManifestOf(RepoPath directory) => directory.Combine(Manifest);
}
