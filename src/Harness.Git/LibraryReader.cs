using System.Collections.Immutable;
using Harness.Trees;
using LibGit2Sharp;

namespace Harness.Git;

/// <summary>Objects by LibGit2Sharp. The library is not made for several threads, so they take turns.</summary>
internal sealed class LibraryReader : ObjectReader
{
    private readonly Lock turn = new();
    private readonly Repository repository;
    private readonly Lazy<ProgramReader> program;

    /// <summary>A reader of a repository's objects.</summary>
    /// <param name="scratch">The repository that borrows the objects.</param>
    /// <exception cref="LibGit2SharpException">The library cannot read it.</exception>
    public LibraryReader(ScratchRepository scratch)
    {
        repository = new Repository(scratch.Path);
        program = new(() => new ProgramReader(scratch));
    }

    /// <inheritdoc/>
    public override string GetTreeId(string commit) => ReadCommit(commit, static c => c.Tree.Sha);

    // Not Commit.Parents: in a shallow clone some are not there.
    /// <inheritdoc/>
    public override ImmutableArray<CommitId> GetParents(string commit) => program.Value.GetParents(commit);

    // The library replaces what is not UTF-8 in names by U+FFFD; git itself gives the bytes.
    /// <inheritdoc/>
    protected override ObjectEntry[] LoadTree(string id)
    {
        var entries = LoadLossyTree(id);
        return entries.Any(e => e.Name.Contains('\uFFFD', StringComparison.Ordinal)) ? program.Value.ReadTree(id) : entries;
    }

    /// <inheritdoc/>
    protected override FileContent LoadBlob(string id)
    {
        lock (turn)
        {
            try
            {
                var key = new ObjectId(id);
                return repository.ObjectDatabase.RetrieveObjectMetadata(key) is { } header && header.Size > SourceTree.MaximumFileLength
                    ? FileContent.Failed(ReadStatus.TooLarge)
                    : repository.Lookup<Blob>(key) is { } blob ? new FileContent(ReadStatus.Read, Copy(blob))
                    : FileContent.Failed(ReadStatus.Unreadable);
            }
            catch (LibGit2SharpException)
            {
                return FileContent.Failed(ReadStatus.Unreadable);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        repository.Dispose();
        if (program.IsValueCreated)
        {
            program.Value.Dispose();
        }
    }

    private T ReadCommit<T>(string id, Func<Commit, T> read)
    {
        lock (turn)
        {
            try
            {
                return repository.Lookup<Commit>(new ObjectId(id)) is { } commit ? read(commit) : throw Unreadable("commit", id);
            }
            catch (LibGit2SharpException e)
            {
                throw Unreadable("commit", id, e);
            }
        }
    }

    private ObjectEntry[] LoadLossyTree(string id)
    {
        lock (turn)
        {
            try
            {
                var tree = repository.Lookup<Tree>(new ObjectId(id)) ?? throw Unreadable("tree", id);
                return [.. tree.Select(e => new ObjectEntry(e.Name, ToMode(e.Mode), e.Target.Sha))];
            }
            catch (LibGit2SharpException e)
            {
                throw Unreadable("tree", id, e);
            }
        }
    }

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
