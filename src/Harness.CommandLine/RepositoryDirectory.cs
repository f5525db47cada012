using Harness.Policies;
using Harness.Reporting;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.CommandLine;

/// <summary>Finds the directory that paths are relative to.</summary>
internal static class RepositoryDirectory
{
    /// <summary>
    /// Returns the nearest enclosing directory with <c>.git</c>. If there is none, returns the nearest with a policy, or else the root of the
    /// enclosing workspace, as Cargo finds it, or else the directory itself. A repository takes precedence, so a policy below its top does not count.
    /// </summary>
    /// <param name="directory">The directory.</param>
    /// <param name="say">A callback for the decision without a repository.</param>
    public static string Find(string directory, Action<string> say)
    {
        if (Ancestors(directory).FirstOrDefault(d => Path.Exists(Path.Join(d, ".git"))) is { } repository)
        {
            return repository;
        }

        var top = Ancestors(directory).FirstOrDefault(d => File.Exists(Path.Join(d, Policy.FileName)));
        if (top is null && FindWorkspace(directory) is { } workspace)
        {
            top = workspace;
            if (workspace != directory)
            {
                say($"there is no repository around, so the workspace in '{workspace}' is the top, as for Cargo; --root names another");
            }
        }

        if (top is not null && File.Exists(Path.Join(top, "Cargo.toml")))
        {
            SayWhatLiesOutside(top, say);
        }

        return top ?? directory;
    }

    // In a repository, paths outside are not part of it. Without a repository, the chosen directory may be too low.
    private static void SayWhatLiesOutside(string top, Action<string> say)
    {
        var outside = WorkspaceSearch.FindOutside(Codebase.Load(new DirectoryTree(top), new CodebaseOptions())).ToArray();
        if (outside is [var first, ..])
        {
            say($"outside of '{top}', and not looked at: {CountText.Format(outside.Length, "dependency path")}, the first from '{first.Owner.Name}' to '{first.Path}'; --root names a directory that holds all");
        }
    }

    private static string? FindWorkspace(string directory)
    {
        var drive = Path.GetPathRoot(directory);
        if (string.IsNullOrEmpty(drive))
        {
            return null;
        }

        var below = RepoPath.Parse(Path.GetRelativePath(drive, directory).Replace('\\', '/'));
        return WorkspaceSearch.FindRoot(new DirectoryTree(drive), below) is { } root ? Path.Join(drive, root.Value) : null;
    }

    /// <summary>Returns the top of the repository of a directory, or the directory itself if there is none.</summary>
    /// <param name="directory">An absolute path.</param>
    public static string TopOf(string directory) => Ancestors(directory).FirstOrDefault(d => Path.Exists(Path.Join(d, ".git"))) ?? directory;

    /// <summary>Returns the place of a directory in its repository, because hosts name files from the top.</summary>
    /// <param name="directory">An absolute path.</param>
    public static RepoPath FindPlace(string directory) => RepoPath.Parse(Path.GetRelativePath(TopOf(directory), directory).Replace(Path.DirectorySeparatorChar, '/'));

    private static IEnumerable<string> Ancestors(string directory)
    {
        for (var at = directory; at is not null; at = Path.GetDirectoryName(at))
        {
            yield return at;
        }
    }
}
