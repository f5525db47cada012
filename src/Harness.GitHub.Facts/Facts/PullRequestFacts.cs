using System.Collections.Immutable;
using Harness.Changes;

namespace Harness.GitHub.Facts;

/// <summary>The host's facts about a pull request: contributors, approvals and checks.</summary>
public sealed class PullRequestFacts
{
    /// <summary>The summary.</summary>
    public required PullRequestSummary Summary { get; init; }

    /// <summary>The contributors: its author, everyone who pushed its commits, the branch's name, and the names in the commits.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The reviews of everyone but the reviewer itself, the oldest first.</summary>
    public required ImmutableArray<Review> Reviews { get; init; }

    /// <summary>The checks of the head, without the reviewer's own, by name.</summary>
    public required ImmutableArray<CheckFact> Checks { get; init; }
}
