using Harness.Changes;
using Harness.Trees;

namespace Harness.Git;

/// <summary>
/// The history of a target as far as it concerns a change, read on first use. Commits beyond the limits, or not in the clone, count as absent.
/// </summary>
public sealed class CommitHistory : ChangeHistory
{
    private readonly Lazy<bool> isRevert;
    private readonly Func<RepoPath, IEnumerable<ReadOnlyMemory<byte>>> readEarlier;

    internal CommitHistory(Func<bool> isRevert, Func<RepoPath, IEnumerable<ReadOnlyMemory<byte>>> readEarlier)
    {
        this.isRevert = new(isRevert);
        this.readEarlier = readEarlier;
    }

    /// <inheritdoc/>
    public override bool IsRevert => isRevert.Value;

    /// <inheritdoc/>
    public override IEnumerable<ReadOnlyMemory<byte>> ReadEarlier(RepoPath path) => readEarlier(path);
}
