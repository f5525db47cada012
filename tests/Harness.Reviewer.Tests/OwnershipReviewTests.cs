using System.Text.Json.Nodes;
using Harness.GitHubServer;
using Harness.GitHubServer.Faults;
using Harness.Testing;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary>Foreign ground, consent, and everything that takes an approval back.</summary>
public sealed class OwnershipReviewTests : IDisposable
{
    private const string Label = "Crate ownership violation";
    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Foreign_ground_waits_for_its_owner_and_a_push_asks_again()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Storage);
        desk.Gate();

        Assert.Equal(1, (await desk.ReviewAsync(number)).Exit);
        Assert.Equal([Label], await LabelsAsync(number));
        var comment = Assert.Single((await desk.GetAsync($"pulls/{number}/comments")).AsArray())!;
        Assert.Equal((ChangeRepository.Storage, 2, "RIGHT"), ((string?)comment["path"], (int?)comment["line"], (string?)comment["side"]));

        desk.Hub.People.Approve(Desk.Storage, number);
        Assert.Equal(0, (await desk.ReviewAsync(number)).Exit);
        Assert.Empty(await LabelsAsync(number));
        Assert.Equal("APPROVED", await LastOwnAsync(number));

        desk.Push(Desk.Sql, "feat/x", ChangeRepository.Storage);
        desk.Gate();
        Assert.Equal(1, (await desk.ReviewAsync(number)).Exit);
        Assert.Equal([Label], await LabelsAsync(number));
        Assert.Equal("CHANGES_REQUESTED", await LastOwnAsync(number));
        Assert.Single((await desk.GetAsync($"issues/{number}/comments")).AsArray());
    }

    [Fact]
    public async Task What_breaks_another_rule_on_own_ground_is_no_violation_of_ownership()
    {
        using var strict = new Desk("[[forbid]]\nfrom = [\"storage\"]\nto = [\"serde\"]\nbecause = \"x\"\n");
        var number = strict.Open(Desk.Storage, "crates/storage/Cargo.toml", text: ChangeRepository.Manifest("storage", "[dependencies]\nserde = \"1\"\n"));
        strict.Gate();

        var outcome = await strict.ReviewAsync(number);

        Assert.Equal((1, "changes-requested"), (outcome.Exit, (string?)outcome.Verdict!["verdict"]));
        Assert.Contains("HRN2003", outcome.Verdict["reasons"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((await strict.GetAsync($"issues/{number}/labels")).AsArray());
    }

    [Fact]
    public async Task A_push_to_what_was_approved_takes_the_approval_back_before_the_checks_have_ended()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        await desk.ReviewAsync(number);
        desk.Push(Desk.Sql, "feat/x", ChangeRepository.Sql);

        Assert.Equal(3, (await desk.ReviewAsync(number)).Exit);

        Assert.Equal("DISMISSED", await LastOwnAsync(number));
        Assert.Empty((await desk.ReviewAsync(number)).Verdict!["published"]!.AsArray());
    }

    [Fact]
    public async Task Where_it_may_not_dismiss_it_says_no_in_the_place_of_its_yes()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        await desk.ReviewAsync(number);
        desk.Push(Desk.Sql, "feat/x", ChangeRepository.Sql);
        desk.Hub.Faults.Next("PUT", "/pulls/*/reviews/*/dismissals", Fault.Of(403));

        Assert.Equal(3, (await desk.ReviewAsync(number)).Exit);

        Assert.Equal("CHANGES_REQUESTED", await LastOwnAsync(number));
    }

    [Fact]
    public async Task A_push_by_another_is_a_hand_in_it()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Push(Desk.Storage, "feat/x", "crates/sql/src/more.rs", "pub fn more() {}\n");
        desk.Gate();

        var outcome = await desk.ReviewAsync(number);

        Assert.Equal(1, outcome.Exit);
        Assert.Contains("'master-db'", (string?)outcome.Verdict!["reasons"]![0]!["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("owner", "crates = [\"sql\"]")]
    [InlineData("advisor", "")]
    public async Task A_reviewer_whose_approval_would_be_consent_gives_none(string role, string owns)
    {
        var policy = desk.Git.Run("show", "main:harness.toml").Replace("role = \"reviewer\"", $"role = \"{role}\"\n{owns}", StringComparison.Ordinal).Replace("[agents.app-dev]\ncrates = [\"sql\"]", "[agents.app-dev]\npaths = [\"docs/**\"]", StringComparison.Ordinal);
        desk.Git.Run("reset", "-q", "--hard", "main");
        desk.Git.Write("harness.toml", policy + "\n").Write("docs/a.md", "a\n").Commit("roles");
        var number = desk.Open(Desk.Sql, "docs/b.md", text: "b\n");
        desk.Gate();

        var outcome = await desk.ReviewAsync(number);

        Assert.Equal(2, outcome.Exit);
        Assert.Contains("so that its approval would be consent", outcome.Verdict!["reasons"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((await desk.GetAsync($"pulls/{number}/reviews")).AsArray());
    }

    [Fact]
    public async Task A_retarget_is_judged_for_the_branch_that_the_policy_guards()
    {
        desk.Git.Run("branch", "side", "main");
        var number = desk.Open(Desk.Sql, ChangeRepository.Storage);
        desk.Gate();
        await desk.ReviewAsync(number);
        await desk.SendAsync(HttpMethod.Patch, $"pulls/{number}", new JsonObject { ["base"] = "side" });

        var outcome = await desk.ReviewAsync(number);

        Assert.Equal((1, "main"), (outcome.Exit, (string?)outcome.Verdict!["branch"]));
    }

    [Fact]
    public async Task The_host_merges_by_itself_only_where_the_policy_says_so_and_a_token_may()
    {
        using var willing = new Desk("auto-merge = true\n");
        var number = willing.Open(Desk.Sql, ChangeRepository.Sql);
        willing.Hub.People.Protect("main", JsonNode.Parse("""
            {
              "required_status_checks": { "strict": false, "contexts": ["later"] }, "enforce_admins": true, "required_pull_request_reviews": null, "restrictions": null
            }
            """)!.AsObject());
        willing.Gate();

        var without = await willing.ReviewAsync(number);
        Assert.Contains("HARNESS_MERGE_TOKEN is not set", without.Error, StringComparison.Ordinal);
        willing.Variables["HARNESS_MERGE_TOKEN"] = "token-of-merger";
        var with = await willing.ReviewAsync(number);
        Assert.Equal([$"turned auto-merge of #{number} on, by rebase"], with.Verdict!["published"]!.AsArray().Select(p => (string?)p));
        Assert.Empty((await willing.ReviewAsync(number)).Verdict!["published"]!.AsArray());
        Assert.Equal("rebase", (string?)(await willing.GetAsync($"pulls/{number}"))["auto_merge"]!["merge_method"]);

        var other = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        desk.Variables["HARNESS_MERGE_TOKEN"] = "token-of-merger";
        await desk.ReviewAsync(other);
        Assert.Null((await desk.GetAsync($"pulls/{other}"))["auto_merge"]);
    }

    [Fact]
    public async Task Where_nothing_is_left_to_wait_for_it_is_merged_at_once()
    {
        using var willing = new Desk("auto-merge = true\n");
        var number = willing.Open(Desk.Sql, ChangeRepository.Sql);
        willing.Gate();
        willing.Variables["HARNESS_MERGE_TOKEN"] = "token-of-merger";

        var outcome = await willing.ReviewAsync(number);

        Assert.Equal($"merged #{number} by rebase: nothing was left to wait for", (string?)outcome.Verdict!["published"]!.AsArray()[^1]);
        Assert.True((bool?)(await willing.GetAsync($"pulls/{number}"))["merged"]);
    }

    private async Task<IEnumerable<string?>> LabelsAsync(int number) => (await desk.GetAsync($"issues/{number}/labels")).AsArray().Select(l => (string?)l!["name"]);

    private async Task<string?> LastOwnAsync(int number) =>
        (string?)(await desk.GetAsync($"pulls/{number}/reviews")).AsArray().Last(r => (string?)r!["user"]!["login"] == Desk.Bot)!["state"];
}
