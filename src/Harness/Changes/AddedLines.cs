using System.Collections.Immutable;
using System.Text.Unicode;
using Harness.Trees;

namespace Harness.Changes;

/// <summary>
/// Finds the lines that a change adds to a file. They are as few as possible, like <c>git diff --minimal</c>. For a large difference there may be
/// more, but never too few.
/// </summary>
public static class AddedLines
{
    // As far as git looks for a NUL.
    private const int BinaryProbe = 8000;

    /// <summary>Returns the added lines of a changed path, 0-based and ascending.</summary>
    /// <param name="change">The changed path.</param>
    /// <param name="before">The tree of its old side.</param>
    /// <param name="after">The tree of its new side.</param>
    /// <returns>The lines, or <see langword="null"/> if a side cannot be read. Empty if the new file does not exist or is binary.</returns>
    public static ImmutableArray<int>? Find(FileChange change, SourceTree before, SourceTree after)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return !IsFile(change.After) ? []
            : Change.Read(before, change.Before, change.Path) is { } old && Change.Read(after, change.After, change.Path) is { } now ? Between(old.Span, now.Span)
            : null;
    }

    /// <summary>Returns the added lines between two contents, 0-based and ascending.</summary>
    /// <param name="before">The old bytes.</param>
    /// <param name="after">The new bytes.</param>
    /// <returns>The lines. Empty if the new bytes are binary.</returns>
    public static ImmutableArray<int> Between(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (IsBinary(after))
        {
            return [];
        }

        var numbers = new LineNumbering();
        return new LineComparison(numbers.Number(before), numbers.Number(after)).FindAdded();
    }

    /// <summary>
    /// Determines whether bytes are binary: they have a NUL near the start and are not valid UTF-8. For git, a NUL suffices. But a compiler still
    /// reads such a file, so a NUL must not hide added lines.
    /// </summary>
    /// <param name="bytes">The content of a file.</param>
    public static bool IsBinary(ReadOnlySpan<byte> bytes) =>
        bytes[..Math.Min(bytes.Length, BinaryProbe)].Contains((byte)0) && !Utf8.IsValid(bytes);

    private static bool IsFile(FileVersion version) => version.Mode is EntryMode.File or EntryMode.Executable;
}
