namespace Harness.Trees;

/// <summary>The kind of entry at a path of a tree, with links followed.</summary>
public enum EntryKind
{
    /// <summary>No entry, or a broken link.</summary>
    None,

    /// <summary>A file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,
}

/// <summary>One name in a directory.</summary>
/// <param name="Name">The name, one segment.</param>
/// <param name="Kind">The kind of entry, with links followed.</param>
/// <param name="IsLink">A value that indicates whether the name itself is a symbolic link.</param>
public readonly record struct TreeEntry(string Name, EntryKind Kind, bool IsLink);

/// <summary>
/// The files of a repository at one moment: a directory on disk, a commit, or memory. All paths are relative to the tree's
/// root. Implementations are safe to read from several threads.
/// </summary>
public abstract class SourceTree
{
    /// <summary>The most bytes that are read of one file: 8 MiB. The largest manifest known is under 100 KiB.</summary>
    public const int MaximumFileLength = 8 << 20;

    private readonly Lazy<IgnoreRules> ignoreRules;

    /// <summary>Creates a tree.</summary>
    protected SourceTree() => ignoreRules = new(() => new IgnoreRules(this), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>
    /// Returns the kind of entry at a path, with links followed. It is <see cref="EntryKind.None"/> if nothing exists or the path is outside.
    /// </summary>
    /// <param name="path">The path to look at.</param>
    public abstract EntryKind GetKind(RepoPath path);

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>The bytes, or the reason why they are missing.</returns>
    public abstract FileContent Read(RepoPath path);

    /// <summary>Returns the names in a directory, in ordinal order. Empty if the directory does not exist.</summary>
    /// <param name="directory">The directory to list.</param>
    public abstract IReadOnlyList<TreeEntry> List(RepoPath directory);

    /// <summary>Returns the target of a symbolic link, as it is written, or <see langword="null"/> if the path is not a link.</summary>
    /// <param name="path">The link's path. Links in its parents are followed.</param>
    public virtual string? ReadLink(RepoPath path) => null;

    /// <summary>
    /// Returns the submodule at or around a path, with links followed, or <see langword="null"/> if there is none. A commit names a submodule but
    /// does not hold its content. A submodule that is checked out on disk is an ordinary directory.
    /// </summary>
    /// <param name="path">The path, which need not exist.</param>
    public virtual RepoPath? FindSubmodule(RepoPath path) => null;

    /// <summary>
    /// The directories of the tree that could not be listed so far, in ordinal order. <see cref="List"/> returns none of their names, and their
    /// content is unknown. Empty for a tree that is held completely.
    /// </summary>
    public virtual IReadOnlyCollection<RepoPath> UnreadableDirectories => [];

    /// <summary>
    /// Determines whether git ignores a path, so that walks leave it out. The patterns come from the <c>.gitignore</c> files of its directory and
    /// those above, up to the tree's root, and from <c>.git/info/exclude</c>. Only the patterns decide. It does not matter whether git tracks the
    /// file, and a user's own excludes file is not read, so that every machine sees the same files. Case matters.
    /// </summary>
    /// <param name="path">The path, inside the tree.</param>
    /// <param name="kind">The kind of entry.</param>
    public virtual bool IsIgnored(RepoPath path, EntryKind kind) => ignoreRules.Value.IsIgnored(path, kind);

    /// <summary>
    /// The tree's own absolute path, with <c>/</c> between segments and none at the end, or <see langword="null"/> if it has none. Absolute paths in
    /// manifests below it count as paths of the tree.
    /// </summary>
    public virtual string? AbsoluteRoot => null;
}
