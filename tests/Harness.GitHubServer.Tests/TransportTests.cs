using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Harness.GitHubServer.Faults;
using Xunit;

namespace Harness.GitHubServer.Tests;

/// <summary>What a client meets whatever it asks: troubles, tags, pages, limits, names, tokens.</summary>
public sealed class TransportTests
{
    private static readonly JsonObject Words = new() { ["body"] = "hello" };

    [Fact]
    public async Task After_a_fault_the_work_is_done_or_not_as_it_was_ordered()
    {
        using var ground = new Ground();
        ground.Hub.People.OpenIssue("anna", "Broken");
        ground.Hub.Faults.Next("POST", "/issues/*/comments", Fault.Of(503, TimeSpan.FromSeconds(7)));
        ground.Hub.Faults.Next("POST", "/issues/*/comments", Fault.BadGateway.AfterDoing());
        ground.Hub.Faults.Next("POST", "/issues/*/comments", Fault.Closed.AfterDoing());
        Assert.Equal(503, (await ground.Write("POST", "issues/1/comments", Words.DeepClone())).Status);
        Assert.Empty((JsonArray)await ground.Json("issues/1/comments"));
        Assert.Equal(502, (await ground.Write("POST", "issues/1/comments", Words.DeepClone())).Status);
        Assert.Single((JsonArray)await ground.Json("issues/1/comments"));
        await Assert.ThrowsAsync<HttpRequestException>(() => ground.Write("POST", "issues/1/comments", Words.DeepClone()));
        Assert.Equal(2, ((JsonArray)await ground.Json("issues/1/comments")).Count);
        Assert.Equal(201, (await ground.Write("POST", "issues/1/comments", Words.DeepClone())).Status);
        Assert.Equal([503, 502, 0, 201], ground.Hub.Log.Where(r => r.Method == "POST").Select(r => r.Status));
    }

