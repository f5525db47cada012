namespace Harness.GitHubServer.State;

/// <summary>What an issue and a pull request have in common: a number, words, labels.</summary>
internal sealed class Conversation(long id, int number, User author, string title, string? body, DateTimeOffset at)
{
    public long Id => id;

    public int Number => number;

    public User Author => author;

    public DateTimeOffset CreatedAt { get; } = at;

    public string Title { get; set; } = title;

    public string? Body { get; set; } = body;

    public DateTimeOffset UpdatedAt { get; set; } = at;

    public DateTimeOffset? ClosedAt { get; set; }

    public User? ClosedBy { get; set; }

    public bool IsOpen => ClosedAt is null;

    public List<Label> Labels { get; } = [];

    public List<IssueComment> Comments { get; } = [];

    /// <summary>The pull request, or <see langword="null"/> where it is an issue only.</summary>
    public PullRequest? Pull { get; set; }
}

/// <summary>A label of the repository.</summary>
internal sealed record Label(long Id, string Name, string Color, string? Description);

/// <summary>A comment of a conversation.</summary>
internal sealed class IssueComment(long id, Conversation conversation, User author, string body, DateTimeOffset at)
{
    public long Id => id;

    public Conversation Conversation => conversation;

    public User Author => author;

    public DateTimeOffset CreatedAt { get; } = at;

    public string Body { get; set; } = body;

    public DateTimeOffset UpdatedAt { get; set; } = at;
}
