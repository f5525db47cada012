using Harness.Trees;

namespace Harness.Changes;

/// <summary>The history of the target's tip, as far as it concerns a change.</summary>
public abstract class ChangeHistory
{
    /// <summary>An unknown history, with which no change is a revert.</summary>
    public static ChangeHistory None { get; } = new Unknown();

    /// <summary>
    /// A value that indicates whether the change only reverts whole commits of the target's tip. All of their paths, and only these, return to their
    /// earlier content, and no later change is lost.
    /// </summary>
    public abstract bool IsRevert { get; }

    /// <summary>Reads the earlier contents of a path at the target's tip, newest first, as far back as the history is read.</summary>
    /// <param name="path">The path.</param>
    public abstract IEnumerable<ReadOnlyMemory<byte>> ReadEarlier(RepoPath path);

    private sealed class Unknown : ChangeHistory
    {
        public override bool IsRevert => false;

        public override IEnumerable<ReadOnlyMemory<byte>> ReadEarlier(RepoPath path) => [];
    }
}
