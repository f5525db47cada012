using Harness.GitHub;

namespace Harness.Reviewer.Reviewing;

/// <summary>Whether a verdict is told to the host.</summary>
internal enum Publication
{
    /// <summary>It is.</summary>
    Host,

    /// <summary>It is only printed.</summary>
    None,
}

/// <summary>How steps are done.</summary>
internal sealed class ReviewStepOptions
{
    /// <summary>The date, in UTC, against which exceptions and leases are checked, asked at each step: a service outlives a day.</summary>
    public required Func<DateOnly> Today { get; init; }

    /// <summary>Who reviews the architecture, or <see langword="null"/> for nobody.</summary>
    public Architect? Architect { get; init; }

    /// <summary>Where the architect's answers are kept.</summary>
    public required SealedAnswer Memory { get; init; }

    /// <summary>The repository by a token that may merge, or <see langword="null"/> without one.</summary>
    public GitHubRepository? Merger { get; init; }

    /// <summary>A value that indicates whether the verdict is told to the host.</summary>
    public Publication Publication { get; init; }

    /// <summary>The name of the reviewer's own check.</summary>
    public const string OwnCheck = "harness-reviewer";
}
