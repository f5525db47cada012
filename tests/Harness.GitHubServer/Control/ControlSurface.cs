using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.GitHubServer.Http;
using Microsoft.AspNetCore.Http;

namespace Harness.GitHubServer.Control;

/// <summary>What people do and what goes wrong, for tests that run beside the server: JSON below <c>/_test/</c>.</summary>
/// <param name="hub">The server.</param>
internal sealed class ControlSurface(LocalGitHub hub)
{
    private const string Prefix = "/_test/";

    private static readonly JsonSerializerOptions Spelling = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static bool Is(HttpContext context) => context.Request.Path.Value!.StartsWith(Prefix, StringComparison.Ordinal);

    public async Task Serve(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var (status, body) = Answer($"{context.Request.Method} {context.Request.Path.Value![Prefix.Length..]}", await reader.ReadToEndAsync(context.RequestAborted));
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(body?.ToJsonString() ?? "{}", context.RequestAborted);
    }

    private (int Status, JsonNode? Body) Answer(string request, string body)
    {
        try
        {
            return (200, Do(request, body.Length == 0 ? [] : JsonNode.Parse(body)!.AsObject()));
        }
        catch (ApiException refusal)
        {
            return (refusal.Answer.Status, refusal.Answer.Body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or KeyNotFoundException)
        {
            return (400, new JsonObject { ["message"] = e.Message });
        }
    }

    private JsonNode? Do(string request, JsonObject said) => request switch
    {
        "GET violations" => JsonSerializer.SerializeToNode(hub.Violations, Spelling),
        "GET requests" => JsonSerializer.SerializeToNode(hub.Log, Spelling),
        "GET deliveries" => JsonSerializer.SerializeToNode(hub.Deliveries, Spelling),
        "POST faults" => Done(() => FaultOrders.Add(hub.Faults, said)),
        "DELETE faults" => Done(hub.Faults.Clear),
        _ => Act(request, said, said.Text("login") ?? ""),
    };

    private JsonNode? Act(string request, JsonObject said, string login) => request switch
    {
        "POST pulls" => Made("number", hub.People.Open(login, Need(said, "head"), Need(said, "base"), said.Text("title") ?? "A change", said.Text("body"))),
        "POST issues" => Made("number", hub.People.OpenIssue(login, Need(said, "title"))),
        "POST pushes" => Done(() => Push(said, login)),
        "POST reviews" => Made("id", hub.People.Review(login, Number(said), Need(said, "event"), said.Text("body") ?? "", said.Text("commit"))),
        "POST comments" => Made("id", hub.People.Comment(login, Number(said), Need(said, "body"))),
        "POST merges" => Made("sha", hub.People.Merge(login, Number(said), Enum.Parse<MergeMethod>(said.Text("method") ?? "merge", ignoreCase: true))),
        "POST closes" => Done(() => hub.People.Close(login, Number(said))),
        "POST check-runs" => Made("id", hub.People.Check(login, Need(said, "commit"), Need(said, "name"), said.Text("conclusion"))),
        "POST statuses" => Done(() => hub.People.Status(login, Need(said, "commit"), Need(said, "context"), Need(said, "state"))),
        "PUT protection" => Done(() => hub.People.Protect(Need(said, "branch"), said["protection"] as JsonObject)),
        "POST rulesets" => Made("id", hub.People.AddRuleset(said)),
        _ => throw ApiException.NotFound($"'{request}' is nothing that a test can ask for"),
    };

    private void Push(JsonObject said, string login)
    {
        if (said.Text("commit") is { } commit)
        {
            hub.People.Push(login, Need(said, "branch"), commit);
        }
        else
        {
            hub.People.Pushed(login, Need(said, "branch"));
        }
    }

    private static JsonObject Made(string field, JsonNode value) => new() { [field] = value };

    private static JsonNode? Done(Action act)
    {
        act();
        return null;
    }

    private static string Need(JsonObject said, string field) => said.Text(field) ?? throw new ArgumentException($"'{field}' is missing");

    private static int Number(JsonObject said) => said.Whole("number") ?? throw new ArgumentException("'number' is missing");
}
