using Harness.GitHubServer.Faults;
using Harness.Testing;
using Markdig;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary>Pull requests that are odd, or meant to be: nothing is approved by accident, and what is shown does nothing.</summary>
public sealed class HostileReviewTests : IDisposable
{
    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task A_fork_is_judged_by_its_author_and_so_is_one_that_is_gone()
    {
        var (fork, head) = (desk.ForkOf("stranger"), CommitOf(ChangeRepository.Sql, "pub fn stranger() {}\n"));
        desk.Git.Run("clone", "-q", "--bare", desk.Repository.Path, fork);
        desk.Git.Run("push", "-q", fork, $"{head}:refs/heads/topic");
        var number = desk.Hub.People.Open("stranger", "stranger:topic", "main");
        desk.Hub.People.Check(Desk.Actions, head, "gate", "success");

        var outcome = await desk.ReviewAsync(number);
        Assert.Equal(1, outcome.Exit);
        Assert.Contains("stranger", (string?)outcome.Verdict!["reasons"]![0]!["text"], StringComparison.Ordinal);

        Directory.Delete(fork, recursive: true);
        outcome = await desk.ReviewAsync(number);
        Assert.Equal(1, outcome.Exit);
        Assert.Empty(outcome.Verdict!["published"]!.AsArray());
    }

    [Fact]
    public async Task The_reviewer_s_own_change_is_someone_else_s_to_review()
    {
        var number = desk.Open(Desk.Bot, ChangeRepository.Sql);
        desk.Gate();

        var outcome = await desk.ReviewAsync(number);

        Assert.NotEqual(0, outcome.Exit);
        Assert.Contains("had a hand in it: someone else has to review it", outcome.Verdict!["reasons"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain((await desk.GetAsync($"pulls/{number}/reviews")).AsArray(), r => (string?)r!["state"] == "APPROVED");
    }

    [Theory]
    [InlineData("merged")]
    [InlineData("closed")]
    public async Task What_is_no_longer_open_is_not_touched(string how)
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        if (how == "merged")
        {
            desk.Hub.People.Merge(Desk.Sql, number);
        }
        else
        {
            desk.Hub.People.Close(Desk.Sql, number);
        }

        var outcome = await desk.ReviewAsync(number);

        Assert.Equal((2, $"harness-reviewer: #{number} is {how}\n"), (outcome.Exit, outcome.Error));
        Assert.DoesNotContain(desk.Hub.Log, r => r.Method != "GET");
    }

    [Fact]
    public async Task A_conflict_is_the_author_s_to_mend()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql, text: "pub fn mine() {}\n");
        desk.Git.Run("reset", "-q", "--hard", "main");
        desk.Git.Write(ChangeRepository.Sql, "pub fn theirs() {}\n").Commit("theirs");
        desk.Gate();

        var outcome = await desk.ReviewAsync(number);

