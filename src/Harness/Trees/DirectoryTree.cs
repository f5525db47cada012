using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Runtime.InteropServices;
using System.Security;

namespace Harness.Trees;

/// <summary>
/// The files below a directory on disk, with links followed. Each directory is listed once and cached, so that a tree is consistent. Files are read
/// each time. Anything but a regular file, such as a pipe or a device, is never opened, because that could block forever. The state of the disk never
/// causes an exception.
/// </summary>
public sealed class DirectoryTree : SourceTree
{
    // As many as Linux follows in one path.
    private const int MaximumLinks = 40;

    // As in commits. Anything deeper counts as unreadable, because a manifest may be there.
    private const int MaximumDepth = 256;
    private const int MaximumNames = 1_000_000;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };
    private static readonly Comparer<TreeEntry> ByName =
        Comparer<TreeEntry>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name));

    private readonly ConcurrentDictionary<RepoPath, ImmutableArray<TreeEntry>> listings = new();
    private readonly ConcurrentDictionary<RepoPath, bool> unreadable = new();
    private readonly string root;
    private int names;

    /// <summary>Creates a tree of the files below a directory.</summary>
    /// <param name="absolutePath">The directory's absolute path. A directory that does not exist is an empty tree.</param>
    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    public DirectoryTree(string absolutePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(absolutePath);
        if (!Path.IsPathFullyQualified(absolutePath))
        {
            throw new ArgumentException($"'{absolutePath}' is not an absolute path", nameof(absolutePath));
        }

        root = Path.GetFullPath(absolutePath);
        AbsoluteRoot = root.Replace(Path.DirectorySeparatorChar, '/').TrimEnd('/');
    }

    /// <inheritdoc/>
    public override string AbsoluteRoot { get; }

    /// <inheritdoc/>
    public override IReadOnlyCollection<RepoPath> UnreadableDirectories => [.. unreadable.Keys.Order()];

    /// <inheritdoc/>
    public override EntryKind GetKind(RepoPath path) => path.IsRoot ? RootKind : Find(path)?.Kind ?? EntryKind.None;

    /// <inheritdoc/>
    public override IReadOnlyList<TreeEntry> List(RepoPath directory) => GetListing(directory);

    /// <inheritdoc/>
    public override FileContent Read(RepoPath path)
    {
        if (GetKind(path) == EntryKind.Directory)
        {
            return FileContent.Failed(ReadStatus.IsDirectory);
        }

        if (path.IsRoot || Find(path) is not { } entry)
        {
            return FileContent.Failed(ReadStatus.Missing);
        }

        var full = entry.IsLink ? ResolveLinks(FullPath(path)) : FullPath(path);
        return full is null || entry.Kind == EntryKind.None ? FileContent.Failed(ReadStatus.Unreadable) : ReadFile(full);
    }

    /// <inheritdoc/>
    public override string? ReadLink(RepoPath path) => !path.IsRoot && Find(path) is { IsLink: true } ? ReadLink(FullPath(path)) : null;

    private EntryKind RootKind => Directory.Exists(root) ? EntryKind.Directory : EntryKind.None;

    private string FullPath(RepoPath path) => Path.Join(root, path.Value);

    /// <summary>
    /// Looks a path up in the listings from the root down. Every segment then matches ordinally even if the file system ignores case, and text of a
    /// manifest reaches the system only if it names an entry.
    /// </summary>
    private TreeEntry? Find(RepoPath path) => path.IsOutside ? null : FindIn(GetListing(path.Parent), path.Name);

    private ImmutableArray<TreeEntry> GetListing(RepoPath directory)
    {
        if (listings.TryGetValue(directory, out var known))
        {
            return known;
        }

        if (directory.IsOutside)
        {
            return [];
        }

        var at = RepoPath.Root;
        var listing = GetOrEnumerate(at);
        for (var start = 0; start < directory.Value.Length;)
        {
            var slash = directory.Value.IndexOf('/', start);
            var end = slash < 0 ? directory.Value.Length : slash;
            var name = directory.Value[start..end];
            if (FindIn(listing, name) is not { Kind: EntryKind.Directory })
            {
                return [];
            }

            at = at.Combine(name);
            listing = GetOrEnumerate(at);
            start = end + 1;
        }

        return listing;
    }

    private static TreeEntry? FindIn(ImmutableArray<TreeEntry> listing, string name)
    {
        var at = listing.BinarySearch(new TreeEntry(name, default, default), ByName);
        return at < 0 ? null : listing[at];
    }

    private ImmutableArray<TreeEntry> GetOrEnumerate(RepoPath directory) => listings.GetOrAdd(directory, Enumerate);

    private ImmutableArray<TreeEntry> Enumerate(RepoPath directory)
    {
        try
        {
            if (directory.Value.AsSpan().Count('/') >= MaximumDepth || Volatile.Read(ref names) > MaximumNames)
            {
                unreadable.TryAdd(directory, true);
                return [];
            }

            var found = new FileSystemEnumerable<TreeEntry>(FullPath(directory), ToEntry, Everything).ToArray();
            Interlocked.Add(ref names, found.Length);
            for (var i = 0; i < found.Length; i++)
            {
                found[i] = found[i].IsLink ? Follow(directory, found[i]) : found[i];
            }

            Array.Sort(found, ByName);
            return ImmutableCollectionsMarshal.AsImmutableArray(found);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (IsStateOfTheDisk(e))
        {
            unreadable.TryAdd(directory, true);
            return [];
        }
    }

    private static TreeEntry ToEntry(ref FileSystemEntry entry) => new(
        entry.FileName.ToString(),
        entry.IsDirectory ? EntryKind.Directory : EntryKind.File,
        (entry.Attributes & FileAttributes.ReparsePoint) != 0);

    // The system calls a link that leads nowhere a file. On Windows not everything with a reparse point is a link.
    private TreeEntry Follow(RepoPath directory, TreeEntry entry)
    {
        var path = FullPath(directory.Combine(entry.Name));
        return ReadLink(path) is null ? entry with { IsLink = false }
            : ResolveLinks(path) is not { } target ? entry with { Kind = EntryKind.None }
            : entry with { Kind = Directory.Exists(target) ? EntryKind.Directory : File.Exists(target) ? EntryKind.File : EntryKind.None };
    }

    /// <summary>
    /// Returns the path without links, or null for a loop. The framework resolves <c>..</c> of a target lexically, which is wrong below a linked
    /// directory, and returns the length of the link as the file length.
    /// </summary>
    private static string? ResolveLinks(string path)
    {
        var at = Path.GetPathRoot(path)!;
        var rest = new Stack<string>();
        Push(path[at.Length..], rest);
        for (var links = 0; rest.TryPop(out var segment);)
        {
            if (segment == "..")
            {
                at = Path.GetDirectoryName(at) ?? at;
                continue;
            }

            var next = Path.Join(at, segment);
            if (ReadLink(next) is not { } target)
            {
                at = next;
                continue;
            }

            if (++links > MaximumLinks)
            {
                return null;
            }

            at = Path.IsPathFullyQualified(target) ? Path.GetPathRoot(target)! : at;
            Push(Path.IsPathFullyQualified(target) ? target[at.Length..] : target, rest);
        }

        return at;
    }

    private static void Push(string path, Stack<string> segments)
    {
        foreach (var segment in path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]).Reverse())
        {
            if (segment is not ("" or "."))
            {
                segments.Push(segment);
            }
        }
    }

    private static string? ReadLink(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (IsStateOfTheDisk(e))
        {
            return null;
        }
    }

    private static FileContent ReadFile(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaximumFileLength)
            {
                return FileContent.Failed(ReadStatus.TooLarge);
            }

            // Pipes and devices have no length, and few files are empty.
            if (length == 0 && !FileType.IsRegular(path))
            {
                return FileContent.Failed(ReadStatus.Unreadable);
            }

            const FileShare Anything = FileShare.ReadWrite | FileShare.Delete;
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, Anything);
            return ReadToEnd(file, (int)length);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return FileContent.Failed(ReadStatus.Missing);
        }
        catch (Exception e) when (IsStateOfTheDisk(e))
        {
            return FileContent.Failed(ReadStatus.Unreadable);
        }
    }

    // The length is a guess: the file may grow or shrink while it is read. One byte more than expected sees the end.
    private static FileContent ReadToEnd(Microsoft.Win32.SafeHandles.SafeFileHandle file, int expected)
    {
        var buffer = new byte[expected + 1];
        var length = 0;
        while (RandomAccess.Read(file, buffer.AsSpan(length), length) is > 0 and var count)
        {
            length += count;
            if (length > MaximumFileLength)
            {
                return FileContent.Failed(ReadStatus.TooLarge);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(length * 2, MaximumFileLength + 1));
            }
        }

        return new FileContent(ReadStatus.Read, buffer.AsMemory(0, length));
    }

    private static bool IsStateOfTheDisk(Exception e) =>
        e is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException;
}
