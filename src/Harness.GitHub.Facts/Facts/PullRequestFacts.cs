using System.Collections.Immutable;
using Harness.Changes;

namespace Harness.GitHub.Facts;

/// <summary>A pull request by the host's word: who made it, who agreed, how its checks stand.</summary>
public sealed class PullRequestFacts
{
    /// <summary>What lists tell of it.</summary>
    public required PullRequestSummary Summary { get; init; }

    /// <summary>Who made it: its author, everyone who pushed what it proposes, the branch's name, and whom the commits name.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The reviews of everyone but the reviewer itself, the oldest first.</summary>
    public required ImmutableArray<Review> Reviews { get; init; }

    /// <summary>The checks of the head, without the reviewer's own, by name.</summary>
    public required ImmutableArray<CheckFact> Checks { get; init; }
}
