using System.Text.Json.Nodes;
using Harness.Testing;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary>What moves between judging and publishing: nothing is approved that nobody looked at.</summary>
public sealed class MovingTests : IDisposable
{
    private readonly Desk desk = new();
    private readonly ScriptedArchitect architect = new();

    public void Dispose()
    {
        desk.Dispose();
        architect.Dispose();
    }

    [Fact]
    public async Task A_push_while_the_architect_reads_is_judged_and_the_earlier_head_is_not_approved()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        var running = await BeginAsync(number);
        var head = desk.Push(Desk.Sql, "feat/x", ChangeRepository.Sql);
        desk.Gate();
        architect.LetGo();

        var outcome = await running;

        Assert.Equal((0, head, 2), (outcome.Exit, (string?)outcome.Verdict!["head"], architect.Asked));
        var review = Assert.Single((await desk.GetAsync($"pulls/{number}/reviews")).AsArray());
        Assert.Equal(("APPROVED", head), ((string?)review!["state"], (string?)review["commit_id"]));
    }

    [Fact]
    public async Task Another_target_while_the_architect_reads_is_judged_by_its_own_policy()
    {
        var policy = desk.Git.Run("show", "main:harness.toml").Replace("[branches]", "[branches]\nstable = \"release\"", StringComparison.Ordinal);
        desk.Git.Run("checkout", "-q", "-b", "release");
        desk.Git.Write("harness.toml", policy + "\n# of the release\n").Commit("release");
        desk.Git.Run("checkout", "-q", "main");
        desk.Git.Write("harness.toml", policy).Commit("name the release");
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        var running = await BeginAsync(number);
        await desk.SendAsync(HttpMethod.Patch, $"pulls/{number}", new JsonObject { ["base"] = "release" });
        architect.LetGo();

        var outcome = await running;

        Assert.Equal("release", (string?)outcome.Verdict!["branch"]);
    }

    private async Task<Task<(int Exit, JsonNode? Verdict, string Error)>> BeginAsync(int number)
    {
        architect.Holds();
        var running = desk.ReviewAsync(number, architect.Command);
        await architect.HeldAsync();
        return running;
    }
}
