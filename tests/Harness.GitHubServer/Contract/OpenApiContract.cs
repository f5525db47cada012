using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Harness.GitHubServer.Contract;

/// <summary>Holds requests and answers to GitHub's OpenAPI, and writes down what does not keep it.</summary>
/// <param name="document">The OpenAPI.</param>
internal sealed class OpenApiContract(OpenApiDocument document)
{
    private readonly ConcurrentQueue<Violation> violations = [];

    /// <summary>Everything that was found.</summary>
    public IReadOnlyCollection<Violation> Violations => violations;

    /// <summary>Looks at what was asked.</summary>
    public void CheckRequest(RequestMessage message)
    {
        var name = $"{message.Method} {message.Template ?? message.Path}";
        if (message.Template is null || document.Operation(message.Method, message.Template) is not { } operation)
        {
            violations.Enqueue(new(name, Side.Request, "", "GitHub has no such operation, or it is not served here"));
            return;
        }

        foreach (var (path, what) in QueryCheck.Problems(operation, message.Query).Concat(BodyProblems(operation, message)))
        {
            violations.Enqueue(new(name, Side.Request, path, what));
        }
    }

    /// <summary>Looks at what was answered.</summary>
    public void CheckAnswer(string method, string template, int status, string? contentType, string body)
    {
        if (document.Operation(method, template) is not { } operation)
        {
            return;
        }

        foreach (var (path, what) in AnswerProblems(operation, status, contentType, body))
        {
            violations.Enqueue(new($"{method} {template}", Side.Answer, path, $"{status}: {what}"));
        }
    }

    private static IEnumerable<(string Path, string What)> BodyProblems(OpenApiOperation operation, RequestMessage message)
    {
        if (message.Body.Length == 0)
        {
            return operation.NeedsBody ? [("#", "a body is required")] : [];
        }

        if (operation.Request is not { } schema)
        {
            return [("#", "the operation takes no body")];
        }

        if (message.ContentType?.Split(';')[0].Trim() != "application/json")
        {
            return [("#", $"the content type is '{message.ContentType}', not 'application/json'")];
        }

        return TryParse(message.Body) is { } body
            ? SchemaProblems(schema, message.Body).Concat(UnknownProperties.Find(schema, body, "#"))
            : [("#", "the body is no JSON")];
    }

    private static IEnumerable<(string Path, string What)> AnswerProblems(OpenApiOperation operation, int status, string? contentType, string body)
    {
        if (!operation.Documents(status))
        {
            // Troubles that every operation may have are not written down for each.
            var isTrouble = status >= 400 && (TryParse(body) as JsonObject)?["message"] is JsonValue;
            return status is 301 or 304 or 307 || isTrouble ? [] : [("", "the status is not documented")];
        }

        if (operation.Answer(status) is not { } schema)
        {
            return [];
        }

        if (contentType != "application/json; charset=utf-8")
        {
            return [("", $"the content type is '{contentType}'")];
        }

        if (TryParse(body) is not { } json)
        {
            return [("#", "the answer is no JSON")];
        }

        KnownGaps.Fill(json);
        return SchemaProblems(schema, json.ToJsonString());
    }

    private static IEnumerable<(string Path, string What)> SchemaProblems(JsonSchema schema, string text) =>
        schema.Validate(text, SchemaType.OpenApi3).Select(e => (e.Path ?? "#", Describe(e)));

    private static string Describe(ValidationError error) => error is ChildSchemaValidationError children
        ? $"{error.Kind}: {string.Join("; ", children.Errors.Values.SelectMany(e => e).Take(5).Select(e => $"{e.Path} {Describe(e)}"))}"
        : error.Kind.ToString();

    private static JsonNode? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A request, as the contract looks at it.</summary>
/// <param name="Template">The path as the OpenAPI writes it, or <see langword="null"/> where nothing is served there.</param>
internal sealed record RequestMessage(string Method, string Path, string? Template, IReadOnlyDictionary<string, string> Query, string? ContentType, string Body);
