using System.Collections.Immutable;

namespace Harness.Trees;

/// <summary>
/// The patterns of one <c>.gitignore</c> or <c>.git/info/exclude</c>, as git reads them. The last pattern that matches decides.
/// A file of more than <see cref="MaximumPatterns"/> patterns or <see cref="MaximumLength"/> bytes ignores nothing, because it is safer to report too
/// much than too little.
/// </summary>
internal sealed class IgnoreFile
{
    /// <summary>The most patterns of one file.</summary>
    public const int MaximumPatterns = 10_000;

    /// <summary>The most bytes of one file.</summary>
    public const int MaximumLength = 1 << 20;

    // A path is shorter on every system, and the time of a match grows with the pattern.
    private const int MaximumPatternLength = 4096;

    private readonly ImmutableArray<IgnorePattern> patterns;

    private IgnoreFile(ImmutableArray<IgnorePattern> patterns) => this.patterns = patterns;

    /// <summary>A file without patterns.</summary>
    public static IgnoreFile Empty { get; } = new([]);

    /// <summary>A value that indicates whether there are no patterns.</summary>
    public bool IsEmpty => patterns.IsEmpty;

    /// <summary>Understands a file.</summary>
    /// <param name="content">The bytes of the file.</param>
    public static IgnoreFile Parse(ReadOnlySpan<byte> content)
    {
        content = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
        if (content.Length > MaximumLength)
        {
            return Empty;
        }

        var patterns = ImmutableArray.CreateBuilder<IgnorePattern>();
        foreach (var range in content.Split((byte)'\n'))
        {
            var line = Clean(content[range]);
            if (line.IsEmpty || line[0] == (byte)'#' || line.Length > MaximumPatternLength)
            {
                continue;
            }

            if (patterns.Count == MaximumPatterns)
            {
                return Empty;
            }

            patterns.Add(new IgnorePattern(line));
        }

        return new(patterns.ToImmutable());
    }

    /// <summary>Determines whether a path is ignored (true), taken back in (false), or not spoken of (null).</summary>
    /// <param name="path">The path from the file's directory.</param>
    /// <param name="kind">The kind of entry, without following links.</param>
    public bool? Decide(ReadOnlySpan<byte> path, EntryKind kind)
    {
        for (var i = patterns.Length - 1; i >= 0; i--)
        {
            if (patterns[i].IsMatch(path, kind))
            {
                return !patterns[i].IsNegated;
            }
        }

        return null;
    }

    // Git reads a line up to a zero byte, and drops the spaces at its end unless a backslash is before them.
    private static ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> line)
    {
        line = line.EndsWith("\r"u8) ? line[..^1] : line;
        line = line.IndexOf((byte)0) is >= 0 and var zero ? line[..zero] : line;
        var end = 0;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == (byte)'\\')
            {
                at++;
                end = Math.Min(at + 1, line.Length);
            }
            else if (line[at] != (byte)' ')
            {
                end = at + 1;
            }
        }

        return line[..end];
    }
}
