using System.Text.Json.Nodes;
using Xunit;

namespace Harness.GitHubServer.Tests;

/// <summary>Pull requests follow their branches, and are merged in git.</summary>
public sealed class PullRequestTests
{
    private const string Dismissing = """
        { "required_status_checks": null, "enforce_admins": true, "restrictions": null,
          "required_pull_request_reviews": { "dismiss_stale_reviews": true, "required_approving_review_count": 1 } }
        """;

    [Fact]
    public async Task A_push_makes_a_new_merge_ref_and_a_conflict_takes_it_away()
    {
        using var ground = new Ground();
        ground.OpenChange();
        var (head, merge) = (ground.Tip("refs/pull/1/head"), ground.Tip("refs/pull/1/merge"));
        Assert.Equal(ground.Tip("topic"), head);
        Assert.Equal($"{ground.Tip("main")} {head}", ground.Tip($"{merge}^@").Replace('\n', ' '));
        var pushed = ground.Push("topic", "b.txt", "new\n");
        Assert.Equal(pushed, (string?)(await ground.Json("pulls/1"))["head"]!["sha"]);
        Assert.Equal(pushed, ground.Tip("refs/pull/1/merge^2"));
        ground.Push("main", "a.txt", "all else\n");
        Assert.False((bool)(await ground.Json("pulls/1"))["mergeable"]!);
        Assert.Throws<InvalidOperationException>(() => ground.Tip("refs/pull/1/merge"));
        Assert.Equal(405, (await ground.Write("PUT", "pulls/1/merge", new JsonObject())).Status);
    }

    [Theory]
    [InlineData("merge", 2)]
    [InlineData("squash", 1)]
    [InlineData("rebase", 1)]
    public async Task Each_way_to_merge_brings_all_changes_to_the_base(string method, int parents)
    {
        using var ground = new Ground();
        ground.OpenChange();
        ground.Push("topic", "b.txt", "new\n");
        ground.Push("main", "c.txt", "meanwhile\n");
        var (before, head) = (ground.Tip("main"), ground.Tip("topic"));
        var (status, body) = await ground.Write("PUT", "pulls/1/merge", new JsonObject { ["merge_method"] = method, ["sha"] = head });
        Assert.Equal(200, status);
        Assert.Equal(ground.Tip("main"), (string?)body!["sha"]);
        Assert.Equal(parents, ground.Tip("main^@").Split('\n').Length);
        Assert.Equal("a.txt\nb.txt\nc.txt", ground.Work.Run("--git-dir", ground.Origin, "ls-tree", "--name-only", "main"));
        Assert.Equal(method == "rebase" ? "2" : "1", ground.Work.Run("--git-dir", ground.Origin, "rev-list", "--first-parent", "--count", $"{before}..main"));
        foreach (var commit in ground.Work.Run("--git-dir", ground.Origin, "rev-list", $"{before}..main").Split('\n').Append(head))
        {
            Assert.Equal(1, (int)Assert.Single((JsonArray)await ground.Json($"commits/{commit}/pulls"))!["number"]!);
        }

        Assert.Empty((JsonArray)await ground.Json($"commits/{before}/pulls"));
        Assert.Equal("pr_merge", (string?)(await ground.Json("activity?ref=main"))[0]!["activity_type"]);
        Assert.Equal("anna", (string?)(await ground.Json("pulls/1"))["merged_by"]!["login"]);
    }

    [Fact]
    public async Task Who_pushes_the_head_to_the_base_merges_the_pull_request()
    {
        using var ground = new Ground();
        ground.OpenChange();
        ground.Work.Run("push", "-q", "origin", "topic:main");
        ground.Hub.People.Pushed("ben", "main");
        var pull = await ground.Json("pulls/1");
        Assert.True((bool)pull["merged"]!);
        Assert.Equal("ben", (string?)pull["merged_by"]!["login"]);
        Assert.Single((JsonArray)await ground.Json("pulls/1/files"));
        Assert.Single((JsonArray)await ground.Json("pulls/1/commits"));
    }

