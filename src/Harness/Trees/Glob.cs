namespace Harness.Trees;

/// <summary>
/// A pattern of a name or a path. <c>*</c> is any run of characters of one segment, <c>?</c> one character of it, a segment
/// <c>**</c> any number of segments, including none. Matching takes linear time in the text for each segment of the pattern. At both levels only the
/// last wildcard is retried, so that backtracking stays bounded.
/// </summary>
internal sealed class Glob
{
    /// <summary>A wildcard inside a compiled segment: any run of characters. No segment of a path has this character.</summary>
    public const char AnyRun = '/';

    /// <summary>A wildcard inside a compiled segment: one character. No path has this character.</summary>
    public const char AnyOne = '\0';

    /// <summary>The compiled segment that matches any number of segments.</summary>
    public const string AnySegments = "//";

    private const int End = -1;
    private readonly string[] segments;

    private Glob(string[] segments)
    {
        this.segments = segments;
        LiteralLength = segments.Sum(s => s.Count(c => c is not (AnyRun or AnyOne))) + segments.Length - 1;
    }

    /// <summary>The number of characters that are not wildcards, separators included.</summary>
    public int LiteralLength { get; }

    /// <summary>Reads a pattern. Returns an error if it cannot be read.</summary>
    public static Glob? TryParse(string pattern, out string? error)
    {
        var segments = pattern.Split('/');
        error = segments.Any(s => s.Length == 0) ? "it has an empty segment"
            : segments.Any(s => s is "." or "..") ? "it has a segment '.' or '..'"
            : segments.Any(s => s != "**" && s.Contains("**", StringComparison.Ordinal)) ? "'**' must be a whole segment"
            : null;
        return error is null ? new Glob([.. segments.Select(s => s.Replace('*', AnyRun).Replace('?', AnyOne))]) : null;
    }

    /// <summary>Returns a pattern of compiled segments, for other ways to write patterns.</summary>
    /// <param name="segments">Literal characters, <see cref="AnyRun"/>, <see cref="AnyOne"/>, or <see cref="AnySegments"/>.</param>
    public static Glob OfSegments(IEnumerable<string> segments) => new([.. segments]);

    /// <summary>Determines whether a pattern has wildcards.</summary>
    public static bool HasWildcard(string pattern) => pattern.AsSpan().ContainsAny('*', '?');

    /// <summary>Determines whether a name or a path from the root matches. The root itself is the empty path.</summary>
    public bool Matches(ReadOnlySpan<char> text)
    {
        // Positions are the starts of the segments of the text. After the last one comes its end.
        var (at, from) = (0, text.Length == 0 ? End : 0);
        var (retry, retryFrom) = (-1, 0);
        while (from != End)
        {
            if (at < segments.Length && segments[at] == AnySegments)
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

        return segments.AsSpan(at).IndexOfAnyExcept(AnySegments) < 0;
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
            if (at < pattern.Length && pattern[at] == AnyRun)
            {
                (retry, retryFrom) = (++at, from);
            }
            else if (at < pattern.Length && (pattern[at] == AnyOne || pattern[at] == text[from]))
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

        return pattern[at..].IndexOfAnyExcept(AnyRun) < 0;
    }
}
