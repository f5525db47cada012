using System.Text.Json.Nodes;
using Harness.Testing;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary>Two reviewers that look at one pull request at the same time, as a service that is restarted, or one beside a step in a workflow.</summary>
public sealed class TwinTests : IDisposable
{
    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData(ChangeRepository.Storage, 1, "CHANGES_REQUESTED")]
    [InlineData(ChangeRepository.Sql, 0, "APPROVED")]
    public async Task They_leave_one_review_one_summary_and_no_comment_twice(string file, int exit, string state)
    {
        var number = desk.Open(Desk.Sql, file);
        desk.Gate();
        desk.Hub.Faults.Together("POST", "/pulls/*/reviews", 2);
        desk.Hub.Faults.Together("POST", "/issues/*/comments", 2);

        var outcomes = await Task.WhenAll(desk.ReviewAsync(number), desk.ReviewAsync(number));

        Assert.Equal([exit, exit], outcomes.Select(o => o.Exit));
        var reviews = (await desk.GetAsync($"pulls/{number}/reviews")).AsArray();
        Assert.Equal(["DISMISSED", state], reviews.Select(r => (string?)r!["state"]));
        Assert.Equal(exit, (await desk.GetAsync($"pulls/{number}/comments")).AsArray().Count);
        Assert.Single((await desk.GetAsync($"issues/{number}/comments")).AsArray());
        Assert.Empty((await desk.ReviewAsync(number)).Verdict!["published"]!.AsArray());
    }

    [Fact]
    public async Task What_two_left_that_were_cut_off_before_they_looked_again_the_next_run_takes_back()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        await desk.ReviewAsync(number);
        var body = (string?)(await desk.GetAsync($"pulls/{number}/reviews"))[0]!["body"];
        desk.Hub.People.Review(Desk.Bot, number, "APPROVE", body!);
        desk.Hub.People.Review(Desk.Storage, number, "APPROVE", body!);

        var published = (await desk.ReviewAsync(number)).Verdict!["published"]!.AsArray();

        Assert.StartsWith("took back a second review of ", (string?)Assert.Single(published), StringComparison.Ordinal);
        Assert.Equal(["DISMISSED", "APPROVED", "APPROVED"], (await desk.GetAsync($"pulls/{number}/reviews")).AsArray().Select(r => (string?)r!["state"]));
        Assert.Empty((await desk.ReviewAsync(number)).Verdict!["published"]!.AsArray());
    }
}
