using System.Collections.Concurrent;
using Harness.Trees;

namespace Harness.Git;

/// <summary>
/// The files of one tree object, with links followed inside it. Nothing is checked out. A submodule is an empty directory. Files in a commit are
/// tracked, so no file is ignored, whatever a <c>.gitignore</c> contains. A blob that the clone lacks is not fetched. A corrupt one is unreadable. A
/// tree that is missing, corrupt, or too large to walk throws a <see cref="GitException"/>, because a listing cannot say that it is incomplete.
/// </summary>
public sealed class GitTree : SourceTree
{
    // As many as Linux follows in one path.
    private const int MaximumLinks = 40;

    private readonly ConcurrentDictionary<RepoPath, DirectoryNode?> directories = new();
    private readonly ConcurrentDictionary<RepoPath, TreeEntry[]> listings = new();
    private readonly DirectoryNode root;
    private volatile bool isBounded;

    internal GitTree(ObjectReader reader, string id)
    {
        Reader = reader;
        Id = id;
        root = new DirectoryNode(id, Parent: null);
    }

    /// <summary>The id of the tree object, in lower-case hexadecimal.</summary>
    public string Id { get; }

    internal ObjectReader Reader { get; }

    /// <inheritdoc/>
    public override EntryKind GetKind(RepoPath path) =>
        path.IsOutside ? EntryKind.None : path.IsRoot ? EntryKind.Directory : KindOf(Follow(path));

