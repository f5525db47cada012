using Harness.Changes;
using Harness.Trees;

namespace Harness.Git;

/// <summary>
/// What the commits of a target have to do with a change, read when first asked. What is out of the limits, or not in the clone, counts as
/// not there.
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
