namespace Harness.Trees;

/// <summary>One line of a <c>.gitignore</c>.</summary>
internal sealed class IgnorePattern
{
    private readonly bool isForDirectories;
    private readonly bool isForNames;
    private readonly byte[] literal;
    private readonly byte[] ending;
    private readonly IgnoreGlob? glob;
    private readonly Shape shape;

    /// <summary>Understands a line.</summary>
    /// <param name="line">The line, trailing spaces removed, not empty and no comment.</param>
    public IgnorePattern(ReadOnlySpan<byte> line)
    {
        IsNegated = line.StartsWith("!"u8);
        line = IsNegated ? line[1..] : line;
        isForDirectories = line.EndsWith("/"u8);
        line = isForDirectories ? line[..^1] : line;
        isForNames = !line.Contains((byte)'/');
        line = line.StartsWith("/"u8) ? line[1..] : line;

        var special = line.IndexOfAny("*?[\\"u8);
        var isEnding = isForNames && special == 0 && line[0] == (byte)'*' && line[1..].IndexOfAny("*?[\\"u8) < 0;

        // Git compares the part without wildcards first and matches the rest separately, even if that turns the two stars of "a**/b" into a separate
        // segment.
        literal = special < 0 ? line.ToArray() : isForNames ? [] : line[..special].ToArray();
        ending = isEnding ? line[1..].ToArray() : [];
        glob = special < 0 || isEnding ? null : IgnoreGlob.Parse(line[literal.Length..]);
        shape = special < 0 ? Shape.Literal : isEnding ? Shape.Ending : glob is null ? Shape.Never : Shape.Glob;
    }

    private enum Shape
    {
        Literal,
        Ending,
        Glob,
        Never,
    }

    /// <summary>A value that indicates whether matches are included again.</summary>
    public bool IsNegated { get; }

    /// <summary>Determines whether a path matches.</summary>
    /// <param name="path">The path from the directory of the file that holds the pattern.</param>
    /// <param name="kind">The kind of entry, without following links.</param>
    public bool IsMatch(ReadOnlySpan<byte> path, EntryKind kind)
    {
        if (isForDirectories && kind != EntryKind.Directory)
        {
            return false;
        }

        var text = isForNames ? path[(path.LastIndexOf((byte)'/') + 1)..] : path;
        return shape switch
        {
            Shape.Literal => text.SequenceEqual(literal),
            Shape.Ending => text.EndsWith(ending),
            Shape.Glob => text.StartsWith(literal) && glob!.IsMatch(text[literal.Length..]),
            _ => false,
        };
    }
}
