using System.Globalization;
using System.Text.Json.Nodes;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Http;

/// <summary>One request with all that its answer is made from.</summary>
internal sealed class Exchange(HubState hub, User? actor, Uri address)
{
    public HubState Hub => hub;

    /// <summary>Whose the token is, or <see langword="null"/> where there is none.</summary>
    public User? Actor => actor;

    /// <summary>The address that was asked, without its query.</summary>
    public string Address => address.GetLeftPart(UriPartial.Path);

    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public required IReadOnlyDictionary<string, string> Query { get; init; }

    public JsonNode? Body { get; init; }

    /// <summary>The body where it is an object, else one without properties.</summary>
    public JsonObject Fields => Body as JsonObject ?? [];

    /// <summary>Who writes.</summary>
    public User Writer => actor ?? throw new ApiException(401, "Requires authentication");

    /// <summary>A part of the path.</summary>
    public string this[string parameter] => Parameters[parameter];

    public int Number(string parameter) => int.Parse(Parameters[parameter], CultureInfo.InvariantCulture);

    public long Id(string parameter) => long.Parse(Parameters[parameter], CultureInfo.InvariantCulture);

    /// <summary>A text of the query, or <see langword="null"/>.</summary>
    public string? Asked(string name) => Query.GetValueOrDefault(name);

    /// <summary>A text of the body, or <see langword="null"/>.</summary>
    public string? Text(string field) => Fields.Text(field);

    /// <summary>A text that the body must have.</summary>
    public string Required(string resource, string field) =>
        Text(field) is { Length: > 0 } text ? text : throw ApiException.Invalid(resource, field, "missing_field");

    public Conversation Conversation() =>
        hub.Conversations.GetValueOrDefault(Number("issue_number")) ?? throw ApiException.NotFound();

    public PullRequest Pull() =>
        hub.Conversations.GetValueOrDefault(Number("pull_number"))?.Pull ?? throw ApiException.NotFound();

    /// <summary>The commit that a part of the path names.</summary>
    public string Commit(string parameter)
    {
        var name = this[parameter];
        return hub.Git.Resolve(name) ?? throw new ApiException(422, $"No commit found for SHA: {name}");
    }
}
