using System.Text.Json.Nodes;
using Harness.GitHubServer.Faults;
using Harness.Testing;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary>Whatever goes wrong at a request that writes, the run gets through or the next one finishes it, and nothing stands there twice.</summary>
public sealed class CutOffTests : IDisposable
{
    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    private static readonly string[] Requests =
        ["POST /pulls/*/reviews", "POST /issues/*/comments", "PATCH /issues/comments/*", "POST /labels", "POST /issues/*/labels", "DELETE /issues/*/labels/*", "POST /check-runs", "PATCH /check-runs/*"];

    private static readonly string[] Kinds = ["502", "502 after", "closed", "closed after", "429", "403"];

    /// <summary>Every request with every trouble; where a person waits, each request and each trouble once at least.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> Troubles =>
        from request in Enumerable.Range(0, Requests.Length)
        from kind in Enumerable.Range(0, Kinds.Length)
        where LongRun.IsAsked || kind == (request + 1) % Kinds.Length
        select new TheoryDataRow<string, string>(Requests[request], Kinds[kind]);

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task A_request_in_trouble_leaves_nothing_undone_and_nothing_doubled(string request, string trouble)
    {
        var (method, path) = (request.Split(' ')[0], request.Split(' ')[1]);
        var number = desk.Open(Desk.Sql, ChangeRepository.Storage);
        desk.Gate();

        desk.Hub.Faults.Next(method, path, FaultOf(trouble));
        var first = await desk.ReviewAsync(number);
        desk.Hub.People.Approve(Desk.Storage, number);
        var second = await desk.ReviewAsync(number);
        desk.Hub.Faults.Clear();
        var third = await desk.ReviewAsync(number);
        var fourth = await desk.ReviewAsync(number);

        Assert.Contains(first.Exit, new[] { 1, 2 });
        Assert.Contains(second.Exit, new[] { 0, 2 });
        Assert.Equal((0, "approved"), (third.Exit, (string?)third.Verdict!["verdict"]));
        Assert.Empty(fourth.Verdict!["published"]!.AsArray());
        await CheckAsync(number);
    }

    [Fact]
    public async Task Fifty_notes_go_at_once_and_what_was_cut_off_between_two_batches_is_gone_on_with()
    {
        desk.Git.Run("checkout", "-q", "--detach", "main");
        foreach (var i in Enumerable.Range(0, 120))
        {
            desk.Git.Write($"crates/storage/src/m{i}.rs", $"pub fn f{i}() {{}}\n");
        }

        var head = desk.Git.Commit("many");
        desk.Git.Run("checkout", "-q", "main");
        desk.Hub.People.Push(Desk.Sql, "feat/x", head);
        var number = desk.Hub.People.Open(Desk.Sql, "feat/x", "main");
        desk.Gate();
        desk.Hub.Faults.Next("PATCH", "/check-runs/*", Fault.Slow(TimeSpan.FromMilliseconds(1)));
        desk.Hub.Faults.Next("PATCH", "/check-runs/*", Fault.Of(403));

        Assert.Equal(2, (await desk.ReviewAsync(number)).Exit);
        Assert.Equal(1, (await desk.ReviewAsync(number)).Exit);

        var check = await OwnCheckAsync(head);
        Assert.Equal((120, "failure"), ((int?)check["output"]!["annotations_count"], (string?)check["conclusion"]));
        Assert.Equal(40, (await desk.GetAsync($"pulls/{number}/comments?per_page=100")).AsArray().Count);
        Assert.Contains("40 findings at the lines below", (string?)(await desk.GetAsync($"pulls/{number}/reviews"))[0]!["body"], StringComparison.Ordinal);
        Assert.All(desk.Hub.Log.Where(r => r.Path.Contains("/check-runs/", StringComparison.Ordinal) && r.Method == "PATCH"), r => Assert.InRange(JsonNode.Parse(r.Body)!["output"]!["annotations"]?.AsArray().Count ?? 0, 0, 50));
    }

    private static Fault FaultOf(string trouble) => trouble switch
    {
        "502" => Fault.BadGateway,
        "502 after" => Fault.BadGateway.AfterDoing(),
        "closed" => Fault.Closed,
        "closed after" => Fault.Closed.AfterDoing(),
        "429" => Fault.Of(429, TimeSpan.FromSeconds(20)),
        _ => Fault.SecondaryLimit(TimeSpan.FromSeconds(20)),
    };

    private async Task CheckAsync(int number)
    {
        Assert.Single((await desk.GetAsync($"issues/{number}/comments")).AsArray());
        Assert.Empty((await desk.GetAsync($"issues/{number}/labels")).AsArray());
        Assert.InRange((await desk.GetAsync($"pulls/{number}/comments")).AsArray().Count, 0, 1);
        var own = (await desk.GetAsync($"pulls/{number}/reviews")).AsArray().Where(r => (string?)r!["user"]!["login"] == Desk.Bot).ToArray();
        Assert.Equal("APPROVED", (string?)own[^1]!["state"]);
        Assert.Single(own, r => (string?)r!["state"] == "APPROVED");
        Assert.InRange(own.Count(r => (string?)r!["state"] == "CHANGES_REQUESTED"), 0, 1);
        Assert.Equal("success", (string?)(await OwnCheckAsync(desk.HeadOf()))["conclusion"]);
    }

    private async Task<JsonNode> OwnCheckAsync(string head) =>
        (await desk.GetAsync($"commits/{head}/check-runs"))["check_runs"]!.AsArray().Where(r => (string?)r!["name"] == "harness-reviewer").MaxBy(r => (long)r!["id"]!)!;
}
