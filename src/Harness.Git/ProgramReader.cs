using System.Collections.Immutable;
using System.Text;
using Harness.Trees;

namespace Harness.Git;

/// <summary>Objects by one long run of <c>git cat-file --batch-command</c>.</summary>
internal sealed class ProgramReader : ObjectReader
{
    private readonly Lock turn = new();
    private readonly ImmutableArray<string> objectDirectories;
    private readonly GitProcess process;
    private readonly BufferedStream output;

    /// <summary>Starts git.</summary>
    /// <param name="scratch">The repository that borrows the objects.</param>
    public ProgramReader(ScratchRepository scratch)
    {
        var command = scratch.Command(["cat-file", "--batch-command"]) with { Limit = TimeSpan.FromHours(1) };
        objectDirectories = ObjectDirectories.Find(scratch.Combine("objects"));
        process = GitProcess.Start(command, scratch.Life);
        output = new BufferedStream(process.Output, 64 << 10);
    }

    /// <inheritdoc/>
    public override string GetTreeId(string commit) =>
        ReadHeader(commit, "tree ") is [var tree] ? tree.Value : throw Unreadable("commit", commit);

    /// <inheritdoc/>
    public override ImmutableArray<CommitId> GetParents(string commit) => ReadHeader(commit, "parent ");

    /// <inheritdoc/>
    protected internal override ObjectEntry[] LoadTree(string id)
    {
        var (status, bytes) = Load(id, "tree", MaximumTreeLength);
        return status == ReadStatus.TooLarge ? throw TooLarge("tree", id)
            : bytes is not null && TreeObject.Parse(bytes, id.Length / 2) is { } entries ? entries : throw Unreadable("tree", id);
    }

    /// <inheritdoc/>
    protected internal override FileContent LoadBlob(string id)
    {
        var (status, bytes) = Load(id, "blob", SourceTree.MaximumFileLength);

        // Git reports a corrupt object as missing.
        return new FileContent(status == ReadStatus.NotFetched && ObjectDirectories.HoldLoose(objectDirectories, id) ? ReadStatus.Unreadable : status, bytes);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        output.Dispose();
        process.Dispose();
    }

    private ImmutableArray<CommitId> ReadHeader(string commit, string field)
    {
        var (_, bytes) = Load(commit, "commit", MaximumTreeLength);
        return bytes is null ? throw Unreadable("commit", commit)
            : [.. Encoding.UTF8.GetString(bytes).Split('\n').TakeWhile(l => l.Length > 0)
                .Where(l => l.StartsWith(field, StringComparison.Ordinal) && CommitId.IsWhole(l[field.Length..]))
                .Select(l => new CommitId(l[field.Length..]))];
    }

    private (ReadStatus Status, byte[]? Bytes) Load(string id, string type, int maximum)
    {
        lock (turn)
        {
            try
            {
                var (status, length) = Ask($"info {id}", type);
                return status != ReadStatus.Read ? (status, null)
                    : length > maximum ? (ReadStatus.TooLarge, null)
                    : Ask($"contents {id}", type) is (ReadStatus.Read, var same) ? (ReadStatus.Read, ReadBody((int)same))
                    : (ReadStatus.Unreadable, null);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
            {
                // A corrupt object ends git, so later requests have no answer either.
                return (ReadStatus.Unreadable, null);
            }
        }
    }

    /// <summary>Asks about an object and reads the first line of the answer: <c>ID TYPE SIZE</c>.</summary>
    /// <returns>Whether it is there and of that type, and its size.</returns>
    private (ReadStatus Status, long Length) Ask(string question, string type)
    {
        process.Input.Write(Encoding.ASCII.GetBytes(question + "\n"));
        process.Input.Flush();
        var words = ReadLine().Split(' ');
        return words is [_, "missing"] ? (ReadStatus.NotFetched, 0)
            : words.Length == 3 && words[1] == type && long.TryParse(words[2], out var size) ? (ReadStatus.Read, size)
            : (ReadStatus.Unreadable, 0);
    }

    private string ReadLine()
    {
        var line = new StringBuilder();
        for (var next = output.ReadByte(); next != '\n'; next = output.ReadByte())
        {
            line.Append(next >= 0 ? (char)next : throw new EndOfStreamException());
        }

        return line.ToString();
    }

    private byte[] ReadBody(int length)
    {
        var bytes = new byte[length];
        output.ReadExactly(bytes);
        return output.ReadByte() == '\n' ? bytes : throw new EndOfStreamException();
    }
}
