using System.Collections.Immutable;
using System.Text.Unicode;
using Harness.Trees;

namespace Harness.Changes;

/// <summary>
/// The lines of a changed file that its new side has and its old side has not. As few as can be, like <c>git diff --minimal</c>; of a file
/// that differs so much that this would take long, more than that: never too few.
/// </summary>
public static class AddedLines
{
    // As far as git looks for a NUL.
    private const int BinaryProbe = 8000;

    /// <summary>Returns the added lines of a changed path, 0-based and ascending.</summary>
    /// <param name="change">The changed path.</param>
    /// <param name="before">The tree of its old side.</param>
    /// <param name="after">The tree of its new side.</param>
    /// <returns>The lines, none where no file is there now or a binary one, or <see langword="null"/> if a side cannot be read.</returns>
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
    /// <returns>The lines; none where the new bytes are binary.</returns>
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
    /// Determines whether bytes are no text: a NUL near their start and no valid UTF-8. A NUL alone does not make them binary, though it does for
    /// git: a compiler still reads such a file, so it must not hide what was added.
    /// </summary>
    /// <param name="bytes">The content of a file.</param>
    public static bool IsBinary(ReadOnlySpan<byte> bytes) =>
        bytes[..Math.Min(bytes.Length, BinaryProbe)].Contains((byte)0) && !Utf8.IsValid(bytes);

    private static bool IsFile(FileVersion version) => version.Mode is EntryMode.File or EntryMode.Executable;
}
