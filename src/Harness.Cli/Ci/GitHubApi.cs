using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Harness.Changes;
using Harness.Cli.Changes;

namespace Harness.Cli.Ci;

/// <summary>A pull request as the host knows it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Author">The account that opened it.</param>
/// <param name="Head">The commit that it proposes, or proposed when it was merged.</param>
/// <param name="Base">The branch that it targets.</param>
/// <param name="IsMerged">Whether it has been merged.</param>
internal sealed record HostPullRequest(int Number, string Author, string Head, string Base, bool IsMerged);

/// <summary>
/// The few questions that a gate has for GitHub, and the upload of a scan. See "REST API endpoints" of GitHub's documentation: pull request
/// reviews, commits, repository activities, code scanning.
/// </summary>
internal sealed class GitHubApi : IDisposable
{
    /// <summary>How many commits of a pull request the host tells of.</summary>
    public const int MostCommits = 250;

    private const int PageSize = 100;
    private const int MostPages = 30;
    private const int Attempts = 4;
    private const int MaximumAnswer = 32 << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly SocketsHttpHandler handler;
    private readonly HttpClient client;
    private readonly string repository;
    private readonly Action<TimeSpan> wait;

    /// <summary>Opens the API.</summary>
    /// <param name="runner">Where it is, and the token for it.</param>
    /// <param name="wait">Waits before another attempt.</param>
    public GitHubApi(RunnerEnvironment runner, Action<TimeSpan> wait)
    {
        this.wait = wait;
        repository = "repos/" + runner.Repository;
        handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        client = new HttpClient(handler, disposeHandler: false) { BaseAddress = runner.Api, Timeout = Longest, MaxResponseContentBufferSize = MaximumAnswer };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("harness", ToolVersion.Text));
        client.DefaultRequestHeaders.Accept.ParseAdd("application/vnd.github+json");
        client.DefaultRequestHeaders.Add("X-GitHub-Api-Version", "2022-11-28");
        if (runner.Token is { } token)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <summary>The reviews of a pull request, the oldest first.</summary>
    public ImmutableArray<Review> ReviewsOf(int number) =>
    [
        // Of an account that is gone the host knows no name.
        .. List($"{repository}/pulls/{number}/reviews").Where(r => r.FindText("user", "login") is not null).Select(r => new Review(
            Need(r, "user", "login"), r.FindText("commit_id") ?? "", ToState(r.FindText("state")))),
    ];

    /// <summary>Who had a hand in the commits of a pull request, as the commits say it; <see langword="null"/> where the host may not tell of all.</summary>
    public ImmutableArray<IdentityClaim>? ClaimsOf(int number)
    {
        var commits = List($"{repository}/pulls/{number}/commits").ToArray();
        return commits.Length >= MostCommits ? null
            : [.. commits.SelectMany(c => CommitClaims.Of(
                $"commit {Need(c, "sha")[..12]}", Person(c, "author"), Person(c, "committer"), c.FindText("commit", "message") ?? "")).DistinctBy(c => c.Name, StringComparer.Ordinal)];
    }

    /// <summary>A pull request.</summary>
    public HostPullRequest PullRequest(int number) => ToPullRequest(Get($"{repository}/pulls/{number}"));

    /// <summary>The pull requests that a commit is part of.</summary>
    public ImmutableArray<HostPullRequest> PullRequestsOf(string commit) => [.. List($"{repository}/commits/{commit}/pulls").Select(ToPullRequest)];

