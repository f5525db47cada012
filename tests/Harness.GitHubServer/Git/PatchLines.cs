using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.GitHubServer.Git;

/// <summary>The lines of a patch: only what stands in one of its hunks can be commented on.</summary>
internal static partial class PatchLines
{
    /// <summary>A line of a patch: its place in the patch from its first hunk on, and its numbers on both sides.</summary>
    /// <param name="Position">The place below the header of the first hunk.</param>
    /// <param name="Left">The line's number before, or <see langword="null"/> where it was added.</param>
    /// <param name="Right">The line's number after, or <see langword="null"/> where it was deleted.</param>
    /// <param name="Hunk">The hunk down to this line.</param>
    internal sealed record Line(int Position, int? Left, int? Right, string Hunk);

    /// <summary>Reads every line of a patch.</summary>
    public static IEnumerable<Line> Read(string? patch)
    {
        var (position, left, right, hunk) = (-1, 0, 0, "");
        foreach (var text in (patch ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            position++;
            if (Header.Match(text) is { Success: true } header)
            {
                (left, right, hunk) = (Number(header, "left"), Number(header, "right"), text);
                continue;
            }

            hunk += "\n" + text;
            if (text[0] != '\\')
            {
                yield return new(position, text[0] == '+' ? null : left++, text[0] == '-' ? null : right++, hunk);
            }
        }
    }

    /// <summary>Where a line is after a change of its file, or <see langword="null"/> where the change touches it.</summary>
    /// <param name="patch">The change, without context lines.</param>
    /// <param name="line">The line's number before.</param>
    public static int? Follow(string patch, int line)
    {
        var shift = 0;
        foreach (var header in Header.Matches(patch).Cast<Match>())
        {
            var (start, length) = (Number(header, "left"), header.Groups["old"].Success ? Number(header, "old") : 1);
            if (line < start || (length == 0 && line <= start))
            {
                break;
            }

            if (line < start + length)
            {
                return null;
            }

            shift += (header.Groups["new"].Success ? Number(header, "new") : 1) - length;
        }

        return line + shift;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("""^@@ -(?<left>\d+)(,(?<old>\d+))? \+(?<right>\d+)(,(?<new>\d+))? @@""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Header { get; }
}
