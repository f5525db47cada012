using System.Collections.Immutable;
using Harness.Trees;

namespace Harness.Changes;

/// <summary>
/// The change to judge: the difference between the target branch's tip and the merge result, and its contributors. It is not the difference from a
/// merge base, because the author chooses that.
/// </summary>
public sealed record Change
{
    /// <summary>The tree of the target branch's tip.</summary>
    public required SourceTree Before { get; init; }

    /// <summary>The tree of the merge result.</summary>
    public required SourceTree After { get; init; }

    /// <summary>The paths that differ.</summary>
    public required ChangeSet Files { get; init; }

    /// <summary>The contributors.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The id of the commit that was proposed, which consents must name, or <see langword="null"/> if there is no commit yet.</summary>
    public string? Head { get; init; }

    /// <summary>The approvals.</summary>
    public required ImmutableArray<Consent> Consents { get; init; }

    /// <summary>The history of the target's tip.</summary>
    public required ChangeHistory History { get; init; }

    /// <summary>
    /// Returns the content of a changed path at the target's tip, or <see langword="null"/> if it cannot be read. Empty if no file exists.
    /// </summary>
    /// <param name="file">A path of the change.</param>
    public ReadOnlyMemory<byte>? ReadBefore(FileChange file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Read(Before, file.Before, file.Path);
    }

    /// <summary>
    /// Returns the content of a changed path in the merge result, or <see langword="null"/> if it cannot be read. Empty if no file exists.
    /// </summary>
    /// <param name="file">A path of the change.</param>
    public ReadOnlyMemory<byte>? ReadAfter(FileChange file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Read(After, file.After, file.Path);
    }

    internal static ReadOnlyMemory<byte>? Read(SourceTree tree, FileVersion version, RepoPath path)
    {
        var content = version.Mode is EntryMode.File or EntryMode.Executable ? tree.Read(path) : new FileContent(ReadStatus.Read, default);
        return content.Status == ReadStatus.Read ? content.Bytes : default(ReadOnlyMemory<byte>?);
    }
}
