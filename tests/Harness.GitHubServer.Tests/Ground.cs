using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Harness.Testing;
using Xunit;

namespace Harness.GitHubServer.Tests;

/// <summary>A server with a small repository, a clone of it to work in, and a client for everyone.</summary>
internal sealed class Ground : IDisposable
{
    public const string Repository = "octo-org/engine";

    private readonly TemporaryDirectory root = new();
    private readonly SocketsHttpHandler handler = new() { AllowAutoRedirect = false };
    private readonly HttpClient client;

    public Ground(Func<LocalGitHubOptions, LocalGitHubOptions>? change = null)
    {
        Work.Write("a.txt", string.Concat(Enumerable.Range(1, 30).Select(i => $"line {i}\n"))).Commit("Begin");
        Work.Run("clone", "-q", "--bare", Work.Path, Origin);
        Work.Run("remote", "add", "origin", Origin);
        var options = new LocalGitHubOptions
        {
            Root = root.Path,
            Repository = Repository,
            Accounts = [new("owner", Role.Admin), new("reader", Role.Read), new("anna") { Emails = ["a@example.com"] }],
        };
        Hub = LocalGitHub.Start(change is null ? options : change(options));
        client = new(handler) { BaseAddress = Hub.Address };
    }

    public LocalGitHub Hub { get; }

    /// <summary>A clone to work in.</summary>
    public GitFixture Work { get; } = new();

    /// <summary>The directory of the repository that the server runs on.</summary>
    public string Origin => root.Combine(Repository);

    /// <summary>Commits a change of a file to a branch and pushes it.</summary>
    public string Push(string branch, string path, string text, string from = "main")
    {
        Work.Run("checkout", "-q", "-B", branch, Work.Run("branch", "--list", branch).Length > 0 ? branch : from);
        var commit = Work.Write(path, text).Commit($"Change {path}");
        Work.Run("push", "-q", "-f", "origin", branch);
        return commit;
    }

    /// <summary>A branch with one changed line, and the pull request for it.</summary>
    public int OpenChange(string branch = "topic", string login = "anna")
    {
        Push(branch, "a.txt", string.Concat(Enumerable.Range(1, 30).Select(i => i == 10 ? "changed 10\n" : $"line {i}\n")));
        return Hub.People.Open(login, branch, "main");
    }

    /// <summary>The commit that a name stands for in the server's repository.</summary>
    public string Tip(string name) => Work.Run("--git-dir", Origin, "rev-parse", name);

    public Task<HttpResponseMessage> Get(string path, string? login = "anna", string? etag = null) => Send("GET", path, null, login, etag);

    public async Task<JsonNode> Json(string path, string? login = "anna")
    {
        using var answer = await Get(path, login);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Writes, and answers with the status and the JSON of the answer.</summary>
    public async Task<(int Status, JsonNode? Body)> Write(string method, string path, JsonNode? body, string? login = "anna")
    {
        using var answer = await Send(method, path, body, login);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null);
    }

    public void Dispose()
    {
        client.Dispose();
        handler.Dispose();
        Hub.Dispose();
        Work.Dispose();
        root.Dispose();
    }

    private async Task<HttpResponseMessage> Send(string method, string path, JsonNode? body, string? login, string? etag = null)
    {
        var address = path.StartsWith('/') ? path[1..] : $"repos/{Repository}/{path}".TrimEnd('/');
        using var request = new HttpRequestMessage(new(method), address);
        request.Content = body is null ? null : JsonContent.Create(body);
        request.Headers.UserAgent.ParseAdd("test");
        request.Headers.Authorization = login is null ? null : new AuthenticationHeaderValue("Bearer", "token-of-" + login);
        if (etag is not null)
        {
            request.Headers.IfNoneMatch.ParseAdd(etag);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
