using System.Collections.Concurrent;
using System.Text.Json;
using NJsonSchema;

namespace Harness.GitHubServer.Contract;

/// <summary>One operation: what may be asked, and what may be answered.</summary>
internal sealed class OpenApiOperation
{
    private const string Json = "application/json";

    private readonly OpenApiDocument document;
    private readonly JsonElement operation;
    private readonly Lazy<JsonSchema?> request;
    private readonly ConcurrentDictionary<int, Lazy<JsonSchema?>> answers = [];

    public OpenApiOperation(OpenApiDocument document, JsonElement operation)
    {
        (this.document, this.operation) = (document, operation);
        request = new(() => operation.TryGetProperty("requestBody", out var body) ? Schema(body) : null);
        Query = operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Select(document.Follow)
                .Where(p => p.GetProperty("in").GetString() == "query")
                .ToDictionary(p => p.GetProperty("name").GetString()!, p => document.Follow(p.GetProperty("schema")), StringComparer.Ordinal)
            : [];
    }

    /// <summary>The parameters of the query, each with its schema.</summary>
    public IReadOnlyDictionary<string, JsonElement> Query { get; }

    /// <summary>The schema of the body that is sent, or <see langword="null"/> where none is.</summary>
    public JsonSchema? Request => request.Value;

    /// <summary>Whether a request without a body is wrong.</summary>
    public bool NeedsBody => operation.TryGetProperty("requestBody", out var body)
        && document.Follow(body).TryGetProperty("required", out var required) && required.GetBoolean();

    /// <summary>Whether a status is written down for the operation.</summary>
    public bool Documents(int status) => Response(status) is not null;

    /// <summary>The schema of the answer with a status, or <see langword="null"/> where it has no JSON.</summary>
    public JsonSchema? Answer(int status) => answers.GetOrAdd(status, s => new(() => Response(s) is { } response ? Schema(response) : null)).Value;

    private JsonElement? Response(int status) =>
        operation.GetProperty("responses").TryGetProperty(status.ToString(System.Globalization.CultureInfo.InvariantCulture), out var response) ? response : null;

    private JsonSchema? Schema(JsonElement message) =>
        document.Follow(message).TryGetProperty("content", out var content)
        && content.TryGetProperty(Json, out var json)
        && json.TryGetProperty("schema", out var schema)
            ? document.Schema(schema)
            : null;
}
