namespace Harness.GitHubServer.State;

/// <summary>A review of a pull request.</summary>
internal sealed class Review(long id, PullRequest pull, User author, string commit, DateTimeOffset at)
{
    public long Id => id;

    public PullRequest Pull => pull;

    public User Author => author;

    /// <summary>The commit that was reviewed.</summary>
    public string Commit => commit;

    public DateTimeOffset SubmittedAt { get; set; } = at;

    public string Body { get; set; } = "";

    /// <summary>The state, as GitHub names it: <c>APPROVED</c>.</summary>
    public string State { get; set; } = ReviewStates.Pending;
}

/// <summary>The states of a review.</summary>
internal static class ReviewStates
{
    public const string Pending = "PENDING";
    public const string Approved = "APPROVED";
    public const string ChangesRequested = "CHANGES_REQUESTED";
    public const string Commented = "COMMENTED";
    public const string Dismissed = "DISMISSED";
}

/// <summary>A comment on a line of the difference.</summary>
internal sealed class ReviewComment(long id, PullRequest pull, User author, ReviewPlace place, DateTimeOffset at)
{
    public long Id => id;

    public PullRequest Pull => pull;

    public User Author => author;

    public DateTimeOffset CreatedAt { get; } = at;

    /// <summary>The place that was commented on.</summary>
    public ReviewPlace Original { get; } = place;

    /// <summary>The place as it is now: without a line where later commits touch it.</summary>
    public ReviewPlace Place { get; set; } = place;

    public DateTimeOffset UpdatedAt { get; set; } = at;

    public required string Body { get; set; }

    public required Review Review { get; init; }

    public long? InReplyTo { get; init; }
}

/// <summary>A place in a difference.</summary>
internal sealed record ReviewPlace(string Commit, string Path, string Side, int? Line, string? StartSide, int? StartLine, int? Position, string Hunk);
