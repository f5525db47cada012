using System.Text.Json.Nodes;

namespace Harness.GitHubServer.Http;

/// <summary>Fields of JSON, read without a fuss about what they are.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonObject node, string field) =>
        node[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static int? Whole(this JsonObject node, string field) =>
        node[field] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    public static bool Flag(this JsonObject node, string field) =>
        node[field] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public static IEnumerable<JsonObject> Objects(this JsonObject node, string field) =>
        (node[field] as JsonArray ?? []).OfType<JsonObject>();

    public static IEnumerable<string> Texts(this JsonObject node, string field) =>
        (node[field] as JsonArray ?? []).OfType<JsonValue>().Select(v => v.TryGetValue<string>(out var text) ? text : v.ToJsonString());
}
