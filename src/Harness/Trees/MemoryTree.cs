using System.Text;

namespace Harness.Trees;

/// <summary>A tree held in memory: for tests, editors and other sources of files.</summary>
public sealed class MemoryTree : SourceTree
{
    private readonly Dictionary<RepoPath, ReadOnlyMemory<byte>> files = [];
    private readonly Dictionary<RepoPath, SortedDictionary<string, EntryKind>> directories = [];

    /// <summary>Creates a tree of files.</summary>
    /// <param name="files">The path and bytes of each file. If a path is given twice, the later one is used.</param>
    /// <exception cref="ArgumentException">A path is absolute or leaves the tree.</exception>
    public MemoryTree(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        directories[RepoPath.Root] = new(StringComparer.Ordinal);
        foreach (var (name, bytes) in files)
        {
            Add(RepoPath.Parse(name), bytes);
        }
    }

    /// <summary>Returns a tree of texts.</summary>
    /// <param name="files">Path and text of each file.</param>
    /// <exception cref="ArgumentException">A path is absolute or leaves the tree.</exception>
    public static MemoryTree FromText(IEnumerable<KeyValuePair<string, string>> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return new(files.Select(f => KeyValuePair.Create(f.Key, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(f.Value))));
    }

    /// <inheritdoc/>
    public override EntryKind GetKind(RepoPath path) =>
        files.ContainsKey(path) ? EntryKind.File : directories.ContainsKey(path) ? EntryKind.Directory : EntryKind.None;

    /// <inheritdoc/>
    public override FileContent Read(RepoPath path) =>
        directories.ContainsKey(path) ? FileContent.Failed(ReadStatus.IsDirectory)
        : !files.TryGetValue(path, out var bytes) ? FileContent.Failed(ReadStatus.Missing)
        : bytes.Length > MaximumFileLength ? FileContent.Failed(ReadStatus.TooLarge)
        : new FileContent(ReadStatus.Read, bytes);

    /// <inheritdoc/>
    public override IReadOnlyList<TreeEntry> List(RepoPath directory) =>
        directories.TryGetValue(directory, out var names) ? [.. names.Select(n => new TreeEntry(n.Key, n.Value, IsLink: false))] : [];

    private void Add(RepoPath path, ReadOnlyMemory<byte> bytes)
    {
        if (path.IsRoot || path.IsOutside)
        {
            throw new ArgumentException($"'{path}' is no file of a tree", nameof(path));
        }

        files[path] = bytes;
        var kind = EntryKind.File;
        for (var at = path; !at.IsRoot; at = at.Parent, kind = EntryKind.Directory)
        {
            if (!directories.TryGetValue(at.Parent, out var names))
            {
                directories[at.Parent] = names = new(StringComparer.Ordinal);
            }

            if (!names.TryAdd(at.Name, kind))
            {
                break;
            }
        }
    }
}
