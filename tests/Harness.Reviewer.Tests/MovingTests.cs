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

    // Three times in a step, and the command tries the step three times.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(9, 2)]
    public async Task What_moves_is_judged_anew_until_it_moves_too_often(int moves, int exit)
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        architect.HoldsEachTime();
        var running = desk.ReviewAsync(number, architect.Command);
        var head = "";
        for (var i = 0; i < moves; i++)
        {
            await architect.HeldAsync(running);
            head = desk.Push(Desk.Sql, "feat/x", ChangeRepository.Sql);
            desk.Gate();
            architect.LetGo();
        }

        if (exit == 0)
        {
            await architect.HeldAsync(running);
            architect.LetGo();
        }

        var outcome = await running;

        Assert.Equal((exit, exit == 0 ? moves + 1 : moves), (outcome.Exit, architect.Asked));
        var approved = (await desk.GetAsync($"pulls/{number}/reviews")).AsArray().Select(r => ((string?)r!["state"], (string?)r["commit_id"]));
        Assert.Equal(exit == 0 ? [("APPROVED", head)] : [], approved);
        Assert.Equal(exit != 0, outcome.Error.Contains($"#{number} moves faster than it can be judged: run again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_closed_while_the_architect_reads_gets_no_review()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        var running = await BeginAsync(number);
        desk.Hub.People.Close(Desk.Sql, number);
        architect.LetGo();

        await running;

        Assert.Empty((await desk.GetAsync($"pulls/{number}/reviews")).AsArray());
    }

    private async Task<Task<(int Exit, JsonNode? Verdict, string Error)>> BeginAsync(int number)
    {
        architect.Holds();
        var running = desk.ReviewAsync(number, architect.Command);
        await architect.HeldAsync();
        return running;
    }
}
