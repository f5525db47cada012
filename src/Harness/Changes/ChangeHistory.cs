using Harness.Trees;

namespace Harness.Changes;

/// <summary>What the target's tip was built from: a revert is a change that brings back what an ancestor had.</summary>
public abstract class ChangeHistory
{
    /// <summary>A history that knows nothing, so that nothing is a revert.</summary>
    public static ChangeHistory None { get; } = new Unknown();

    /// <summary>Whether an ancestor of the target's tip had exactly this at a path; an absent version: whether one lacked the path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="version">What stood there.</param>
    public abstract bool Had(RepoPath path, FileVersion version);

    private sealed class Unknown : ChangeHistory
    {
        public override bool Had(RepoPath path, FileVersion version) => false;
    }
}
