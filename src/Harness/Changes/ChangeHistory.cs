using Harness.Trees;

namespace Harness.Changes;

/// <summary>What the target's tip was built from, as far as a change has to do with it.</summary>
public abstract class ChangeHistory
{
    /// <summary>A history that knows nothing, so that nothing is a revert.</summary>
    public static ChangeHistory None { get; } = new Unknown();

    /// <summary>
    /// A value that indicates whether the change undoes whole commits that the target's tip has, and does nothing else: all of their paths, and only
    /// these, are again as they were, and nothing that came later is lost.
    /// </summary>
    public abstract bool IsRevert { get; }

    /// <summary>Reads what stood at a path of the target's tip earlier, the newest first, as far back as the history is read.</summary>
    /// <param name="path">The path.</param>
    public abstract IEnumerable<ReadOnlyMemory<byte>> ReadEarlier(RepoPath path);

    private sealed class Unknown : ChangeHistory
    {
        public override bool IsRevert => false;

        public override IEnumerable<ReadOnlyMemory<byte>> ReadEarlier(RepoPath path) => [];
    }
}