    /// <summary>The accounts that pushed to a branch since it was made, or made last.</summary>
    public ImmutableArray<string> PushersOf(string branch) =>
    [
        .. TakeThrough(List($"{repository}/activity?ref={Uri.EscapeDataString("refs/heads/" + branch)}"), a => a.FindText("activity_type") == "branch_creation")
            .Where(a => a.FindText("activity_type") is "push" or "force_push" or "branch_creation")
            .Select(a => a.FindText("actor", "login"))
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Uploads SARIF, compressed.</summary>
    /// <returns>The id of the upload.</returns>
    public string Upload(byte[] body) => Need(Send(HttpMethod.Post, $"{repository}/code-scanning/sarifs", body), "id");

    /// <summary>What became of an upload: <c>pending</c>, <c>complete</c> or <c>failed</c>, and why.</summary>
    public (string State, string Errors) StateOf(string upload)
    {
        var answer = Get($"{repository}/code-scanning/sarifs/{Uri.EscapeDataString(upload)}");
        var errors = answer.TryGetProperty("errors", out var told) && told.ValueKind == JsonValueKind.Array
            ? string.Join("; ", told.EnumerateArray().Take(5).Select(e => e.ToString()))
            : "";
        return (Need(answer, "processing_status"), errors);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        handler.Dispose();
    }

    private static HostPullRequest ToPullRequest(JsonElement pull) => new(
        pull.FindNumber("number") ?? throw Odd("a pull request without a number"),
        Need(pull, "user", "login"),
        Need(pull, "head", "sha"),
        Need(pull, "base", "ref"),
        pull.FindText("merged_at") is not null);

    private static string Person(JsonElement commit, string role) => $"{commit.FindText("commit", role, "name")} <{commit.FindText("commit", role, "email")}>";

    private static ReviewState ToState(string? state) => state switch
    {
        "APPROVED" => ReviewState.Approved,
        "CHANGES_REQUESTED" => ReviewState.ChangesRequested,
        "DISMISSED" => ReviewState.Dismissed,
        _ => ReviewState.Commented,
    };

    private static IEnumerable<T> TakeThrough<T>(IEnumerable<T> items, Func<T, bool> isLast)
    {
        foreach (var item in items)
        {
            yield return item;
            if (isLast(item))
            {
                yield break;
            }
        }
    }

    private static string Need(JsonElement at, params ReadOnlySpan<string> keys) =>
        at.FindText(keys) ?? throw Odd($"an answer without '{string.Join('.', keys)}'");

    private static CommandException Odd(string what) => new($"GitHub's API gave {what}: is GITHUB_API_URL right?");

    // Pages are linked by number or by cursor: the header alone tells the next.
    private IEnumerable<JsonElement> List(string path)
    {
        var next = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}per_page={PageSize}";
        for (var page = 1; next is not null; page++)
        {
            if (page > MostPages)
            {
                throw new CommandException($"'{path}' has more than {MostPages * PageSize} entries, and none may be left out");
            }

            var (answer, following) = Exchange(HttpMethod.Get, next, null);
            if (answer.ValueKind != JsonValueKind.Array)
            {
                throw Odd($"no list for '{path}'");
            }

            foreach (var entry in answer.EnumerateArray())
            {
                yield return entry;
            }

            next = following;
        }
    }

    private JsonElement Get(string path) => Send(HttpMethod.Get, path, null);

    private JsonElement Send(HttpMethod method, string path, byte[]? body) => Exchange(method, path, body).Answer;

    private (JsonElement Answer, string? Next) Exchange(HttpMethod method, string path, byte[]? body)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(method, path);
                if (body is not null)
                {
                    request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
                }

                using var response = client.Send(request);
                if (response.IsSuccessStatusCode)
                {
                    return (ReadJson(response), NextOf(response));
                }

                if (attempt == Attempts || DelayOf(response, attempt) is not { } delay)
                {
                    throw Refused(path, response);
                }

                wait(delay);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                if (attempt == Attempts)
                {
                    throw new CommandException($"GitHub's API does not answer for '{path}': {e.Message}");
                }

                wait(TimeSpan.FromSeconds(1 << attempt));
            }
        }
    }

    private static JsonElement ReadJson(HttpResponseMessage response)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Content.ReadAsStream());
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw Odd($"no JSON ({e.Message})");
        }
    }

    // <https://…?page=2>; rel="next". Of the same host only: the token goes with it.
    private string? NextOf(HttpResponseMessage response)
    {
        var link = response.Headers.TryGetValues("Link", out var values)
            ? string.Join(',', values).Split(',').FirstOrDefault(l => l.Contains("rel=\"next\"", StringComparison.Ordinal)) : null;
        if (link is null)
        {
            return null;
        }

        var address = link[(link.IndexOf('<', StringComparison.Ordinal) + 1)..Math.Max(link.IndexOf('>', StringComparison.Ordinal), 1)];
        return Uri.TryCreate(client.BaseAddress, address, out var next) && next.Authority == client.BaseAddress!.Authority && next.Scheme == client.BaseAddress.Scheme
            ? next.ToString() : throw Odd("a next page at another host");
    }

    // A server's trouble passes, a limit says when; what is refused stays refused.
    private static TimeSpan? DelayOf(HttpResponseMessage response, int attempt)
    {
        var isLimit = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.Forbidden;
        if (isLimit && response.Headers.RetryAfter?.Delta is { } told)
        {
            return told <= Longest ? told : null;
        }

        if (isLimit && First(response, "X-RateLimit-Remaining") == "0" && long.TryParse(First(response, "X-RateLimit-Reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var reset))
        {
            var left = DateTimeOffset.FromUnixTimeSeconds(Math.Min(reset, 253402300799)) - TimeProvider.System.GetUtcNow();
            return left <= Longest ? (left > TimeSpan.Zero ? left : TimeSpan.FromSeconds(1)) : null;
        }

        return response.StatusCode is HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500 ? TimeSpan.FromSeconds(1 << attempt) : null;
    }

    private static string? First(HttpResponseMessage response, string header) => response.Headers.TryGetValues(header, out var values) ? values.FirstOrDefault() : null;

    private static ApiException Refused(string path, HttpResponseMessage response) => new(
        response.StatusCode,
        $"GitHub's API refuses '{path}' with {(int)response.StatusCode}{Said(response)}: give the step a token (GITHUB_TOKEN) with the rights it needs; the page of the action lists them");

    private static string Said(HttpResponseMessage response)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Content.ReadAsStream());
            return document.RootElement.FindText("message") is { } message ? $" ({message[..Math.Min(message.Length, 200)]})" : "";
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return "";
        }
    }
}
