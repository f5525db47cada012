using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Harness.GitHubServer.Contract;
using Harness.GitHubServer.Endpoints;
using Xunit;

namespace Harness.GitHubServer.Tests;

/// <summary>Every family of operations, walked once and held to GitHub's OpenAPI.</summary>
public sealed class ContractTests
{
    private const string App = "github-actions[bot]";

    [Fact]
    public Task The_repository_and_its_branches() => Walk(async ground =>
    {
        ground.OpenChange();
        foreach (var path in new[]
        {
            "", "branches", "branches?protected=true", "branches/topic", "git/ref/heads/topic", "commits/topic",
            $"commits/{ground.Tip("topic")}/pulls", "compare/main...topic", "activity", "activity?ref=topic&per_page=1", "/users/anna", "/apps/github-actions",
        })
        {
            _ = await ground.Json(path);
        }

        _ = await ground.Json("/user");
        await Expect(201, ground.Write("POST", "git/refs", new JsonObject { ["ref"] = "refs/heads/new", ["sha"] = ground.Tip("main") }));
        await Expect(422, ground.Write("POST", "git/refs", new JsonObject { ["ref"] = "refs/heads/new", ["sha"] = ground.Tip("main") }));
        await Expect(404, ground.Write("GET", "branches/none", null));
    });

    [Fact]
    public Task Protection_and_rulesets() => Walk(async ground =>
    {
        const string protection = """
            { "required_status_checks": { "strict": true, "contexts": [], "checks": [{ "context": "harness" }] }, "enforce_admins": true,
              "required_pull_request_reviews": { "required_approving_review_count": 1, "dismiss_stale_reviews": true }, "restrictions": null }
            """;
        await Expect(404, ground.Write("GET", "branches/main/protection", null, "owner"));
        await Expect(200, ground.Write("PUT", "branches/main/protection", JsonNode.Parse(protection), "owner"));
        await Expect(403, ground.Write("PUT", "branches/main/protection", JsonNode.Parse(protection)));
        Assert.True((bool)(await ground.Json("branches/main/protection", "owner"))["enforce_admins"]!["enabled"]!);
        Assert.True((bool)(await ground.Json("branches/main"))["protected"]!);
        await Expect(204, ground.Write("DELETE", "branches/main/protection", null, "owner"));
        const string ruleset = """
            { "name": "main", "target": "branch", "enforcement": "active", "conditions": { "ref_name": { "include": ["~DEFAULT_BRANCH"], "exclude": [] } },
              "bypass_actors": [{ "actor_id": 5, "actor_type": "RepositoryRole", "bypass_mode": "always" }],
              "rules": [{ "type": "deletion" }, { "type": "required_linear_history" },
                { "type": "required_status_checks",
                  "parameters": { "strict_required_status_checks_policy": false, "required_status_checks": [{ "context": "harness" }] } }] }
            """;
        var id = (long)(await Expect(201, ground.Write("POST", "rulesets", JsonNode.Parse(ruleset), "owner")))!["id"]!;
        Assert.Equal(3, ((JsonArray)await ground.Json("rules/branches/main")).Count);
        Assert.Single((JsonArray)await ground.Json("rulesets"));
        Assert.Null((await ground.Json($"rulesets/{id}"))["bypass_actors"]);
        Assert.NotNull((await ground.Json($"rulesets/{id}", "owner"))["bypass_actors"]);
        await Expect(200, ground.Write("PUT", $"rulesets/{id}", new JsonObject { ["enforcement"] = "disabled" }, "owner"));
        Assert.Empty((JsonArray)await ground.Json("rules/branches/main"));
        await Expect(204, ground.Write("DELETE", $"rulesets/{id}", null, "owner"));
    });

