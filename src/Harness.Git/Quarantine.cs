using System.Collections.Immutable;
using System.Text;

namespace Harness.Git;

/// <summary>
/// The objects of a push that is not accepted yet. Git keeps them in a separate directory until <c>pre-receive</c> accepts them, and names it in the
/// environment. See "Quarantine environment" of git-receive-pack's documentation.
/// </summary>
internal static class Quarantine
{
    /// <summary>The variable that names further directories of objects.</summary>
    public const string Alternates = "GIT_ALTERNATE_OBJECT_DIRECTORIES";

    /// <summary>Returns the directories that hold the pushed objects and the objects that they depend on.</summary>
    /// <param name="get">The value of a variable.</param>
    /// <returns>The absolute paths. Empty if no objects are in quarantine.</returns>
    public static ImmutableArray<string> Find(Func<string, string?> get)
    {
        if (get("GIT_QUARANTINE_PATH") is not { Length: > 0 } quarantine)
        {
            return [];
        }

        string[] named = [quarantine, get("GIT_OBJECT_DIRECTORY") ?? "", .. Split(get(Alternates) ?? "")];
        return [.. named.Where(d => d.Length > 0).Select(Path.GetFullPath).Where(Directory.Exists).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Joins directories to the value of the variable.</summary>
    /// <param name="directories">Absolute paths.</param>
    public static string Join(ImmutableArray<string> directories) => string.Join(Path.PathSeparator, directories.Select(d => d.Contains(Path.PathSeparator, StringComparison.Ordinal)
        ? $"\"{d.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : d));

    // A path that holds the separator is in quotes, as in C.
    private static List<string> Split(string list)
    {
        var (paths, path, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] == '"' && (isQuoted || path.Length == 0))
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted && list[i] == '\\' && i + 1 < list.Length)
            {
                path.Append(list[++i]);
            }
            else if (list[i] == Path.PathSeparator && !isQuoted)
            {
                paths.Add(path.ToString());
                path.Clear();
            }
            else
            {
                path.Append(list[i]);
            }
        }

        return [.. paths, path.ToString()];
    }
}
