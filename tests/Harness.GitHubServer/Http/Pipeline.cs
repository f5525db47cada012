using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.GitHubServer.Contract;
using Harness.GitHubServer.Endpoints;
using Harness.GitHubServer.Faults;
using Harness.GitHubServer.State;
using Harness.GitHubServer.Work;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Harness.GitHubServer.Http;

/// <summary>The way of every request: faults, who asks, the operation, the contract, the answer.</summary>
internal sealed class Pipeline(HubState hub, FaultPlan faults, OpenApiContract? contract)
{
    private const string EnterprisePrefix = "/api/v3";

    private readonly ConcurrentQueue<RequestRecord> log = [];
    private readonly RateLimit limit = new(hub.Options.RateLimit, hub.Options.Clock);

    /// <summary>The requests that came, in their order.</summary>
    public IReadOnlyCollection<RequestRecord> Log => log;

    public async Task Serve(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var path = RawPath(context);
        await faults.MeetAsync(context.Request.Method, path);
        var fault = faults.Take(context.Request.Method, path);
        var answer = fault is { IsAfterDoing: false, Delay.Ticks: 0 } ? FaultAnswers.Of(fault) : Do(context, path, body);
        if (fault is { IsAfterDoing: true })
        {
            answer = FaultAnswers.Of(fault);
        }

        Write(context, path, body, fault is { IsClosing: true } ? 0 : answer.Status);
        if (fault is { IsClosing: true })
        {
            context.Abort();
            return;
        }

        await Task.Delay(fault?.Delay ?? TimeSpan.Zero, context.RequestAborted);
        await Send(context, answer);
    }

    private static string RawPath(HttpContext context)
    {
        // Only as it was sent a path tells a slash within a name from one between names.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        return target == "/api/graphql" ? "/graphql"
            : target.StartsWith(EnterprisePrefix + "/", StringComparison.Ordinal) ? target[EnterprisePrefix.Length..] : target;
    }

    private static Dictionary<string, string> Query(HttpContext context) =>
        context.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);

    private static JsonNode? Parse(string body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            throw new ApiException(400, "Problems parsing JSON");
        }
    }

    private void Write(HttpContext context, string path, string body, int status) => log.Enqueue(new(
        context.Request.Method, path, context.Request.QueryString.Value ?? "", Users.LoginOf(Token(context)),
        context.Request.Headers.Authorization.Count > 0, body, status));

    private FinishedAnswer Do(HttpContext context, string path, string body)
    {
        lock (hub.Gate)
        {
            var user = hub.Users.OfToken(Token(context));
            if (limit.IsUsedUp(user))
            {
                return Finish(context, new ApiException(403, "API rate limit exceeded.").Answer, user);
            }

            var (route, parameters, answer) = Find(context, path);
            answer ??= route is null ? ApiException.NotFound().Answer : Handle(context, route, parameters, user, body);
            var finished = Finish(context, answer, user);
            if (path != "/graphql" && !Names.IsMoved(hub, path))
            {
                contract?.CheckRequest(new(context.Request.Method, path, route?.Template, Query(context), context.Request.ContentType, body));
                contract?.CheckAnswer(context.Request.Method, route?.Template ?? path, finished.Status, finished.ContentType, finished.Body);
            }

            return finished;
        }
    }

    private (Route? Route, Dictionary<string, string> Parameters, Answer? Answer) Find(HttpContext context, string path)
    {
        if (path == "/graphql" && context.Request.Method == "POST")
        {
            return (GraphQl.Route, [], null);
        }

        if (Names.Moved(hub, context.Request.Method, path) is { } moved)
        {
            return (null, [], moved);
        }

        var actual = Names.OfId(hub, path);
        foreach (var route in Api.Routes.Where(r => r.Method == context.Request.Method))
        {
            if (route.Match(actual) is { } parameters)
            {
                return (route, parameters, null);
            }
        }

        return (null, [], null);
    }

    private Answer Handle(HttpContext context, Route route, Dictionary<string, string> parameters, User? user, string body)
    {
        try
        {
            if (parameters.TryGetValue("repo", out var name) && !Names.IsRepository(hub, parameters["owner"], name) && !IsOfFork(route, parameters))
            {
                throw ApiException.NotFound();
            }

            Access.Check(context.Request.Headers, user, route.Right);
            Observation.Look(hub);
            var address = new Uri(hub.Address + context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0]);
            var answer = route.Handle(new(hub, user, address) { Parameters = parameters, Query = Query(context), Body = Parse(body) });
            PullMerging.MergeWaiting(hub);
            return answer;
        }
        catch (ApiException refusal)
        {
            return refusal.Answer;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return ApiException.NotFound().Answer;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or KeyNotFoundException)
        {
            // The test that asked for what git or this server cannot do reads the reason in the answer.
            return new ApiException(500, e.Message).Answer;
        }
    }

    // Of forks only the activity is served.
    private bool IsOfFork(Route route, Dictionary<string, string> parameters) =>
        route.Template == Api.Repo + "/activity" && hub.FindFork(parameters["owner"], parameters["repo"]) is not null;

    private FinishedAnswer Finish(HttpContext context, Answer answer, User? user)
    {
        var text = answer.Body?.ToJsonString() ?? "";
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}\"";
        var isRead = context.Request.Method == "GET" && answer.Status == 200;
        var isKnown = isRead && context.Request.Headers.IfNoneMatch.SelectMany(v => v!.Split(',')).Any(v => v.Trim().TrimStart('W', '/') == tag);
        if (!isKnown && !limit.IsUsedUp(user))
        {
            limit.Charge(user);
        }

        var headers = new Dictionary<string, string>([.. answer.Headers, .. limit.Headers(user)]);
        if (isRead)
        {
            headers["ETag"] = tag;
        }

        return isKnown ? new(304, null, "", headers) : new(answer.Status, answer.Body is null ? null : "application/json; charset=utf-8", text, headers);
    }

    private static string? Token(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.Split(' ', 2) is [var scheme, var token] && (scheme.ToUpperInvariant() is "BEARER" or "TOKEN") ? token.Trim() : null;
    }

    private static async Task Send(HttpContext context, FinishedAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.ContentType is { } type)
        {
            context.Response.ContentType = type;
            await context.Response.WriteAsync(answer.Body, context.RequestAborted);
        }
    }
}

/// <summary>An answer as it goes over the wire.</summary>
internal sealed record FinishedAnswer(int Status, string? ContentType, string Body, Dictionary<string, string> Headers);
