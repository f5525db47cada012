using System.Globalization;
using System.Text.RegularExpressions;
using Harness.GitHubServer;
using Harness.GitHubServer.Faults;
using Harness.Testing;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary>
/// A day with many pull requests of two agents, on a host in trouble: answers get lost before and after something was done, limits are reached,
/// the service is restarted twice. In the end every open pull request has the verdict that a calm run would give it, and none has it twice.
/// </summary>
public sealed partial class DayTests : IDisposable
{
    private static readonly int PullRequests = LongRun.Choose(few: 14, all: 39);
    private const double Trouble = 0.08;
    private readonly int port = RunningService.FindPort();
    private readonly ScriptedArchitect architect = new();
    private readonly Desk desk;

    public DayTests() => desk = new Desk(configure: o => o with { Webhook = new WebhookTarget(RunningService.HookAt(port), RunningService.Secret) });

    public void Dispose()
    {
        desk.Dispose();
        architect.Dispose();
    }

    [Fact]
    public async Task No_review_is_lost_and_none_is_given_twice()
    {
        await WorkAsync();
        desk.Hub.Faults.Random(PullRequests, Trouble);
        var service = await StartAsync();
        await service.UntilIdleAsync();
        desk.Hub.Faults.Clear();
        await service.SweepAsync();
        await service.DisposeAsync();

        var (open, merged) = (await AllAsync("pulls?state=open"), await AllAsync("pulls?state=closed"));
        Assert.Equal(PullRequests, open.Length + merged.Length);
        Assert.NotEmpty(open);
        Assert.NotEmpty(merged);
        var verdicts = new List<string>();
        foreach (var number in open)
        {
            // Whatever the service came to, a calm run has nothing to add.
            var (_, verdict, error) = await desk.ReviewAsync(number, architect.Command);
            Assert.Equal("", error);
            Assert.Empty(verdict!["published"]!.AsArray());
            verdicts.Add((string)verdict["verdict"]!);
        }

        Assert.Equal(["approved", "changes-requested", "waiting"], verdicts.Distinct().Order(StringComparer.Ordinal));
        var reviews = 0;
        foreach (var number in open.Concat(merged))
        {
            reviews += await CheckTracesAsync(number);
        }

        var log = desk.Hub.Log;
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{PullRequests} pull requests, {merged.Length} merged: {reviews} reviews, {architect.Asked} questions to the architect; {log.Count} requests, "
            + $"{log.Count(r => r.Status == 304)} of them unchanged, {log.Count(r => r.Status is 0 or 403 or 429 or >= 500)} in trouble; {desk.Hub.Deliveries.Count} events"));
    }

    // Two agents work in turns. A third of the changes touches the other's ground, a quarter breaks the gate at first; most of it is mended, and what is approved is merged now and then.
    private async Task WorkAsync()
    {
        var service = await StartAsync();
        var chance = new Random(39);
        for (var n = 1; n <= PullRequests; n++)
        {
            desk.Hub.Faults.Random(n, Trouble);
            var (own, other) = n % 2 == 0 ? (Desk.Sql, Desk.Storage) : (Desk.Storage, Desk.Sql);
            var (isForeign, isBroken, branch) = (chance.Next(3) == 0, chance.Next(4) == 0, $"feat/{n}");
            var number = desk.Open(own, Ground(isForeign ? other : own, n), branch, $"pub fn f{n}() {{}}\n");
            desk.Gate(isBroken ? "failure" : chance.Next(6) == 0 ? null : "success", branch);
            if (isForeign && chance.Next(2) == 0)
            {
                desk.Hub.People.Approve(other, number);
            }

            if (isBroken && chance.Next(2) == 0)
            {
                desk.Push(own, branch, Ground(own, n + 100), "pub fn mended() {}\n");
                desk.Gate(branch: branch);
            }

            if (n % 4 == 0)
            {
                await service.UntilAsync(() => service.Said.Contains($"#{number}: ", StringComparison.Ordinal));
            }

            if (n % 13 == 0)
            {
                // Whatever it is at: what was cut off is the next one's to finish.
                await service.DisposeAsync();
                desk.Hub.Faults.Clear();
                await MergeApprovedAsync();
                service = await StartAsync();
            }
        }

        await service.DisposeAsync();
    }

    private static string Ground(string agent, int n) => $"crates/{(agent == Desk.Sql ? "sql" : "storage")}/src/m{n}.rs";

    private Task<RunningService> StartAsync() => RunningService.StartAsync(desk, port, ["--poll", "86400", .. architect.Command]);

    private async Task MergeApprovedAsync()
    {
        foreach (var number in (await AllAsync("pulls?state=open")).Take(6))
        {
            var pull = await desk.GetAsync($"pulls/{number}");
            var reviews = (await desk.GetAsync($"pulls/{number}/reviews?per_page=100")).AsArray();
            if (reviews.Any(r => (string?)r!["user"]!["login"] == Desk.Bot && (string?)r["state"] == "APPROVED" && (string?)r["commit_id"] == (string?)pull["head"]!["sha"]))
            {
                desk.Hub.People.Merge(Desk.Advisor, number, MergeMethod.Rebase);
            }
        }
    }

    private async Task<int[]> AllAsync(string path) => [.. (await desk.GetAsync(path + "&per_page=100")).AsArray().Select(p => (int)p!["number"]!).Order()];

    // One summary, no review said again for the same head, and one check run of the head that is not said again.
    private async Task<int> CheckTracesAsync(int number)
    {
        var comments = (await desk.GetAsync($"issues/{number}/comments?per_page=100")).AsArray();
        Assert.Single(comments, c => (string?)c!["user"]!["login"] == Desk.Bot);
        var marks = (await desk.GetAsync($"pulls/{number}/reviews?per_page=100")).AsArray()
            .Where(r => (string?)r!["user"]!["login"] == Desk.Bot)
            .Select(r => $"{r!["commit_id"]} {Mark().Match((string)r["body"]!).Value}")
            .ToArray();
        Assert.Equal(marks, marks.Distinct());
        return marks.Length;
    }

    [GeneratedRegex("^<!-- harness-reviewer [0-9a-f]{16} -->")]
    private static partial Regex Mark();
}
