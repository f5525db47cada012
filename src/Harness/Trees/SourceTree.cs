namespace Harness.Trees;

/// <summary>What is at a path of a tree, links followed.</summary>
public enum EntryKind
{
    /// <summary>Nothing, or a link that leads nowhere.</summary>
    None,

    /// <summary>A file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,
}

/// <summary>One name in a directory.</summary>
/// <param name="Name">The name, one segment.</param>
/// <param name="Kind">What it is, links followed.</param>
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

    /// <summary>What is at a path, links followed; <see cref="EntryKind.None"/> where nothing does or the path is outside.</summary>
    /// <param name="path">The path to look at.</param>
    public abstract EntryKind GetKind(RepoPath path);

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>The bytes, or why there are none.</returns>
    public abstract FileContent Read(RepoPath path);

    /// <summary>Returns the names in a directory, in ordinal order; empty where there is no directory.</summary>
    /// <param name="directory">The directory to list.</param>
    public abstract IReadOnlyList<TreeEntry> List(RepoPath directory);

    /// <summary>Where a symbolic link leads, as it is written, or <see langword="null"/> if the path is not a link.</summary>
    /// <param name="path">The link's path; links in its parents are followed.</param>
    public virtual string? ReadLink(RepoPath path) => null;

    /// <summary>
    /// Returns the submodule that a path lies in or is, links followed, or <see langword="null"/> if it lies in none. A commit names a
    /// submodule and does not hold it: what is inside is not known. A submodule that is checked out on disk is a directory like others.
    /// </summary>
    /// <param name="path">The path; nothing needs to exist there.</param>
    public virtual RepoPath? FindSubmodule(RepoPath path) => null;

    /// <summary>
    /// The directories that are in the tree and could not be listed so far, in ordinal order: <see cref="List"/> gives none of their
    /// names, and what they hold is not known. None where a tree is held whole.
    /// </summary>
    public virtual IReadOnlyCollection<RepoPath> UnreadableDirectories => [];

    /// <summary>
    /// Determines whether a path is left out of walks because git ignores it: by a <c>.gitignore</c> of its directory or of one above, up to the
    /// tree's root, or by <c>.git/info/exclude</c> where the tree holds one. The patterns alone decide: whether git tracks the file
    /// all the same is not asked, and a user's own excludes file is not read, so that every machine sees the same files. Case counts.
    /// </summary>
    /// <param name="path">The path, inside the tree.</param>
    /// <param name="kind">What is there.</param>
    public virtual bool IsIgnored(RepoPath path, EntryKind kind) => ignoreRules.Value.IsIgnored(path, kind);

    /// <summary>
    /// The tree's own absolute path where it has one, with <c>/</c> between segments and none at the end; else <see langword="null"/>.
    /// Absolute paths in manifests that lie below it are understood as paths of the tree.
    /// </summary>
    public virtual string? AbsoluteRoot => null;
}
