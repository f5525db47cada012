using System.Text.Json.Nodes;
using Harness.GitHubServer;
using Harness.Testing;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary><c>harness-reviewer review</c> against a GitHub of the tests.</summary>
public sealed class ReviewTests : IDisposable
{
    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task What_is_green_and_on_own_ground_is_approved_once()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();

        var first = await desk.ReviewAsync(number);
        var second = await desk.ReviewAsync(number);

        Assert.Equal((0, "approved"), (first.Exit, (string?)first.Verdict!["verdict"]));
        Assert.NotEmpty(first.Verdict["published"]!.AsArray());
        Assert.Empty(second.Verdict!["published"]!.AsArray());
        var review = Assert.Single((await desk.GetAsync($"pulls/{number}/reviews")).AsArray());
        Assert.Equal(("APPROVED", desk.HeadOf(), Desk.Bot), ((string?)review!["state"], (string?)review["commit_id"], (string?)review["user"]!["login"]));
        Assert.Single((await desk.GetAsync($"issues/{number}/comments")).AsArray());
        var check = Assert.Single(await ChecksAsync());
        Assert.Equal("success", (string?)check!["conclusion"]);
    }

    [Theory]
    [InlineData(null, 3, "waiting")]
    [InlineData("failure", 1, "changes-requested")]
    public async Task What_is_not_green_gets_no_architect(string? conclusion, int exit, string verdict)
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate(conclusion);

        var outcome = await desk.ReviewAsync(number, "--", "/bin/false");

        Assert.Equal((exit, verdict, "not-asked"), (outcome.Exit, (string?)outcome.Verdict!["verdict"], (string?)outcome.Verdict["architect"]));
    }

    [Fact]
    public async Task A_draft_waits_and_gets_no_architect()
    {
        desk.Push(Desk.Sql, "feat/x", ChangeRepository.Sql, start: "main");
        desk.Gate();
        await desk.SendAsync(HttpMethod.Post, "pulls", new JsonObject { ["title"] = "A change", ["head"] = "feat/x", ["base"] = "main", ["draft"] = true });

        var outcome = await desk.ReviewAsync(1, "--", "/bin/false");

        Assert.Equal((3, "waiting", "not-asked"), (outcome.Exit, (string?)outcome.Verdict!["verdict"], (string?)outcome.Verdict["architect"]));
        Assert.Contains("it is a draft", outcome.Verdict["reasons"]!.AsArray().Select(r => (string?)r!["text"]));
        Assert.DoesNotContain((await desk.GetAsync("pulls/1/reviews")).AsArray(), r => (string?)r!["state"] == "APPROVED");
    }

    private async Task<JsonNode?[]> ChecksAsync() =>
        [.. (await desk.GetAsync($"commits/{desk.HeadOf()}/check-runs"))["check_runs"]!.AsArray().Where(r => (string?)r!["name"] == "harness-reviewer")];
}
