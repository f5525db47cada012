using System.Text.Json.Nodes;

namespace Harness.GitHubServer.Http;

/// <summary>An answer that says no.</summary>
internal sealed class ApiException(int status, string message, params JsonNode[] errors)
    : Exception($"{status} {message} {string.Join("; ", errors.Select(e => e.ToJsonString()))}".TrimEnd())
{
    /// <summary>The answer's words.</summary>
    public string Reason { get; } = message;

    /// <summary>The answer.</summary>
    public Answer Answer
    {
        get
        {
            var body = new JsonObject { ["message"] = Reason };
            if (errors.Length > 0)
            {
                body["errors"] = new JsonArray([.. errors.Select(e => e.DeepClone())]);
            }

            body["documentation_url"] = "https://docs.github.com/rest";
            body["status"] = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return new(status, body);
        }
    }

    public static ApiException NotFound(string message = "Not Found") => new(404, message);

    /// <summary>A field that GitHub refuses, with its reason as a code.</summary>
    public static ApiException Invalid(string resource, string field, string code) =>
        new(422, "Validation Failed", new JsonObject { ["resource"] = resource, ["code"] = code, ["field"] = field });

    /// <summary>A field that GitHub refuses, with its reason in words.</summary>
    public static ApiException Invalid(string resource, string field, string code, string message) =>
        new(422, "Validation Failed", new JsonObject { ["resource"] = resource, ["code"] = code, ["field"] = field, ["message"] = message });

    /// <summary>What GitHub refuses with words alone.</summary>
    public static ApiException Unprocessable(params string[] errors) =>
        new(422, "Unprocessable Entity", [.. errors.Select(e => JsonValue.Create(e)!)]);
}
