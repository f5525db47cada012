using Harness.Policies;

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

    private static IEnumerable<string> Ancestors(string directory)
    {
        for (var at = directory; at is not null; at = Path.GetDirectoryName(at))
        {
            yield return at;
        }
    }
}