    [Fact]
    public Task Pull_requests_and_their_reviews() => Walk(async ground =>
    {
        ground.Push("topic", "b.txt", "new\n");
        var opened = await Expect(201, ground.Write("POST", "pulls", new JsonObject { ["title"] = "A", ["head"] = "topic", ["base"] = "main" }));
        var pull = $"pulls/{opened!["number"]}";
        await Expect(422, ground.Write("POST", "pulls", new JsonObject { ["title"] = "A", ["head"] = "topic", ["base"] = "main" }));
        var review = new JsonObject
        {
            ["event"] = "COMMENT",
            ["body"] = "see",
            ["commit_id"] = ground.Tip("topic"),
            ["comments"] = new JsonArray(new JsonObject { ["path"] = "b.txt", ["line"] = 1, ["side"] = "RIGHT", ["body"] = "here" }),
        };
        var id = (long)(await Expect(200, ground.Write("POST", $"{pull}/reviews", review, App)))!["id"]!;
        await Expect(200, ground.Write("PUT", $"{pull}/reviews/{id}", new JsonObject { ["body"] = "seen" }, App));
        var comment = new JsonObject { ["path"] = "b.txt", ["line"] = 1, ["commit_id"] = ground.Tip("topic"), ["body"] = "also" };
        await Expect(201, ground.Write("POST", $"{pull}/comments", comment, App));
        foreach (var path in new[] { "", "/files", "/commits", "/reviews", $"/reviews/{id}", $"/reviews/{id}/comments", "/comments", "/requested_reviewers" })
        {
            _ = await ground.Json(pull + path);
        }

        await Expect(201, ground.Write("POST", $"{pull}/requested_reviewers", new JsonObject { ["reviewers"] = new JsonArray("owner") }));
        await Expect(422, ground.Write("POST", $"{pull}/requested_reviewers", new JsonObject { ["reviewers"] = new JsonArray("anna") }));
        await Expect(200, ground.Write("DELETE", $"{pull}/requested_reviewers", new JsonObject { ["reviewers"] = new JsonArray("owner") }));
        var blocking = ground.Hub.People.Review("owner", 1, "REQUEST_CHANGES", "no");
        await Expect(200, ground.Write("PUT", $"{pull}/reviews/{blocking}/dismissals", new JsonObject { ["message"] = "done" }, "owner"));
        await Expect(200, ground.Write("PATCH", pull, new JsonObject { ["title"] = "B" }));
        await Expect(404, ground.Write("GET", $"{pull}/merge", null));
        await Expect(409, ground.Write("PUT", $"{pull}/merge", new JsonObject { ["sha"] = ground.Tip("main") }));
        await Expect(200, ground.Write("PUT", $"{pull}/merge", new JsonObject { ["merge_method"] = "squash" }));
        await Expect(204, ground.Write("GET", $"{pull}/merge", null));
        await Expect(405, ground.Write("PUT", $"{pull}/merge", new JsonObject()));
        Assert.True((bool)(await ground.Json(pull))["merged"]!);
        Assert.Single((JsonArray)await ground.Json("pulls?state=closed&sort=updated"));
    });

    [Fact]
    public Task Issues_comments_and_labels() => Walk(async ground =>
    {
        var issue = $"issues/{ground.Hub.People.OpenIssue("anna", "Broken")}";
        ground.OpenChange();
        _ = await ground.Json("issues/2");
        var id = (long)(await Expect(201, ground.Write("POST", $"{issue}/comments", new JsonObject { ["body"] = "one" }, App)))!["id"]!;
        await Expect(200, ground.Write("PATCH", $"issues/comments/{id}", new JsonObject { ["body"] = "two" }, App));
        Assert.Single((JsonArray)await ground.Json($"{issue}/comments"));
        await Expect(204, ground.Write("DELETE", $"issues/comments/{id}", null, App));
        await Expect(201, ground.Write("POST", "labels", new JsonObject { ["name"] = "blocked", ["color"] = "ff0000" }));
        await Expect(422, ground.Write("POST", "labels", new JsonObject { ["name"] = "blocked" }));
        _ = await ground.Json("labels");
        _ = await ground.Json("labels/blocked");
        await Expect(200, ground.Write("POST", $"{issue}/labels", new JsonObject { ["labels"] = new JsonArray("blocked", "a/b") }));
        await Expect(200, ground.Write("DELETE", $"{issue}/labels/a%2Fb", null));
        await Expect(404, ground.Write("DELETE", $"{issue}/labels/none", null));
        await Expect(200, ground.Write("PUT", $"{issue}/labels", new JsonObject { ["labels"] = new JsonArray("open") }));
        Assert.Single((JsonArray)await ground.Json($"{issue}/labels"));
        await Expect(204, ground.Write("DELETE", $"{issue}/labels", null));
    });

