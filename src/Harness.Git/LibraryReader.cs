using System.Collections.Immutable;
using Harness.Trees;
using LibGit2Sharp;

namespace Harness.Git;

/// <summary>
/// Reads packed objects with LibGit2Sharp. The library is not thread-safe, so threads take turns. Git itself reads what the library handles badly.
/// These are loose objects, because it hangs on truncated ones. They are also names that are not UTF-8, whose bytes it replaces, and parents, because
/// it honours grafts.
/// </summary>
internal sealed class LibraryReader : ObjectReader
{
    private readonly Lock turn = new();
    private readonly ImmutableArray<string> objectDirectories;
    private readonly Repository repository;
    private readonly Lazy<ProgramReader> program;

    /// <summary>Creates a reader of a repository's objects.</summary>
    /// <param name="scratch">The repository that borrows the objects.</param>
    /// <exception cref="LibGit2SharpException">The library cannot read it.</exception>
    public LibraryReader(ScratchRepository scratch)
    {
        objectDirectories = ObjectDirectories.Find(scratch.Combine("objects"));
        repository = new Repository(scratch.Path);
        program = new(() => new ProgramReader(scratch));
    }

    /// <inheritdoc/>
    public override string GetTreeId(string commit) =>
        IsLoose(commit) ? program.Value.GetTreeId(commit) : Take("commit", commit, (Commit c) => c.Tree.Sha);

    /// <inheritdoc/>
    public override ImmutableArray<CommitId> GetParents(string commit) => program.Value.GetParents(commit);

    /// <inheritdoc/>
    protected internal override ObjectEntry[] LoadTree(string id)
    {
        var entries = IsLoose(id) ? null : Take("tree", id, (Tree t) => t.Select(ToEntry).ToArray());
        return entries is null || entries.Any(e => e.Name.Contains('\uFFFD', StringComparison.Ordinal)) ? program.Value.LoadTree(id) : entries;
    }

    /// <inheritdoc/>
    protected internal override FileContent LoadBlob(string id)
    {
        if (IsLoose(id))
        {
            return program.Value.LoadBlob(id);
        }

        lock (turn)
        {
            try
            {
                return LoadPackedBlob(new ObjectId(id));
            }
            catch (NotFoundException)
            {
                return FileContent.Failed(ReadStatus.NotFetched);
            }
            catch (LibGit2SharpException)
            {
                return FileContent.Failed(ReadStatus.Unreadable);
            }
        }
    }

    // The size comes from the header, because the library loads the whole blob to return its size.
    private FileContent LoadPackedBlob(ObjectId id) =>
        repository.ObjectDatabase.RetrieveObjectMetadata(id).Size > SourceTree.MaximumFileLength ? FileContent.Failed(ReadStatus.TooLarge)
        : repository.Lookup<Blob>(id) is { } blob ? new FileContent(ReadStatus.Read, Copy(blob))
        : FileContent.Failed(ReadStatus.Unreadable);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        repository.Dispose();
        if (program.IsValueCreated)
        {
            program.Value.Dispose();
        }
    }

    private bool IsLoose(string id) => ObjectDirectories.HoldLoose(objectDirectories, id);

    private TResult Take<TObject, TResult>(string type, string id, Func<TObject, TResult> read)
        where TObject : GitObject
    {
        lock (turn)
        {
            try
            {
                return IsTooLarge(id) ? throw TooLarge(type, id) : repository.Lookup<TObject>(new ObjectId(id)) is { } found ? read(found) : throw Unreadable(type, id);
            }
            catch (LibGit2SharpException e)
            {
                throw Unreadable(type, id, e);
            }
        }
    }

    // The size is in the header: a few bytes may unfold to more than there is memory.
    private bool IsTooLarge(string id) => repository.ObjectDatabase.RetrieveObjectMetadata(new ObjectId(id)).Size > MaximumTreeLength;

    private static ObjectEntry ToEntry(LibGit2Sharp.TreeEntry entry) => new(entry.Name, ToMode(entry.Mode), entry.Target.Sha);

    private static EntryMode ToMode(Mode mode) => mode switch
    {
        Mode.Directory => EntryMode.None,
        Mode.ExecutableFile => EntryMode.Executable,
        Mode.SymbolicLink => EntryMode.Link,
        Mode.GitLink => EntryMode.Submodule,
        _ => EntryMode.File,
    };

    private static byte[] Copy(Blob blob)
    {
        var bytes = new byte[blob.Size];
        using var stream = blob.GetContentStream();
        stream.ReadExactly(bytes);
        return bytes;
    }
}
