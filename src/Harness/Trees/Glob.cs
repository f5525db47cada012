namespace Harness.Trees;

/// <summary>
/// A pattern of a name or a path. <c>*</c> is any run of characters of one segment, <c>?</c> one character of it, a segment
/// <c>**</c> any number of segments, none included. Matching takes time linear in the text for each segment of the pattern: at
/// both levels only the last wildcard is ever tried again, so that nothing explodes.
/// </summary>
internal sealed class Glob
{
    private const int End = -1;
    private readonly string[] segments;

    private Glob(string[] segments)
    {
        this.segments = segments;
        LiteralLength = segments.Sum(s => s.Count(c => c is not ('*' or '?'))) + segments.Length - 1;
    }

    /// <summary>The number of characters that are not wildcards, separators included.</summary>
    public int LiteralLength { get; }

    /// <summary>Reads a pattern; says what is wrong with one that cannot be read.</summary>
    public static Glob? TryParse(string pattern, out string? error)
    {
        var segments = pattern.Split('/');
        error = segments.Any(s => s.Length == 0) ? "it has an empty segment"
            : segments.Any(s => s is "." or "..") ? "it has a segment '.' or '..'"
            : segments.Any(s => s != "**" && s.Contains("**", StringComparison.Ordinal)) ? "'**' must be a whole segment"
            : null;
        return error is null ? new Glob(segments) : null;
    }

    /// <summary>Whether a pattern has wildcards.</summary>
    public static bool HasWildcard(string pattern) => pattern.AsSpan().ContainsAny('*', '?');

    /// <summary>The segments of the pattern.</summary>
    public ReadOnlySpan<string> Segments => segments;

    /// <summary>Whether a name or a path from the root fits; the root itself is the empty path.</summary>
    public bool Matches(ReadOnlySpan<char> text)
    {
        // Positions are those of the segments of the text; behind the last one is its end.
        var (at, from) = (0, text.Length == 0 ? End : 0);
        var (retry, retryFrom) = (-1, 0);
        while (from != End)
        {
            if (at < segments.Length && segments[at] == "**")
            {
                (retry, retryFrom) = (++at, from);
            }
            else if (at < segments.Length && MatchesSegment(segments[at], SegmentAt(text, from)))
            {
                (at, from) = (at + 1, Next(text, from));
            }
            else if (retry >= 0)
            {
                (at, from) = (retry, retryFrom = Next(text, retryFrom));
            }
            else
            {
                return false;
            }
        }

        return segments.AsSpan(at).IndexOfAnyExcept("**") < 0;
    }

    private static ReadOnlySpan<char> SegmentAt(ReadOnlySpan<char> text, int from) =>
        text[from..].IndexOf('/') is >= 0 and var length ? text.Slice(from, length) : text[from..];

    private static int Next(ReadOnlySpan<char> text, int from) =>
        text[from..].IndexOf('/') is >= 0 and var length ? from + length + 1 : End;

    private static bool MatchesSegment(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (at, from) = (0, 0);
        var (retry, retryFrom) = (-1, 0);
        while (from < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (retry, retryFrom) = (++at, from);
            }
            else if (at < pattern.Length && (pattern[at] == '?' || pattern[at] == text[from]))
            {
                (at, from) = (at + 1, from + 1);
            }
            else if (retry >= 0)
            {
                (at, from) = (retry, ++retryFrom);
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].IndexOfAnyExcept('*') < 0;
    }
}
