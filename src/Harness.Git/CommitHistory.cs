using Harness.Changes;
using Harness.Trees;

namespace Harness.Git;

/// <summary>
/// What the ancestors of a commit had at the paths of a change, from one walk of <c>git log</c> when first asked. The walk ends after so many
/// commits or so long a time; what it did not see then counts as not had.
/// </summary>
public sealed class CommitHistory : ChangeHistory
{
    private readonly Lazy<HistoryWalk> walk;

    internal CommitHistory(Func<HistoryWalk> walk) => this.walk = new(walk);

    /// <summary>Why not all of the history was seen; <see langword="null"/> where it was.</summary>
    public string? Incomplete => walk.Value.Incomplete;

    /// <inheritdoc/>
    public override bool Had(RepoPath path, FileVersion version) => walk.Value.Seen.Contains((path.Value, version));
}
