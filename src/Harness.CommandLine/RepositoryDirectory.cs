using Harness.Policies;
using Harness.Reporting;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.CommandLine;

/// <summary>Finds the directory that paths are relative to.</summary>
internal static class RepositoryDirectory
{
    /// <summary>
    /// Returns the nearest directory around one that holds <c>.git</c>; where there is none, the nearest that holds a policy; else the root of the
    /// workspace around it, as Cargo finds it; else the directory itself. A repository goes first: a policy below its top does not count.
    /// </summary>
    /// <param name="directory">The directory.</param>
    /// <param name="say">Told what was decided without a repository.</param>
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

    // In a repository what lies outside is not part of it; a directory alone may just have been taken too low.
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

    /// <summary>Returns the top of the repository that a directory lies in; the directory itself where there is none.</summary>
    /// <param name="directory">An absolute path.</param>
    public static string TopOf(string directory) => Ancestors(directory).FirstOrDefault(d => Path.Exists(Path.Join(d, ".git"))) ?? directory;

    /// <summary>Where a directory lies in its repository: hosts name files from the top.</summary>
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
