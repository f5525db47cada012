using Harness.Policies;
using Harness.Trees;

namespace Harness.Cli;

/// <summary>Finds the directory that paths are relative to.</summary>
internal static class RepositoryDirectory
{
    /// <summary>
    /// The nearest directory around one that holds <c>.git</c>; where there is none, the nearest that holds a policy; else the
    /// directory itself. A repository goes first: a policy below its top does not count.
    /// </summary>
    public static string Find(string directory) =>
        Ancestors(directory).FirstOrDefault(d => Path.Exists(Path.Join(d, ".git")))
        ?? Ancestors(directory).FirstOrDefault(d => File.Exists(Path.Join(d, Policy.FileName)))
        ?? directory;

    /// <summary>The top of the repository that a directory lies in; the directory itself where there is none.</summary>
    /// <param name="directory">An absolute path.</param>
    public static string TopOf(string directory) => Ancestors(directory).FirstOrDefault(d => Path.Exists(Path.Join(d, ".git"))) ?? directory;

    /// <summary>Where a directory lies in its repository: hosts name files from the top.</summary>
    /// <param name="directory">An absolute path.</param>
    public static RepoPath PlaceOf(string directory) => RepoPath.Parse(Path.GetRelativePath(TopOf(directory), directory).Replace(Path.DirectorySeparatorChar, '/'));

    private static IEnumerable<string> Ancestors(string directory)
    {
        for (var at = directory; at is not null; at = Path.GetDirectoryName(at))
        {
            yield return at;
        }
    }
}
