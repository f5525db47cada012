using System.Text;
using Harness.Policies;
using Harness.Trees;

namespace Harness.Ownership;

/// <summary>Writes paths and patterns of the policy as CODEOWNERS writes them.</summary>
internal static class CodeOwnersSpelling
{
    /// <summary>Returns the pattern of a path and its content, or <see langword="null"/> if CODEOWNERS cannot express it.</summary>
    public static string? OfPath(RepoPath path) => Escape(path.Value, "\\*? ") is { } text ? "/" + text : null;

    /// <summary>Returns the patterns for a pattern of the policy, or an empty array if CODEOWNERS cannot express it.</summary>
    public static string[] OfGlob(PathGlob glob)
    {
        if (Escape(glob.Text, "\\ ") is not { } escaped)
        {
            return [];
        }

        var segments = new List<string>();
        foreach (var segment in escaped.Split('/'))
        {
            if (segment != "**" || segments.Count == 0 || segments[^1] != "**")
            {
                segments.Add(segment);
            }
        }

        if (segments is ["**"])
        {
            return ["*"];
        }

        // In the policy, 'D/**' is D and everything below. Here, a final '*' does not reach into directories.
        if (segments[^1] != "**")
        {
            return [Join(segments)];
        }

        var directory = segments[..^1];
        return directory[^1] == "*" ? [Join(directory), Join(segments)] : [Join(directory)];
    }

    /// <summary>
    /// Returns a line for a tree that is a directory of the repository. A pattern without a slash matches at any depth, as in git.
    /// </summary>
    /// <param name="place">The pattern of that directory.</param>
    /// <param name="line">A line with a pattern and its owners.</param>
    public static string Below(string place, string line)
    {
        var end = 0;
        while (end < line.Length && line[end] != ' ')
        {
            end += line[end] == '\\' ? 2 : 1;
        }

        var (pattern, owners) = (line[..Math.Min(end, line.Length)], line[Math.Min(end, line.Length)..]);
        var body = pattern == "*" ? "/" : pattern[0] == '/' ? pattern : pattern.TrimEnd('/').Contains('/', StringComparison.Ordinal) ? "/" + pattern : "/**/" + pattern;
        return place + body + owners;
    }

    private static string Join(List<string> segments) => (segments[0] == "**" ? "" : "/") + string.Join('/', segments);

    // GitHub does not support '[ ]', escaped or not. A character that is not graphic would end the pattern or be invisible.
    private static string? Escape(string text, string escaped)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '[' or ']' || (c != ' ' && (char.IsControl(c) || char.IsWhiteSpace(c))) || (c == '#' && result.Length > 0 && result[^1] == ' '))
            {
                return null;
            }

            if (escaped.Contains(c, StringComparison.Ordinal))
            {
                result.Append('\\');
            }

            result.Append(c);
        }

        return result.ToString();
    }
}