    [Fact]
    public Task Checks_statuses_and_code_scanning() => Walk(async ground =>
    {
        ground.OpenChange();
        var head = ground.Tip("topic");
        var run = new JsonObject { ["name"] = "harness", ["head_sha"] = head, ["status"] = "in_progress" };
        await Expect(403, ground.Write("POST", "check-runs", run.DeepClone()));
        var id = (long)(await Expect(201, ground.Write("POST", "check-runs", run.DeepClone(), App)))!["id"]!;
        var note = new JsonObject { ["path"] = "a.txt", ["start_line"] = 10, ["end_line"] = 10, ["annotation_level"] = "failure", ["message"] = "no" };
        var output = new JsonObject { ["title"] = "1", ["summary"] = "1", ["annotations"] = new JsonArray(note) };
        var done = new JsonObject { ["conclusion"] = "failure", ["output"] = output };
        await Expect(200, ground.Write("PATCH", $"check-runs/{id}", done.DeepClone(), App));
        await Expect(403, ground.Write("PATCH", $"check-runs/{id}", done, "other[bot]"));
        _ = await ground.Json($"check-runs/{id}");
        Assert.Single((JsonArray)await ground.Json($"check-runs/{id}/annotations"));
        Assert.Equal(1, (int)(await ground.Json($"commits/{head}/check-runs?filter=latest&check_name=harness&app_id=15368"))["total_count"]!);
        await Expect(201, ground.Write("POST", $"statuses/{head}", new JsonObject { ["state"] = "success", ["context"] = "ci" }));
        _ = await ground.Json($"commits/{head}/statuses");
        Assert.Equal("success", (string?)(await ground.Json($"commits/{head}/status"))["state"]);
        var sarif = new JsonObject { ["commit_sha"] = head, ["ref"] = "refs/heads/topic", ["sarif"] = Pack("{}") };
        var upload = await Expect(202, ground.Write("POST", "code-scanning/sarifs", sarif, App));
        Assert.Equal("pending", (string?)(await ground.Json($"code-scanning/sarifs/{upload!["id"]}"))["processing_status"]);
        Assert.Equal("complete", (string?)(await ground.Json($"code-scanning/sarifs/{upload["id"]}"))["processing_status"]);
    });

    [Fact]
    public async Task What_breaks_the_contract_is_found()
    {
        using var ground = Held();
        ground.OpenChange();
        await ground.Write("POST", "pulls/1/reviews", new JsonObject { ["event"] = "COMMENT", ["body"] = "x", ["coments"] = new JsonArray() });
        await ground.Write("POST", "labels", new JsonObject { ["name"] = 3 });
        await ground.Write("GET", "pulls?stat=all", null);
        await ground.Write("GET", "pulls?per_page=many", null);
        await ground.Write("GET", "pull/1", null);
        Assert.Equal(["#/coments", "#/name", "?stat", "?per_page", ""], ground.Hub.Violations.Select(v => v.Path));
        Assert.All(ground.Hub.Violations, v => Assert.Equal(Side.Request, v.Side));
    }

    [Fact]
    public void Every_operation_that_is_served_is_one_of_GitHub_s()
    {
        var document = Document();
        Assert.Empty(Api.Routes.Where(r => document.Operation(r.Method, r.Template) is null).Select(r => $"{r.Method} {r.Template}"));
    }

    [Fact]
    public void A_wrong_answer_is_found()
    {
        var contract = new OpenApiContract(Document());
        const string template = "/repos/{owner}/{repo}/labels/{name}";
        const string right = """{"id":1,"node_id":"L","url":"http://x/","name":"n","description":null,"color":"f","default":false}""";
        contract.CheckAnswer("GET", template, 200, "application/json; charset=utf-8", right);
        Assert.Empty(contract.Violations);
        contract.CheckAnswer("GET", template, 200, "application/json; charset=utf-8", right.Replace("\"f\"", "null", StringComparison.Ordinal));
        contract.CheckAnswer("GET", template, 200, "text/plain", right);
        contract.CheckAnswer("GET", template, 203, "application/json; charset=utf-8", right);
        contract.CheckAnswer("GET", template, 404, "application/json; charset=utf-8", "[]");
        Assert.Equal(4, contract.Violations.Count);
    }

    private static OpenApiDocument Document()
    {
        var path = Environment.GetEnvironmentVariable(LocalGitHubOptions.OpenApiVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(path), $"{LocalGitHubOptions.OpenApiVariable} names no OpenAPI");
        return OpenApiDocument.Load(path!);
    }

    private static Ground Held()
    {
        var ground = new Ground();
        if (!ground.Hub.IsHeld)
        {
            ground.Dispose();
            Assert.Skip($"{LocalGitHubOptions.OpenApiVariable} names no OpenAPI");
        }

        return ground;
    }

    private static async Task Walk(Func<Ground, Task> walk)
    {
        using var ground = Held();
        await walk(ground);
        Assert.Empty(ground.Hub.Violations);
    }

    private static async Task<JsonNode?> Expect(int status, Task<(int Status, JsonNode? Body)> asked)
    {
        var (actual, body) = await asked;
        Assert.True(actual == status, $"{actual} instead of {status}: {body}");
        return body;
    }

    private static string Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var pack = new GZipStream(packed, CompressionMode.Compress))
        {
            pack.Write(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToBase64String(packed.ToArray());
    }
}
