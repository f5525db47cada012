using System.Text.Json.Nodes;
using Xunit;

namespace Harness.GitHubServer.Tests;

/// <summary>What rulesets and checks let through.</summary>
public sealed class RuleTests
{
    private const string App = "github-actions[bot]";

    [Theory]
    [InlineData("""{ "type": "required_linear_history" }""", "merge", 405)]
    [InlineData("""{ "type": "required_linear_history" }""", "rebase", 200)]
    [InlineData("""{ "type": "pull_request", "parameters": { "required_approving_review_count": 1 } }""", "merge", 405)]
    [InlineData("""{ "type": "pull_request", "parameters": { "required_approving_review_count": 0, "allowed_merge_methods": ["rebase"] } }""", "squash", 405)]
    [InlineData("""{ "type": "merge_queue" }""", "merge", 405)]
    [InlineData("""{ "type": "non_fast_forward" }""", "merge", 200)]
    public async Task A_rule_lets_a_merge_through_or_not(string rule, string method, int expected)
    {
        using var ground = new Ground();
        ground.OpenChange();
        ground.Hub.People.AddRuleset(Ruleset(rule));
        Assert.Equal(expected, (await ground.Write("PUT", "pulls/1/merge", new JsonObject { ["merge_method"] = method })).Status);
    }

    [Fact]
    public async Task A_required_check_counts_only_from_the_app_that_is_named()
    {
        using var ground = new Ground();
        ground.OpenChange();
        ground.Hub.People.AddRuleset(Ruleset("""
            { "type": "required_status_checks", "parameters": {
                "strict_required_status_checks_policy": true, "required_status_checks": [{ "context": "harness", "integration_id": 15368 }] } }
            """));
        ground.Hub.People.Check("other[bot]", ground.Tip("topic"), "harness", "success");
        ground.Hub.People.Status("anna", ground.Tip("topic"), "harness", "success");
        Assert.Equal("blocked", (string?)(await ground.Json("pulls/1"))["mergeable_state"]);
        ground.Hub.People.Check(App, ground.Tip("topic"), "harness", "success");
        Assert.Equal("clean", (string?)(await ground.Json("pulls/1"))["mergeable_state"]);
        ground.Push("main", "c.txt", "meanwhile\n");
        Assert.Equal("behind", (string?)(await ground.Json("pulls/1"))["mergeable_state"]);
    }

    [Fact]
    public async Task More_than_fifty_annotations_are_refused_and_nothing_is_made()
    {
        using var ground = new Ground();
        var notes = Enumerable.Range(1, 51).Select(JsonNode (i) => new JsonObject
        {
            ["path"] = "a.txt", ["start_line"] = i, ["end_line"] = i, ["annotation_level"] = "notice", ["message"] = "m",
        });
        var output = new JsonObject { ["title"] = "t", ["summary"] = "s", ["annotations"] = new JsonArray([.. notes]) };
        var run = new JsonObject { ["name"] = "harness", ["head_sha"] = ground.Tip("main"), ["output"] = output };
        Assert.Equal(422, (await ground.Write("POST", "check-runs", run, App)).Status);
        Assert.Equal(0, (int)(await ground.Json("commits/main/check-runs"))["total_count"]!);
    }

    [Fact]
    public async Task Whether_a_pull_request_merges_is_known_at_the_second_look()
    {
        using var ground = new Ground(o => o with { Settings = RepositorySettings.LateMergeability });
        ground.OpenChange();
        var first = await ground.Json("pulls/1");
        Assert.Equal((null, "unknown"), ((bool?)first["mergeable"], (string?)first["mergeable_state"]));
        Assert.True((bool)(await ground.Json("pulls/1"))["mergeable"]!);
    }

    [Fact]
    public async Task Requests_at_once_are_done_one_after_the_other()
    {
        using var ground = new Ground();
        ground.Hub.People.OpenIssue("anna", "Broken");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ground.Write("POST", "issues/1/comments", new JsonObject { ["body"] = $"{i}" })));
        Assert.Equal(20, answers.Select(a => (long)a.Body!["id"]!).Distinct().Count());
    }

    private static JsonObject Ruleset(string rule) => JsonNode.Parse($$"""
        { "name": "r", "enforcement": "active", "conditions": { "ref_name": { "include": ["refs/heads/ma*"], "exclude": [] } }, "rules": [{{rule}}] }
        """)!.AsObject();
}
