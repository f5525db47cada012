using Harness.GitHub;

namespace Harness.Reviewer.Reviewing;

/// <summary>The publication of a verdict at the host.</summary>
internal enum Publication
{
    /// <summary>It is.</summary>
    Host,

    /// <summary>It is only printed.</summary>
    None,
}

/// <summary>The options of a step.</summary>
internal sealed class ReviewStepOptions
{
    /// <summary>
    /// The date, in UTC, against which exceptions and leases are checked. It is read at each step, because a service runs longer than a day.
    /// </summary>
    public required Func<DateOnly> Today { get; init; }

    /// <summary>The reviewer of the architecture, or <see langword="null"/> for none.</summary>
    public Architect? Architect { get; init; }

    /// <summary>The store of the architect's answers.</summary>
    public required SealedAnswer Memory { get; init; }

    /// <summary>The repository by a token that may merge, or <see langword="null"/> without one.</summary>
    public GitHubRepository? Merger { get; init; }

    /// <summary>The publication of the verdict at the host.</summary>
    public Publication Publication { get; init; }

    /// <summary>The name of the reviewer's own check.</summary>
    public const string OwnCheck = "harness-reviewer";
}
