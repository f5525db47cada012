using Harness.GitHubServer;
using Harness.Testing;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary><c>harness-reviewer audit</c>.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly Desk desk = new();

    public AuditTests() => desk.Variables["HARNESS_REVERT_TOKEN"] = "token-of-reverter[bot]";

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData(MergeMethod.Merge)]
    [InlineData(MergeMethod.Squash)]
    [InlineData(MergeMethod.Rebase)]
    public async Task What_was_approved_green_and_own_is_in_order(MergeMethod method)
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Push(Desk.Sql, "feat/x", "crates/sql/src/more.rs", "pub fn more() {}\n");
        desk.Gate();
        await desk.ReviewAsync(number);
        desk.Hub.People.Merge(Desk.Sql, number, method);

        Assert.Equal((0, $"#{number} A change: in order\n", ""), await desk.RunAsync("audit"));
    }

    [Theory]
    [InlineData(MergeMethod.Merge)]
    [InlineData(MergeMethod.Squash)]
    [InlineData(MergeMethod.Rebase)]
    public async Task What_was_merged_past_the_rules_gets_one_pull_request_that_undoes_all_of_it(MergeMethod method)
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Storage);
        desk.Push(Desk.Sql, "feat/x", "crates/storage/src/more.rs", "pub fn more() {}\n");
        desk.Gate("failure");
        desk.Hub.People.Merge(Desk.Sql, number, method);
        Later();

        var printed = await desk.RunAsync("audit");
        Assert.Equal(1, printed.Exit);
        Assert.Contains($"#{number} A change: slipped through\n  nobody but who made it has approved exactly ", printed.Output, StringComparison.Ordinal);
        Assert.Contains("  the check 'gate' failed: mend what it says\n  HRN3001: ", printed.Output, StringComparison.Ordinal);

        var applied = await desk.RunAsync("audit", "--apply");
        Assert.Equal(("", 1), (applied.Error, applied.Exit));
        var revert = Assert.Single((await desk.GetAsync("pulls")).AsArray())!;
        Assert.Contains($"  its revert is #{revert["number"]}\n", applied.Output, StringComparison.Ordinal);
        Assert.Equal("reverter[bot]", (string?)revert["user"]!["login"]);
        Assert.Contains($"Reverts #{number}.", (string?)revert["body"], StringComparison.Ordinal);
        var branch = (string)revert["head"]!["ref"]!;
        Assert.Equal(["crates/storage/src/lib.rs", "crates/storage/src/more.rs"], desk.Git.Run("diff", "--name-only", "main", branch).Split('\n'));
        Assert.Equal("", desk.Git.Run("diff", "--name-only", "main~" + (method == MergeMethod.Rebase ? 3 : 2), branch, "--", "crates/storage"));

        await desk.RunAsync("audit", "--apply");
        Assert.Single((await desk.GetAsync("pulls?state=all")).AsArray(), p => (string?)p!["head"]!["ref"] == branch);
    }

    [Fact]
    public async Task An_advisor_s_reason_is_recorded_and_nobody_else_s()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Storage);
        desk.Hub.People.Merge(Desk.Sql, number);
        desk.Hub.People.Comment(Desk.Sql, number, "harness-bypass: I am in a hurry");
        Assert.Equal(1, (await desk.RunAsync("audit")).Exit);

        desk.Hub.People.Comment(Desk.Advisor, number, "harness-bypass: the disk was full, see the incident");

        var outcome = await desk.RunAsync("audit", "--apply");
        Assert.Equal(0, outcome.Exit);
        Assert.StartsWith($"#{number} A change: let past the rules by 'boss': the disk was full, see the incident\n", outcome.Output, StringComparison.Ordinal);
        Assert.Empty((await desk.GetAsync("pulls")).AsArray());
    }

    // The host takes a pull request for merged as soon as its head is reachable from the target, whatever came with it.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_more_than_the_head_landed_is_not_its_pull_request_s(bool isForged)
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        await desk.ReviewAsync(number);
        desk.Git.Run("checkout", "-q", "--detach", "main");
        desk.Git.Run("merge", "-q", "--no-ff", "-m", "merge", "feat/x");
        if (isForged)
        {
            desk.Git.Write("crates/sql/src/more.rs", "pub fn unseen() {}\n").Run("add", "-A");
            desk.Git.Run("commit", "-q", "--amend", "--no-edit");
        }

        desk.Hub.People.Push(Desk.Storage, "main", desk.HeadOf("HEAD"));
        desk.Git.Run("checkout", "-q", "main");

        var (exit, output, error) = await desk.RunAsync("audit");

        Assert.Equal("", error);
        if (isForged)
        {
            Assert.Equal(1, exit);
            Assert.Contains($"#{number} A change: slipped through\n  merging {desk.HeadOf()[..12]} gives other files than {desk.HeadOf("main")[..12]} has\n", output, StringComparison.Ordinal);
            Assert.Contains("HRN3001: Someone unknown changes 'crates/sql/src/lib.rs'", output, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal((0, $"#{number} A change: in order\n"), (exit, output));
        }
    }

    [Fact]
    public async Task An_approval_of_an_earlier_head_is_none_of_what_was_merged()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        await desk.ReviewAsync(number);
        desk.Push(Desk.Sql, "feat/x", ChangeRepository.Sql);
        desk.Gate();
        desk.Hub.People.Merge(Desk.Sql, number);

        var (exit, output, _) = await desk.RunAsync("audit");

        Assert.Equal(1, exit);
        Assert.Contains("nobody but who made it has approved exactly", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_undone_by_itself_is_said()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Storage);
        desk.Hub.People.Merge(Desk.Sql, number);
        desk.Git.Run("reset", "-q", "--hard", "main");
        desk.Git.Write(ChangeRepository.Storage, "pub fn wholly_new() {}\n").Commit("later");

        var (exit, output, _) = await desk.RunAsync("audit", "--apply");

        Assert.Equal(1, exit);
        Assert.Contains("cannot be undone by itself, for what landed later changes the same lines: revert it by hand", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "HARNESS_REVERT_TOKEN is not set")]
    [InlineData("token-of-" + Desk.Bot, "HARNESS_REVERT_TOKEN is the reviewer's own token")]
    public async Task Who_reviews_does_not_revert(string? token, string complaint)
    {
        desk.Variables["HARNESS_REVERT_TOKEN"] = token ?? "";

        var (exit, _, error) = await desk.RunAsync("audit", "--apply");

        Assert.Equal(2, exit);
        Assert.Contains(complaint, error, StringComparison.Ordinal);
    }

    // Something else lands on top.
    private void Later()
    {
        desk.Git.Run("reset", "-q", "--hard", "main");
        desk.Git.Write("crates/sql/src/later.rs", "pub fn later() {}\n").Commit("later");
    }
}