    [Fact]
    public async Task Random_faults_are_the_same_for_the_same_seed()
    {
        static async Task<string> Run()
        {
            using var ground = new Ground();
            ground.Hub.Faults.Random(7, 0.5, Fault.BadGateway, Fault.Of(500));
            for (var i = 0; i < 20; i++)
            {
                using var answer = await ground.Get("");
            }

            return string.Join(' ', ground.Hub.Log.Select(r => r.Status));
        }

        var first = await Run();
        Assert.Equal(first, await Run());
        Assert.Contains("200", first, StringComparison.Ordinal);
        Assert.Contains("502", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_not_changed_is_answered_with_304_and_costs_nothing()
    {
        using var ground = new Ground();
        ground.OpenChange();
        using var first = await ground.Get("pulls/1");
        using var second = await ground.Get("pulls/1", etag: first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(Remaining(first), Remaining(second));
        ground.Hub.People.Comment("ben", 1, "hello");
        using var third = await ground.Get("pulls/1", etag: first.Headers.ETag.ToString());
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task Lists_lead_from_page_to_page()
    {
        using var ground = new Ground();
        ground.Hub.People.OpenIssue("anna", "Broken");
        Enumerable.Range(1, 5).ToList().ForEach(i => ground.Hub.People.Comment("anna", 1, $"{i}"));
        var (seen, path) = (new List<string?>(), "issues/1/comments?per_page=2");
        for (var next = path; next is not null;)
        {
            using var answer = await ground.Get(next);
            seen.AddRange(JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsArray().Select(c => (string?)c!["body"]));
            var links = answer.Headers.TryGetValues("Link", out var values) ? values.Single() : "";
            var link = links.Split(", ").FirstOrDefault(l => l.EndsWith("rel=\"next\"", StringComparison.Ordinal));
            next = link is null ? null : new Uri(link[1..link.IndexOf('>', StringComparison.Ordinal)]).PathAndQuery;
        }

        Assert.Equal(["1", "2", "3", "4", "5"], seen);
    }

    [Fact]
    public async Task A_login_without_requests_left_is_told_until_when()
    {
        using var ground = new Ground(o => o with { RateLimit = 2 });
        _ = await ground.Json("");
        _ = await ground.Json("");
        using var answer = await ground.Get("");
        Assert.Equal((HttpStatusCode.Forbidden, "0"), (answer.StatusCode, Remaining(answer)));
        using var other = await ground.Get("", "ben");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task A_former_name_leads_to_the_repository_by_its_id()
    {
        using var ground = new Ground(o => o with { FormerNames = ["octo-org/motor"] });
        using var moved = await ground.Get("/repos/octo-org/motor/branches/main");
        Assert.Equal(HttpStatusCode.MovedPermanently, moved.StatusCode);
        Assert.Equal("main", (string?)(await ground.Json(moved.Headers.Location!.AbsolutePath))["name"]);
        Assert.Equal("main", (string?)(await ground.Json($"/api/v3/repos/{Ground.Repository}/branches/main"))["name"]);
        Assert.Empty(ground.Hub.Violations);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("reader", 403)]
    [InlineData("narrow", 403)]
    [InlineData("anna", 201)]
    public async Task A_token_does_what_it_may(string? login, int expected)
    {
        using var ground = new Ground(o => o with { Accounts = [.. o.Accounts, new("narrow") { Lacks = [Right.Issues] }] });
        ground.Hub.People.OpenIssue("anna", "Broken");
        _ = await ground.Json("issues/1", login);
        Assert.Equal(expected, (await ground.Write("POST", "issues/1/comments", Words.DeepClone(), login)).Status);
    }

    [Fact]
    public async Task Events_are_posted_with_a_signature()
    {
        using var listener = new HttpListener();
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        listener.Prefixes.Add(address.AbsoluteUri);
        listener.Start();
        using var ground = new Ground(o => o with { Webhook = new(address, "secret") });
        ground.OpenChange();
        var (kind, body, signature) = await ReceiveAsync(listener);
        Assert.Equal(("push", "refs/heads/main"), (kind, (string?)JsonNode.Parse(body)!["ref"]));
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("secret"), body)), signature);
        (kind, body, _) = await ReceiveAsync(listener);
        Assert.Equal(("push", "refs/heads/topic"), (kind, (string?)JsonNode.Parse(body)!["ref"]));
        (kind, body, _) = await ReceiveAsync(listener);
        Assert.Equal(("pull_request", "opened"), (kind, (string?)JsonNode.Parse(body)!["action"]));
    }

    private static async Task<(string? Kind, byte[] Body, string? Signature)> ReceiveAsync(HttpListener listener)
    {
        var context = await listener.GetContextAsync();
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body, TestContext.Current.CancellationToken);
        context.Response.Close();
        return (context.Request.Headers["X-GitHub-Event"], body.ToArray(), context.Request.Headers["X-Hub-Signature-256"]);
    }

    [Fact]
    public async Task Tests_of_another_process_have_the_same_by_HTTP()
    {
        using var ground = new Ground();
        ground.Push("topic", "b.txt", "new\n");
        await ground.Write("POST", "/_test/pushes", new JsonObject { ["login"] = "anna", ["branch"] = "topic" }, null);
        var (_, pull) = await ground.Write("POST", "/_test/pulls", new JsonObject { ["login"] = "anna", ["head"] = "topic", ["base"] = "main" }, null);
        Assert.Equal(1, (int)pull!["number"]!);
        Assert.Equal(422, (await ground.Write("POST", "/_test/reviews", new JsonObject { ["login"] = "anna", ["number"] = 1, ["event"] = "APPROVE" }, null)).Status);
        await ground.Write("POST", "/_test/faults", new JsonObject { ["method"] = "GET", ["path"] = "/pulls", ["status"] = 500 }, null);
        Assert.Equal(500, (await ground.Write("GET", "pulls", null)).Status);
        Assert.Single((JsonArray)await ground.Json("/_test/requests"));
        Assert.Empty((JsonArray)await ground.Json("/_test/violations"));
    }

    private static string Remaining(HttpResponseMessage answer) => answer.Headers.GetValues("X-RateLimit-Remaining").Single();

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
