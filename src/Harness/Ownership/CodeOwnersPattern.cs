using System.Text;
using Harness.Trees;

namespace Harness.Ownership;

/// <summary>
/// Reads patterns of CODEOWNERS as GitHub does: like gitignore, but a final bare <c>*</c> does not reach into directories, and <c>!</c>, <c>[ ]</c>
/// and <c>\#</c> do not work.
/// </summary>
internal static class CodeOwnersPattern
{
    /// <summary>Compiles a pattern. Gives a reason if GitHub skips the line.</summary>
    /// <param name="text">The pattern, with its escapes.</param>
    /// <param name="problem">The reason why GitHub skips it.</param>
    /// <param name="glob">The compiled pattern, or <see langword="null"/> if it matches nothing.</param>
    public static bool TryCompile(string text, out string? problem, out Glob? glob)
    {
        glob = null;
        problem = FindProblem(text);
        if (problem is not null || text == "/")
        {
            return problem is null;
        }

        glob = Glob.OfSegments(Compile(text));
        return true;
    }

    /// <summary>
    /// Returns the pattern in the syntax of the policy, or <see langword="null"/> if that has no such pattern, because it has no escapes. A pattern
    /// for the content of a directory includes the directory's own path, which the policy gives to the same owner.
    /// </summary>
    /// <param name="text">A pattern that GitHub reads, with its escapes.</param>
    public static string? ToPathGlob(string text)
    {
        if (text == "/" || Compile(text) is not { } parts || parts.Exists(p => p != Star && p != Glob.AnySegments && p.AsSpan().ContainsAny('*', '?')))
        {
            return null;
        }

        var segments = parts.ConvertAll(p => p == Glob.AnySegments ? "**" : p.Replace(Star + Star, Star, StringComparison.Ordinal).Replace(Glob.AnyRun, '*').Replace(Glob.AnyOne, '?'));
        if (segments is [.., var name, "*", "**"] && !Glob.HasWildcard(name))
        {
            segments.RemoveAt(segments.Count - 2);
        }

        var isEverything = segments is ["*", "**"] or ["**", "*"] or ["**", "*", "**"];
        var result = isEverything ? "**" : string.Join('/', segments);
        return Glob.TryParse(result, out _) is null ? null : result;
    }

    private static List<string> Compile(string text)
    {
        var parts = Split(text);
        var isDirectory = parts[^1].Length == 0;
        var isAnchored = parts[0].Length == 0 || parts.Count > (isDirectory ? 2 : 1);
        parts.RemoveAll(p => p.Length == 0);
        if (!isAnchored)
        {
            parts.Insert(0, Glob.AnySegments);
        }

        return [.. Close(parts, isDirectory ? Below : parts[^1] == Star && isAnchored ? [] : SelfOrBelow)];
    }

    private const string Star = "/";
    private static readonly string[] Below = [Star, Glob.AnySegments];
    private static readonly string[] SelfOrBelow = [Glob.AnySegments];

    // A recursive end matches the content of a directory, but not the directory's own path.
    private static IEnumerable<string> Close(List<string> parts, string[] end)
    {
        while (parts.Count > 0 && parts[^1] == Glob.AnySegments)
        {
            parts.RemoveAt(parts.Count - 1);
            end = Below;
        }

        return parts.Concat(end);
    }

    private static string? FindProblem(string text) =>
        text.StartsWith('!') ? "a pattern cannot be negated"
        : text.StartsWith("\\#", StringComparison.Ordinal) ? "'#' cannot be escaped"
        : text.AsSpan().ContainsAny('[', ']') ? "it has no ranges of characters"
        : text.Contains("***", StringComparison.Ordinal) ? "'***' is no wildcard"
        : text.Contains("//", StringComparison.Ordinal) ? "it has an empty segment"
        : EndsInEscape(text) ? "it ends in a lone '\\'"
        : null;

    private static bool EndsInEscape(string text) => (text.Length - text.TrimEnd('\\').Length) % 2 == 1;

    // Returns the segments with escapes resolved and wildcards in the compiled form. Empty segments represent slashes at the ends.
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '/')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(c switch
                {
                    '\\' => text[++at],
                    '*' => Glob.AnyRun,
                    '?' => Glob.AnyOne,
                    _ => c,
                });
            }
        }

        parts.Add(part.ToString());
        return parts;
    }
}
