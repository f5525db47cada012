using System.Text.Json.Nodes;

namespace Harness.GitHubServer.State;

/// <summary>A check run of an app on a commit.</summary>
internal sealed class CheckRun(long id, long suite, User app, string name, string commit)
{
    public long Id => id;

    public long Suite => suite;

    /// <summary>The login of the app that made it.</summary>
    public User App => app;

    public string Commit => commit;

    public string Name { get; set; } = name;

    public string Status { get; set; } = "queued";

    public string? Conclusion { get; set; }

    public string? DetailsUrl { get; set; }

    public string? ExternalId { get; set; }

    public string? StartedAt { get; set; }

    public string? CompletedAt { get; set; }

    public string? Title { get; set; }

    public string? Summary { get; set; }

    public string? Text { get; set; }

    public List<JsonObject> Annotations { get; } = [];
}

/// <summary>A status of a commit.</summary>
internal sealed record CommitStatus(long Id, string Commit, User Creator, string State, string Context, string? Description, string? TargetUrl, DateTimeOffset At);
