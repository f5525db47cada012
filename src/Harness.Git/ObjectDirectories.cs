using System.Collections.Immutable;

namespace Harness.Git;

/// <summary>The directories that a repository takes objects from: its own, and those that it borrows from.</summary>
internal static class ObjectDirectories
{
    // Git itself follows five levels.
    private const int MaximumCount = 100;

    /// <summary>Returns a directory and all that it borrows from.</summary>
    public static ImmutableArray<string> Find(string first)
    {
        var found = new List<string> { first };
        for (var i = 0; i < found.Count && found.Count < MaximumCount; i++)
        {
            found.AddRange(ReadAlternates(found[i]).Except(found, StringComparer.Ordinal));
        }

        return [.. found];
    }

    /// <summary>Determines whether an object is in a separate file.</summary>
    /// <param name="directories">The directories that objects are taken from.</param>
    /// <param name="id">The id of the object.</param>
    public static bool HoldLoose(ImmutableArray<string> directories, string id)
    {
        foreach (var directory in directories)
        {
            if (File.Exists($"{directory}/{id.AsSpan(0, 2)}/{id.AsSpan(2)}"))
            {
                return true;
            }
        }

        return false;
    }

    private static string[] ReadAlternates(string directory)
    {
        var file = Path.Join(directory, "info/alternates");
        try
        {
            return File.Exists(file)
                ? [.. File.ReadAllLines(file).Where(l => l.Length > 0 && l[0] != '#').Select(l => Path.GetFullPath(l, directory))]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GitException($"'{file}' cannot be read: {e.Message}", e);
        }
    }
}
