namespace Harness.GitHubServer.State;

/// <summary>A pull request: two branches, and what was last seen of them.</summary>
internal sealed class PullRequest(Conversation conversation, HeadRepository head, string headBranch, string baseBranch)
{
    public Conversation Conversation => conversation;

    public int Number => conversation.Number;

    public User Author => conversation.Author;

    public bool IsOpen => conversation.IsOpen;

    /// <summary>The repository that the head branch is in.</summary>
    public HeadRepository Head => head;

    public string HeadBranch => headBranch;

    public string BaseBranch { get; set; } = baseBranch;

    public string HeadSha { get; set; } = "";

    /// <summary>The base branch's tip.</summary>
    public string BaseSha { get; set; } = "";

    /// <summary>The base branch's tip when the head moved last: GitHub shows this one, however far the base has moved on.</summary>
    public string RecordedBase { get; set; } = "";

    /// <summary>The commit that merges both, made as a trial; the one that did where the pull request is merged.</summary>
    public string? MergeCommit { get; set; }

    /// <summary>Whether someone has looked since a branch moved: GitHub tries the merge only then.</summary>
    public bool IsMergeabilityKnown { get; set; }

    public DateTimeOffset? MergedAt { get; set; }

    public User? MergedBy { get; set; }

    /// <summary>The base's tip before GitHub itself merged: everything from there to the merge came by the pull request.</summary>
    public string? LandedOn { get; set; }

    public AutoMerge? AutoMerge { get; set; }

    /// <summary>Who pushed the head.</summary>
    public User? Pusher { get; set; }

    public bool IsDraft { get; set; }

    public List<User> Requested { get; } = [];

    public List<Review> Reviews { get; } = [];

    public List<ReviewComment> Comments { get; } = [];

    public bool IsMerged => MergedAt is not null;

    public string HeadRef => $"refs/pull/{Number}/head";

    public string MergeRef => $"refs/pull/{Number}/merge";
}

/// <summary>The repository that a head branch is in: this one, or someone's fork of it.</summary>
internal sealed class HeadRepository(long id, string fullName, string? path)
{
    public long Id => id;

    public string FullName => fullName;

    public string Owner => fullName.Split('/')[0];

    /// <summary>The fork's directory, or <see langword="null"/> for this repository.</summary>
    public string? ForkPath => path;

    public bool IsDeleted { get; set; }

    /// <summary>Whether a token of this repository cannot read the fork.</summary>
    public bool IsHidden { get; set; }

    /// <summary>How the fork's branches moved; those of this repository are in the state.</summary>
    public List<Activity> Activities { get; } = [];

    /// <summary>The tips of the fork as they were last seen.</summary>
    public Dictionary<string, string> Branches { get; set; } = [];
}

/// <summary>That a pull request is merged as soon as it may be.</summary>
internal sealed record AutoMerge(User By, MergeMethod Method, string? Title, string? Message);
