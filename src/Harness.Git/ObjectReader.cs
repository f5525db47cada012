using System.Collections.Concurrent;
using System.Collections.Immutable;
using Harness.Trees;

namespace Harness.Git;

/// <summary>
/// Reads objects by their id and caches small ones, because the two trees of a change share most objects. It is thread-safe.
/// </summary>
internal abstract class ObjectReader : IDisposable
{
    /// <summary>The maximum number of bytes in a tree or a commit. A larger tree has some hundred thousand names in one directory.</summary>
    protected const int MaximumTreeLength = 64 << 20;

    private const int LargestRemembered = 64 << 10;
    private const long MostRemembered = 64 << 20;

    private readonly ConcurrentDictionary<string, ObjectEntry[]> trees = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FileContent> blobs = new(StringComparer.Ordinal);
    private readonly TreeBounds bounds;
    private long remembered;

    /// <summary>Creates a reader.</summary>
    protected ObjectReader() => bounds = new TreeBounds(ReadTree);

    /// <summary>Returns the entries of a tree in ordinal order of their names.</summary>
    /// <exception cref="GitException">The tree is missing, corrupt, or holds a name that git forbids.</exception>
    public ObjectEntry[] ReadTree(string id) => trees.GetOrAdd(id, ReadAndCheck);

    /// <summary>Checks whether a tree may be walked: its depth and number of names are limited.</summary>
    /// <exception cref="GitException">It is too large, or a part of it cannot be read.</exception>
    public void CheckBounds(string id) => bounds.Check(id);

    /// <summary>
    /// Returns the bytes of a blob. A blob that the repository lacks is not fetched, and a corrupt one is unreadable. Neither counts as absent.
    /// </summary>
    public FileContent ReadBlob(string id)
    {
        if (blobs.TryGetValue(id, out var known))
        {
            return known;
        }

        var content = LoadBlob(id);
        if (content.Bytes.Length <= LargestRemembered && Interlocked.Add(ref remembered, content.Bytes.Length) <= MostRemembered)
        {
            blobs.TryAdd(id, content);
        }

        return content;
    }

    /// <summary>Returns the id of a commit's tree.</summary>
    /// <exception cref="GitException">The commit is missing or corrupt.</exception>
    public abstract string GetTreeId(string commit);

    /// <summary>Returns the ids of a commit's parents, as the commit itself names them.</summary>
    /// <exception cref="GitException">The commit is missing or corrupt.</exception>
    public abstract ImmutableArray<CommitId> GetParents(string commit);

    /// <summary>Determines whether an id is that of a commit that is there.</summary>
    public bool IsCommit(string id)
    {
        try
        {
            return GetTreeId(id).Length > 0;
        }
        catch (GitException)
        {
            return false;
        }
    }

    /// <summary>
    /// Determines whether a commit equals another or is one of its near ancestors. <see langword="false"/> proves nothing, because the search ends
    /// after so many commits and at the end of the history.
    /// </summary>
    public bool IsNearAncestor(CommitId ancestor, CommitId descendant, int mostCommits)
    {
        var (seen, todo) = (new HashSet<CommitId> { descendant }, new Queue<CommitId>([descendant]));
        try
        {
            while (seen.Count <= mostCommits && todo.TryDequeue(out var commit))
            {
                if (commit == ancestor)
                {
                    return true;
                }

                foreach (var parent in GetParents(commit.Value).Where(seen.Add))
                {
                    todo.Enqueue(parent);
                }
            }
        }
        catch (GitException)
        {
            // A shallow history ends there.
        }

        return todo.Contains(ancestor);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Loads the entries of a tree, in any order.</summary>
    protected internal abstract ObjectEntry[] LoadTree(string id);

    /// <summary>Loads a blob, unless it is too large.</summary>
    protected internal abstract FileContent LoadBlob(string id);

    /// <summary>Releases the resources.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>Returns an object that the repository should have cannot be read.</summary>
    protected static GitException Unreadable(string type, string id, Exception? cause = null)
    {
        var message = $"the {type} {id} is missing or corrupt: in a partial clone run 'git fetch --refetch --no-filter', in a shallow one 'git fetch --unshallow' (in CI fetch-depth: 0 and no filter); else run 'git fsck'";
        return cause is null ? new GitException(message) : new GitException(message, cause);
    }

    /// <summary>Returns an object is larger than anything that git was made for.</summary>
    protected static GitException TooLarge(string type, string id) =>
        new($"the {type} {id} is larger than {MaximumTreeLength >> 20} MiB: split the directory, or take generated files out of the commit");

    private ObjectEntry[] ReadAndCheck(string id)
    {
        var entries = LoadTree(id);
        Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Name is "" or "." or ".." || entries[i].Name.Contains('/', StringComparison.Ordinal))
            {
                throw new GitException($"the tree {id} holds the name '{entries[i].Name}', which git forbids: it was made by hand, run 'git fsck'");
            }

            if (i > 0 && entries[i].Name == entries[i - 1].Name)
            {
                throw new GitException($"the tree {id} holds '{entries[i].Name}' twice, which git forbids: it was made by hand, run 'git fsck'");
            }
        }

        return entries;
    }
}
