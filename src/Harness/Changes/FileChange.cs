using Harness.Trees;

namespace Harness.Changes;

/// <summary>The kind of change of a path. A rename is a deletion of one path and an addition of the other.</summary>
public enum ChangeKind
{
    /// <summary>It is there now.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Deleted,

    /// <summary>Its content differs.</summary>
    Modified,

    /// <summary>Only whether it may be run differs.</summary>
    ModeChanged,

    /// <summary>A file, a link or a submodule became another of these.</summary>
    TypeChanged,
}

/// <summary>One side of a changed path.</summary>
/// <param name="Mode">The mode of the path.</param>
/// <param name="ObjectId">The id of its content in lower-case hexadecimal. Empty if the path does not exist.</param>
public readonly record struct FileVersion(EntryMode Mode, string ObjectId)
{
    /// <summary>The version of a path that does not exist.</summary>
    public static FileVersion Absent { get; } = new(EntryMode.None, "");

    /// <summary>A value that indicates whether something is there.</summary>
    public bool Exists => Mode != EntryMode.None;
}

/// <summary>A path that differs between two trees.</summary>
public sealed class FileChange
{
    /// <summary>Creates a changed path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="before">The version before the change.</param>
    /// <param name="after">The version after the change.</param>
    /// <exception cref="ArgumentException">The sides are the same.</exception>
    public FileChange(RepoPath path, FileVersion before, FileVersion after)
    {
        if (before == after)
        {
            throw new ArgumentException($"'{path}' is the same on both sides", nameof(after));
        }

        Path = path;
        Before = before;
        After = after;
    }

    /// <summary>The path.</summary>
    public RepoPath Path { get; }

    /// <summary>The version before the change.</summary>
    public FileVersion Before { get; }

    /// <summary>The version after the change.</summary>
    public FileVersion After { get; }

    /// <summary>The kind of change.</summary>
    public ChangeKind Kind =>
        !Before.Exists ? ChangeKind.Added
        : !After.Exists ? ChangeKind.Deleted
        : IsFile(Before) != IsFile(After) || (!IsFile(After) && Before.Mode != After.Mode) ? ChangeKind.TypeChanged
        : Before.ObjectId == After.ObjectId ? ChangeKind.ModeChanged
        : ChangeKind.Modified;

    /// <summary><c>Modified crates/a/src/lib.rs</c>.</summary>
    public override string ToString() => $"{Kind} {Path}";

    private static bool IsFile(FileVersion version) => version.Mode is EntryMode.File or EntryMode.Executable;
}
