using Harness.Trees;

namespace Harness.Text;

/// <summary>A range in a file.</summary>
/// <param name="Text">The file's text.</param>
/// <param name="Span">The range of bytes.</param>
public sealed record Location(SourceText Text, SourceSpan Span)
{
    /// <summary>The file's path.</summary>
    public RepoPath Path => Text.Path;

    /// <summary>The line of the first byte, from 1.</summary>
    public int Line => Text.GetPosition(Span.Start, ColumnUnit.Utf8).Line + 1;

    /// <summary><c>path:line</c>, as messages name a place.</summary>
    public override string ToString() => $"{Path}:{Line}";

    /// <summary>Returns the location of a whole file that could not be read: an empty place at its start.</summary>
    /// <param name="path">The file's path.</param>
    public static Location OfFile(RepoPath path) => new(SourceText.From(path, ReadOnlyMemory<byte>.Empty), default);
}
