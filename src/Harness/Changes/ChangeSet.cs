using System.Collections.Immutable;
using Harness.Trees;

namespace Harness.Changes;

/// <summary>The paths that differ between two trees, in ordinal order.</summary>
public sealed class ChangeSet
{
    private readonly Dictionary<RepoPath, FileChange> byPath;

    /// <summary>Creates a set of changed paths.</summary>
    /// <param name="files">The changes, each path once.</param>
    /// <exception cref="ArgumentException">A path is there twice.</exception>
    public ChangeSet(IEnumerable<FileChange> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        Files = [.. files.OrderBy(f => f.Path)];
        byPath = Files.ToDictionary(f => f.Path);
    }

    /// <summary>No change.</summary>
    public static ChangeSet Empty { get; } = new([]);

    /// <summary>The changed paths.</summary>
    public ImmutableArray<FileChange> Files { get; }

    /// <summary>Returns the change of a path, or <see langword="null"/> if it did not change.</summary>
    /// <param name="path">The path.</param>
    public FileChange? Find(RepoPath path) => byPath.GetValueOrDefault(path);
}
