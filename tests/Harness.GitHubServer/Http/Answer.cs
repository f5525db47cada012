using System.Text.Json.Nodes;

namespace Harness.GitHubServer.Http;

/// <summary>An answer: a status, and JSON or nothing.</summary>
internal sealed record Answer(int Status, JsonNode? Body)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public static Answer Nothing { get; } = new(204, null);

    public static Answer Ok(JsonNode body) => new(200, body);

    public static Answer Created(JsonNode body) => new(201, body);
}