        Assert.Equal((1, "changes-requested"), (outcome.Exit, (string?)outcome.Verdict!["verdict"]));
        Assert.Contains("conflicts with", (string?)outcome.Verdict["reasons"]![0]!["text"], StringComparison.Ordinal);
        Assert.Contains("rebase first", (string?)(await desk.GetAsync($"pulls/{number}/reviews"))[0]!["body"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_that_cannot_be_read_is_an_error()
    {
        var number = desk.Open(Desk.Sql, "crates/sql/Cargo.toml", text: "[package\n");
        desk.Gate();

        var outcome = await desk.ReviewAsync(number);

        Assert.Equal((2, "error"), (outcome.Exit, (string?)outcome.Verdict!["verdict"]));
        Assert.Empty((await desk.GetAsync($"pulls/{number}/reviews")).AsArray());
        Assert.Empty((await desk.ReviewAsync(number)).Verdict!["published"]!.AsArray());
    }

    [Fact]
    public async Task A_binary_file_and_a_deleted_one_have_no_line_to_comment_on()
    {
        desk.Git.Write("crates/storage/README.md", "Storage.\n").Commit("readme");
        desk.Git.Run("checkout", "-q", "--detach", "main");
        File.WriteAllBytes(desk.Git.Combine("crates/storage/src/blob.bin"), [0, 0xFF, 0xFE, 0]);
        File.Delete(desk.Git.Combine("crates/storage/README.md"));
        var head = desk.Git.Commit("odd");
        desk.Git.Run("checkout", "-q", "main");
        desk.Hub.People.Push(Desk.Sql, "feat/x", head);
        var number = desk.Hub.People.Open(Desk.Sql, "feat/x", "main");
        desk.Gate();

        var outcome = await desk.ReviewAsync(number);

        Assert.Equal(1, outcome.Exit);
        Assert.Empty((await desk.GetAsync($"pulls/{number}/comments")).AsArray());
        var body = (string)(await desk.GetAsync($"pulls/{number}/reviews"))[0]!["body"]!;
        Assert.Contains("crates/storage/src/blob.bin", body, StringComparison.Ordinal);
        Assert.Contains("crates/storage/README.md", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_changes_nothing_is_no_trouble()
    {
        desk.Git.Run("checkout", "-q", "--detach", "main");
        var head = desk.Git.Commit("empty");
        desk.Git.Run("checkout", "-q", "main");
        desk.Hub.People.Push(Desk.Sql, "feat/x", head);
        var number = desk.Hub.People.Open(Desk.Sql, "feat/x", "main");
        desk.Gate();

        Assert.Equal(0, (await desk.ReviewAsync(number)).Exit);
    }

    [Fact]
    public async Task Of_more_files_than_the_host_lists_each_is_judged_and_the_texts_keep_their_bounds()
    {
        desk.Git.Run("checkout", "-q", "--detach", "main");
        foreach (var i in Enumerable.Range(0, 3_100))
        {
            desk.Git.Write($"crates/storage/src/many/f{i}.rs", "pub fn f() {}\n");
        }

        var head = desk.Git.Commit("many");
        desk.Git.Run("checkout", "-q", "main");
        desk.Hub.People.Push(Desk.Sql, "feat/x", head);
        var number = desk.Hub.People.Open(Desk.Sql, "feat/x", "main");
        desk.Gate();

        var outcome = await desk.ReviewAsync(number);

        Assert.Equal((1, 3_100), (outcome.Exit, (int?)outcome.Verdict!["brought"]!["error"]));
        Assert.InRange(((string)(await desk.GetAsync($"issues/{number}/comments"))[0]!["body"]!).Length, 1_000, 65_000);
        Assert.Empty((await desk.ReviewAsync(number)).Verdict!["published"]!.AsArray());
    }

    [Fact]
    public async Task Of_more_commits_than_the_host_tells_of_nobody_knows_who_made_them()
    {
        desk.Git.Run("checkout", "-q", "--detach", "main");
        foreach (var i in Enumerable.Range(0, 250))
        {
            desk.Git.Run("commit", "-q", "--allow-empty", "-m", $"{i}");
        }

        var head = desk.Git.Run("rev-parse", "HEAD");
        desk.Git.Run("checkout", "-q", "main");
        desk.Hub.People.Push(Desk.Sql, "feat/x", head);
        var number = desk.Hub.People.Open(Desk.Sql, "feat/x", "main");
        desk.Gate();

        var outcome = await desk.ReviewAsync(number);

        Assert.Equal(1, outcome.Exit);
        Assert.EndsWith("has 250 commits or more, and the host tells of no more who made them: split it", (string?)outcome.Verdict!["reasons"]![0]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_and_titles_are_shown_and_do_nothing()
    {
        const string Hostile = "crates/storage/src/@boss `a` |b| <img src=x onerror=y> ](http:evil) #1 \u202Etxt.rs";
        desk.Git.Run("checkout", "-q", "--detach", "main");
        desk.Git.Write(Hostile, "<!-- harness-reviewer summary -->\n");
        var head = desk.Git.Commit("odd");
        desk.Git.Run("checkout", "-q", "main");
        desk.Hub.People.Push(Desk.Sql, "feat/x", head);
        var number = desk.Hub.People.Open(Desk.Sql, "feat/x", "main", "-->\n<script>@boss</script> ::error::x " + new string('x', 200));
        desk.Gate();

        var outcome = await desk.ReviewAsync(number);

        Assert.Equal(1, outcome.Exit);
        var texts = new[] { $"pulls/{number}/reviews", $"pulls/{number}/comments", $"issues/{number}/comments" }
            .Select(async p => (await desk.GetAsync(p)).AsArray().Select(c => (string)c!["body"]!).ToArray());
        foreach (var text in (await Task.WhenAll(texts)).SelectMany(t => t))
        {
            var html = Markdown.ToHtml(text, new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().Build());
            Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<a ", html, StringComparison.Ordinal);
            Assert.DoesNotContain("@boss", html, StringComparison.Ordinal);
            Assert.DoesNotContain('\u202E', html);
        }
    }

    [Fact]
    public async Task Someone_else_s_summary_is_not_the_reviewer_s()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        desk.Hub.People.Comment(Desk.Sql, number, "<!-- harness-reviewer summary -->\n## Harness review: approved");

        await desk.ReviewAsync(number);

        Assert.Equal(2, (await desk.GetAsync($"issues/{number}/comments")).AsArray().Count);
    }

    [Theory]
    [InlineData("a status of that name", 3)]
    [InlineData("another app's", 3)]
    [InlineData("one red among two", 1)]
    [InlineData("skipped", 0)]
    public async Task A_required_check_is_the_app_s_own(string how, int exit)
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        var head = desk.HeadOf();
        switch (how)
        {
            case "a status of that name":
                desk.Hub.People.Status(Desk.Sql, head, "gate", "success");
                break;
            case "another app's":
                desk.Hub.People.Check(Desk.Bot, head, "gate", "success");
                break;
            case "skipped":
                desk.Gate("skipped");
                break;
            default:
                desk.Gate();
                desk.Gate("failure");
                break;
        }

        Assert.Equal(exit, (await desk.ReviewAsync(number)).Exit);
    }

    [Theory]
    [InlineData("", 3, "no check has reported: name those to wait for")]
    [InlineData("checks = []\n", 0, "")]
    public async Task Without_checks_nobody_is_approved_unless_the_policy_says_that_there_are_none(string checks, int exit, string reason)
    {
        var policy = desk.Git.Run("show", "main:harness.toml").Replace("checks = [{ name = \"gate\", app = \"github-actions\" }]", checks.TrimEnd(), StringComparison.Ordinal);
        desk.Git.Run("reset", "-q", "--hard", "main");
        desk.Git.Write("harness.toml", policy + "\n").Commit("checks");
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);

        var outcome = await desk.ReviewAsync(number);

        Assert.Equal(exit, outcome.Exit);
        Assert.Contains(reason, outcome.Verdict!["reasons"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token-of-reader", "the token lacks the right")]
    [InlineData("n0-such-token", "the token is wrong or has expired")]
    public async Task A_token_without_the_right_is_told_which(string token, string complaint)
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        desk.Variables["HARNESS_TOKEN"] = token;

        var outcome = await desk.ReviewAsync(number, "--login", "reader");

        Assert.Equal(2, outcome.Exit);
        Assert.Contains(complaint, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(token, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_that_was_renamed_is_called_by_its_name_of_now()
    {
        using var renamed = new Desk(configure: o => o with { FormerNames = ["old/name"] });

        var (exit, _, error) = await renamed.RunAsync("review", "--pr", "1", "--repository", "old/name");

        Assert.Equal(2, exit);
        Assert.Contains(Desk.Name, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_no_answer_is_exit_2()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        foreach (var _ in Enumerable.Range(0, 20))
        {
            desk.Hub.Faults.Next("GET", "/pulls/*", Fault.Of(503));
        }

        var outcome = await desk.ReviewAsync(number);

        Assert.Equal(2, outcome.Exit);
        Assert.Contains("it answers 503; try again later", outcome.Error, StringComparison.Ordinal);
        desk.Hub.Faults.Clear();
    }

    private string CommitOf(string file, string text)
    {
        desk.Git.Run("checkout", "-q", "--detach", "main");
        var head = desk.Git.Write(file, text).Commit("change");
        desk.Git.Run("checkout", "-q", "main");
        return head;
    }
}