    /// <inheritdoc/>
    public override FileContent Read(RepoPath path)
    {
        if (GetKind(path) == EntryKind.Directory)
        {
            return FileContent.Failed(ReadStatus.IsDirectory);
        }

        return path.IsOutside || FindItself(path) is null ? FileContent.Failed(ReadStatus.Missing)
            : Follow(path) is { Entry: { } file } ? Reader.ReadBlob(file.Id)
            : FileContent.Failed(ReadStatus.Unreadable);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TreeEntry> List(RepoPath directory) =>
        directory.IsOutside ? [] : listings.GetOrAdd(directory, Enumerate);

    /// <inheritdoc/>
    public override RepoPath? FindSubmodule(RepoPath path)
    {
        for (var at = path; !at.IsRoot && !at.IsOutside; at = at.Parent)
        {
            if (FindDirectory(at) is { } directory)
            {
                return directory.TreeId is null ? at : null;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string? ReadLink(RepoPath path) =>
        !path.IsOutside && FindItself(path) is { Mode: EntryMode.Link } link ? ReadTarget(link) : null;

    /// <inheritdoc/>
    public override bool IsIgnored(RepoPath path, EntryKind kind) => false;

    /// <summary>Returns the tree of a directory, or <see langword="null"/> if nothing has that name.</summary>
    /// <exception cref="GitException">Something else has the name, or one on the way: a link, a file, a submodule.</exception>
    internal GitTree? FindBelow(RepoPath directory)
    {
        var node = root;
        foreach (var name in directory.IsRoot ? [] : directory.Value.Split('/'))
        {
            if (Find(node, name) is not { } entry)
            {
                return null;
            }

            node = entry.IsTree ? new DirectoryNode(entry.Id, node)
                : throw new GitException($"'{directory}' is not a directory of the commit: '{name}' is a link, a file or a submodule there");
        }

        return new GitTree(Reader, node.TreeId!);
    }

    /// <summary>Returns the entry of a path itself, with links in its parents followed, or <see langword="null"/> if it does not exist.</summary>
    private ObjectEntry? FindItself(RepoPath path) =>
        !path.IsRoot && FindDirectory(path.Parent) is { } parent ? Find(parent, path.Name) : null;

    private static EntryKind KindOf(Target? target) =>
        target is null ? EntryKind.None : target.Value.Entry is null ? EntryKind.Directory : EntryKind.File;

    // A caller that lists one directory will walk further, so the extent is checked first.
    private TreeEntry[] Enumerate(RepoPath directory)
    {
        if (!isBounded)
        {
            Reader.CheckBounds(Id);
            isBounded = true;
        }

        if (FindDirectory(directory) is not { TreeId: { } id } node)
        {
            return [];
        }

        return [.. Reader.ReadTree(id).Select(e => e.Mode switch
        {
            EntryMode.None or EntryMode.Submodule => new TreeEntry(e.Name, EntryKind.Directory, IsLink: false),
            EntryMode.Link => new TreeEntry(e.Name, KindOf(Step(node, e.Name)), IsLink: true),
            _ => new TreeEntry(e.Name, EntryKind.File, IsLink: false),
        })];
    }

    private Target? Follow(RepoPath path) => FindDirectory(path.Parent) is { } parent ? Step(parent, path.Name) : null;

    // From the root down and remembered on the way, so that a deep path costs one step more than its parent.
    private DirectoryNode? FindDirectory(RepoPath path)
    {
        if (path.IsRoot)
        {
            return root;
        }

        if (directories.TryGetValue(path, out var known))
        {
            return known;
        }

        var (at, node) = (RepoPath.Root, (DirectoryNode?)root);
        foreach (var range in path.Value.AsSpan().Split('/'))
        {
            var name = path.Value[range];
            at = at.Combine(name);
            var parent = node;
            node = parent is null ? null : directories.GetOrAdd(at, _ => Step(parent, name) is { Entry: null } found ? found.Directory : null);
        }

        return node;
    }

    /// <summary>
    /// Goes one name down from a directory and follows links to their end. As on the system, <c>..</c> is relative to the target of a link, not to
    /// its place. <see langword="null"/> if it does not exist, is outside, or is a loop.
    /// </summary>
    private Target? Step(DirectoryNode from, string name)
    {
        var (at, links) = (from, 0);
        var rest = new Stack<string>([name]);
        while (rest.TryPop(out var segment))
        {
            if (segment == "..")
            {
                if (at.Parent is null)
                {
                    return null;
                }

                at = at.Parent;
            }
            else if (Find(at, segment) is not { } entry)
            {
                return null;
            }
            else if (entry.Mode is EntryMode.None or EntryMode.Submodule)
            {
                at = new DirectoryNode(entry.IsTree ? entry.Id : null, at);
            }
            else if (entry.Mode != EntryMode.Link)
            {
                return rest.Count == 0 ? new Target(at, entry) : null;
            }
            else if (++links > MaximumLinks || !Push(ReadTarget(entry), rest))
            {
                return null;
            }
        }

        return new Target(at, Entry: null);
    }

    private static bool Push(string? target, Stack<string> rest)
    {
        if (string.IsNullOrEmpty(target) || target[0] == '/')
        {
            return false;
        }

        foreach (var segment in target.Split('/').Reverse().Where(s => s is not ("" or ".")))
        {
            rest.Push(segment);
        }

        return true;
    }

    private ObjectEntry? Find(DirectoryNode directory, string name)
    {
        var entries = directory.TreeId is { } id ? Reader.ReadTree(id) : [];
        var at = entries.AsSpan().BinarySearch(new ByName(name));
        return at < 0 ? null : entries[at];
    }

    // Linux does not allow a target longer than 4,095 bytes. A blob with a NUL is not a target either.
    private string? ReadTarget(ObjectEntry link) =>
        Reader.ReadBlob(link.Id) is { Status: ReadStatus.Read, Bytes.Length: > 0 and < 4096 } content && !content.Bytes.Span.Contains((byte)0)
            ? PathBytes.ToText(content.Bytes.Span)
            : null;

    private readonly record struct ByName(string Name) : IComparable<ObjectEntry>
    {
        public int CompareTo(ObjectEntry other) => string.CompareOrdinal(Name, other.Name);
    }

    /// <summary>A directory with its tree, which is absent for a submodule, and its real parent.</summary>
    private sealed record DirectoryNode(string? TreeId, DirectoryNode? Parent);

    /// <summary>The target of a path: a directory, or a file in it.</summary>
    private readonly record struct Target(DirectoryNode Directory, ObjectEntry? Entry);
}