    [Fact]
    public async Task Movements_are_told_apart_and_known_by_who_pushed()
    {
        using var ground = new Ground();
        ground.Push("topic", "b.txt", "one\n");
        ground.Hub.People.Pushed("anna", "topic");
        ground.Work.Run("commit", "-q", "--amend", "-m", "Otherwise");
        ground.Work.Run("push", "-q", "-f", "origin", "topic");
        ground.Hub.People.Pushed("ben", "topic");
        var activity = (JsonArray)await ground.Json("activity?ref=refs/heads/topic");
        Assert.Equal(["force_push ben", "branch_creation anna"], activity.Select(a => $"{a!["activity_type"]} {a["actor"]!["login"]}"));
    }

    [Fact]
    public async Task A_push_dismisses_approvals_where_the_protection_says_so()
    {
        using var ground = new Ground();
        ground.OpenChange();
        ground.Hub.People.Protect("main", JsonNode.Parse(Dismissing)!.AsObject());
        Assert.Equal("blocked", (string?)(await ground.Json("pulls/1"))["mergeable_state"]);
        ground.Hub.People.Approve("owner", 1);
        Assert.Equal("clean", (string?)(await ground.Json("pulls/1"))["mergeable_state"]);
        ground.Push("topic", "b.txt", "new\n");
        Assert.Equal("DISMISSED", (string?)(await ground.Json("pulls/1/reviews"))[0]!["state"]);
        Assert.Equal(405, (await ground.Write("PUT", "pulls/1/merge", new JsonObject())).Status);
    }

    [Fact]
    public async Task A_pull_request_that_waits_is_merged_once_its_check_passes()
    {
        using var ground = new Ground();
        ground.OpenChange();
        var protection = JsonNode.Parse("""{ "required_status_checks": { "strict": false, "contexts": ["harness"] } }""")!.AsObject();
        ground.Hub.People.Protect("main", protection);
        var id = (string?)(await ground.Json("pulls/1"))["node_id"];
        var input = new JsonObject { ["pullRequestId"] = id, ["mergeMethod"] = "SQUASH", ["expectedHeadOid"] = ground.Tip("topic") };
        var mutation = new JsonObject
        {
            ["query"] = "mutation($input: EnablePullRequestAutoMergeInput!) { enablePullRequestAutoMerge(input: $input) { clientMutationId } }",
            ["variables"] = new JsonObject { ["input"] = input },
        };
        var (_, enabled) = await ground.Write("POST", "/graphql", mutation);
        Assert.Null(enabled!["errors"]);
        Assert.Equal("squash", (string?)(await ground.Json("pulls/1"))["auto_merge"]!["merge_method"]);
        ground.Hub.People.Check("github-actions[bot]", ground.Tip("topic"), "harness", "success");
        Assert.True((bool)(await ground.Json("pulls/1"))["merged"]!);
        var (_, other) = await ground.Write("POST", "/graphql", new JsonObject { ["query"] = "{ viewer { login } }" });
        Assert.NotEmpty(other!["errors"]!.AsArray());
    }

    [Fact]
    public async Task A_pull_request_of_a_fork_outlives_the_fork()
    {
        using var ground = new Ground();
        ground.Push("topic", "b.txt", "new\n");
        var fork = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(ground.Origin))!, "stranger", "engine");
        ground.Work.Run("clone", "-q", "--bare", ground.Origin, fork);
        ground.Hub.People.Open("stranger", "stranger:topic", "main");
        Assert.Equal("stranger/engine", (string?)(await ground.Json("pulls/1"))["head"]!["repo"]!["full_name"]);
        Directory.Move(fork, fork + ".gone");
        Assert.Null((await ground.Json("pulls/1"))["head"]!["repo"]);
        Assert.Equal(ground.Tip("topic"), ground.Tip("refs/pull/1/head"));
        Assert.Empty(ground.Hub.Violations);
    }
}
