namespace Harness.GitHub.Facts;

/// <summary>Whether a pull request is to be decided yet.</summary>
public enum PullRequestState
{
    /// <summary>It is open.</summary>
    Open,

    /// <summary>It was closed without a merge.</summary>
    Closed,

    /// <summary>It was merged.</summary>
    Merged,
}

/// <summary>The summary of a pull request, as lists have it.</summary>
public sealed class PullRequestSummary
{
    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>Its title, as its author wrote it.</summary>
    public required string Title { get; init; }

    /// <summary>The account that opened it, or <c>ghost</c> for a deleted one.</summary>
    public required string Author { get; init; }

    /// <summary>The id of the commit that it proposes.</summary>
    public required string Head { get; init; }

    /// <summary>The branch that it proposes, in its own repository.</summary>
    public required string HeadBranch { get; init; }

    /// <summary>Owner and name of the repository that the branch is in, or <see langword="null"/> for one that is gone.</summary>
    public string? HeadRepository { get; init; }

    /// <summary>A value that indicates whether that branch is another repository's, or of one that is gone.</summary>
    public required bool IsFork { get; init; }

    /// <summary>The branch that it targets.</summary>
    public required string Base { get; init; }

    /// <summary>A value that indicates whether it is to be decided yet.</summary>
    public required PullRequestState State { get; init; }

    /// <summary>A value that indicates whether its author is not done.</summary>
    public required bool IsDraft { get; init; }

    /// <summary>The number of lines that it adds and removes. 0 if the summary comes from a list, because lists do not have it.</summary>
    public required int Lines { get; init; }

    /// <summary>The number of its commits. 0 if the summary comes from a list.</summary>
    public required int Commits { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was merged, or <see langword="null"/> if it was not.</summary>
    public DateTimeOffset? Merged { get; init; }

    /// <summary>The commit that merging it made, or the last of them, or <see langword="null"/> if it was not merged.</summary>
    public string? MergeCommit { get; init; }

    /// <summary>Its labels.</summary>
    public required IReadOnlyCollection<string> Labels { get; init; }

    /// <summary>The accounts that were asked to review it and have not yet.</summary>
    public required IReadOnlyCollection<string> RequestedReviewers { get; init; }

    /// <summary>Its id in GraphQL.</summary>
    public required string NodeId { get; init; }
}
