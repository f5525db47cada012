using Harness.Trees;

namespace Harness.Fixes;

/// <summary>A tree with other contents at some paths.</summary>
/// <param name="tree">The tree.</param>
/// <param name="files">The contents.</param>
internal sealed class EditedTree(SourceTree tree, IReadOnlyDictionary<RepoPath, ReadOnlyMemory<byte>> files) : SourceTree
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<RepoPath> UnreadableDirectories => tree.UnreadableDirectories;

    /// <inheritdoc/>
    public override EntryKind GetKind(RepoPath path) => tree.GetKind(path);

    /// <inheritdoc/>
    public override FileContent Read(RepoPath path) => files.TryGetValue(path, out var bytes) ? new FileContent(ReadStatus.Read, bytes) : tree.Read(path);

    /// <inheritdoc/>
    public override IReadOnlyList<TreeEntry> List(RepoPath directory) => tree.List(directory);

    /// <inheritdoc/>
    public override RepoPath? FindSubmodule(RepoPath path) => tree.FindSubmodule(path);

    /// <inheritdoc/>
    public override string? ReadLink(RepoPath path) => tree.ReadLink(path);
}
