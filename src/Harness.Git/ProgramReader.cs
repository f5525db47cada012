using System.Collections.Immutable;
using System.Text;
using Harness.Trees;

namespace Harness.Git;

/// <summary>Objects by one long run of <c>git cat-file --batch-command</c>.</summary>
internal sealed class ProgramReader : ObjectReader
{
    // A tree with more bytes has some hundred thousand names in one directory.
    private const int MaximumTreeLength = 64 << 20;

    private readonly Lock turn = new();
    private readonly GitProcess process;
    private readonly BufferedStream output;

    /// <summary>Starts git.</summary>
    /// <param name="scratch">The repository that borrows the objects.</param>
    public ProgramReader(ScratchRepository scratch)
    {
        var command = scratch.Command(["cat-file", "--batch-command"]) with { Limit = TimeSpan.FromHours(1) };
        process = GitProcess.Start(command, CancellationToken.None);
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
        var (_, bytes) = Load(id, "tree", MaximumTreeLength);
        return bytes is not null && TreeObject.Parse(bytes, id.Length / 2) is { } entries ? entries : throw Unreadable("tree", id);
    }

    /// <inheritdoc/>
    protected internal override FileContent LoadBlob(string id)
    {
        var (status, bytes) = Load(id, "blob", SourceTree.MaximumFileLength);
        return new FileContent(status, bytes);
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
                return Ask($"info {id}", type) is not { } length ? (ReadStatus.Unreadable, null)
                    : length > maximum ? (ReadStatus.TooLarge, null)
                    : Ask($"contents {id}", type) is { } same ? (ReadStatus.Read, ReadBody((int)same))
                    : (ReadStatus.Unreadable, null);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
            {
                // A corrupt object ends git, and what was asked later has no answer either.
                return (ReadStatus.Unreadable, null);
            }
        }
    }

    /// <summary>Asks about an object and reads the first line of the answer: <c>ID TYPE SIZE</c>.</summary>
    /// <returns>The size; <see langword="null"/> where it is missing or of another type.</returns>
    private long? Ask(string question, string type)
    {
        process.Input.Write(Encoding.ASCII.GetBytes(question + "\n"));
        process.Input.Flush();
        var words = ReadLine().Split(' ');
        return words.Length == 3 && words[1] == type && long.TryParse(words[2], out var size) ? size : null;
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
