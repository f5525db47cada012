using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests.Ci;

/// <summary><c>harness ci</c> on an event of each kind.</summary>
public sealed partial class CiTests : IDisposable
{
    private const string Zeros = "0000000000000000000000000000000000000000";
    private readonly HostFixture host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public void The_gate_passes_the_own_ground_and_checks_nothing_out()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var (number, head) = host.Open(HostFixture.Other);

        var outcome = host.Run("pull_request_target", host.PullRequestEvent(number), "gate");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("#1:\nNo findings in 1 changed path", outcome.Output, StringComparison.Ordinal);
        Assert.StartsWith("## Harness: passed (\\#\u200B1)\n", host.Summary, StringComparison.Ordinal);
        Assert.Equal("findings=0\nnew-findings=0\nsarif-file=\n", host.Outputs);
    }

    [Fact]
    public void The_gate_fails_a_foreign_ground_with_an_annotation_until_its_owner_approves_exactly_this_head()
    {
        host.Repository.Edit(ChangeRepository.Storage);
        var (number, head) = host.Open(HostFixture.Other);
        var payload = host.PullRequestEvent(number);

        var before = host.Run("pull_request_target", payload, "gate");
        Assert.Equal(1, before.ExitCode);
        Assert.Contains("\n::error file=crates/storage/src/lib.rs,line=2,", before.Output, StringComparison.Ordinal);
        Assert.Contains("| **error** | HRN3001", host.Summary, StringComparison.Ordinal);

        host.Hub.People.Review(HostFixture.Owner, number, "APPROVE", commit: host.Git.Run("rev-parse", "main"));
        Assert.Equal(1, host.Run("pull_request_target", payload, "gate").ExitCode);

        host.Hub.People.Approve(HostFixture.Owner, number);
        Assert.Equal(0, host.Run("pull_request_target", payload, "gate").ExitCode);

        host.Hub.People.Review(HostFixture.Owner, number, "REQUEST_CHANGES", "no");
        Assert.Equal(1, host.Run("pull_request_target", payload, "gate").ExitCode);
    }

    [Fact]
    public void A_draft_is_judged_as_any_other()
    {
        host.Repository.Edit(ChangeRepository.Storage);
        var (number, _) = host.Open(HostFixture.Other);
        var payload = host.PullRequestEvent(number);
        payload["pull_request"]!["draft"] = true;

        Assert.Equal(1, host.Run("pull_request_target", payload, "gate").ExitCode);
    }

    [Fact]
    public void A_stale_merge_of_the_host_is_not_believed()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var (number, head) = host.Open(HostFixture.Other);
        host.Git.Run("checkout", "-q", "main");
        host.Git.Write("crates/storage/src/more.rs", "pub fn x() {}\n").Commit("the owner's own");

        var outcome = host.Run("pull_request_target", host.PullRequestEvent(number), "gate");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("No findings in 1 changed path", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pull_request_that_conflicts_or_has_moved_on_is_not_judged()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var (number, head) = host.Open(HostFixture.Other);
        var payload = host.PullRequestEvent(number);
        host.Repository.Edit(ChangeRepository.Sql);
        host.Push(HostFixture.Other);
        Fails(host.Run("pull_request_target", payload, "gate"), "has moved on from");

        host.Git.Run("reset", "-q", "--hard", head);
        host.Git.Run("checkout", "-q", "main");
        host.Git.Write(ChangeRepository.Sql, "pub fn other() {}\n").Commit("conflicting");
        host.Hub.People.Pushed(HostFixture.Other, "main");
        Fails(host.Run("pull_request_target", payload, "gate"), "rebase first");
    }

    [Fact]
    public void A_forced_push_is_the_pusher_s_whole()
    {
        host.Git.Run("checkout", "-q", "main");
        var start = host.Repository.Edit(ChangeRepository.Storage).Commit();
        host.Git.Run("reset", "-q", "--hard", "HEAD~1");
        var after = host.Repository.Edit(ChangeRepository.Sql).Commit();

        var outcome = host.Run("push", HostFixture.PushEvent(start, after, HostFixture.Other), "gate");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("'app-dev' changes 'crates/storage/src/lib.rs', which 'master-db' owns.", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_first_push_of_a_repository_is_judged_as_a_tree_and_a_deletion_not_at_all(bool isNew)
    {
        var tip = host.Git.Run("rev-parse", "main");

        var outcome = host.Run("push", isNew ? HostFixture.PushEvent(Zeros, tip, HostFixture.Other) : HostFixture.PushEvent(tip, Zeros, HostFixture.Other), "gate");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains(isNew ? "No findings.\nExamined 2 crates" : "Nothing to judge: 'main' is deleted.", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_branch_that_is_new_is_judged_as_if_it_were_to_merge()
    {
        host.Repository.Edit(ChangeRepository.Storage);
        var head = host.Push(HostFixture.Other);

        var outcome = host.Run("push", HostFixture.PushEvent(Zeros, head, HostFixture.Other, HostFixture.Branch), "gate");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("'app-dev' changes 'crates/storage/src/lib.rs', which 'master-db' owns.", outcome.Output, StringComparison.Ordinal);
    }

    // A check stands on a commit: whoever could have a policy of his own believed would be green for every pull request of that commit.
    [Fact]
    public void A_branch_that_no_policy_guards_is_no_target_whose_policy_counts()
    {
        host.Git.Run("checkout", "-q", "-b", "mine", "main");
        host.Git.Write("harness.toml", File.ReadAllText(host.Git.Combine("harness.toml"))
            .Replace("[\"master-db[bot]\"]", "[\"master-db[bot]\", \"app-dev[bot]\"]", StringComparison.Ordinal)).Commit("all is mine");
        var start = host.Git.Run("rev-parse", "HEAD");
        host.Git.Run("checkout", "-q", HostFixture.Branch);
        host.Git.Run("reset", "-q", "--hard", "mine");
        host.Repository.Edit(ChangeRepository.Storage);
        var (number, head) = host.Open(HostFixture.Other, target: "mine");

        var pull = host.Gate(number);
        Assert.Equal((1, ""), (pull.ExitCode, pull.Error));
        Assert.Contains("#1, judged against 'main': no policy guards 'mine':\n", pull.Output, StringComparison.Ordinal);
        Assert.Contains("'app-dev' changes 'crates/storage/src/lib.rs', which 'master-db' owns.", pull.Output, StringComparison.Ordinal);

        host.Git.Run("branch", "-f", "mine", head);
        host.Hub.People.Pushed(HostFixture.Other, "mine");
        var push = HostFixture.PushEvent(start, head, HostFixture.Other, "mine");
        Assert.Contains("'app-dev' changes 'crates/storage/src/lib.rs', which 'master-db' owns.", host.Run("push", push, "gate").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_branches_that_the_policy_names_are_targets_of_their_own()
    {
        host.Git.Run("checkout", "-q", "main");
        host.Git.Write("harness.toml", File.ReadAllText(host.Git.Combine("harness.toml")).Replace("[branches]\n", "[branches]\nintegration = \"next\"\n", StringComparison.Ordinal)).Commit("next");
        host.Git.Run("checkout", "-q", "-b", "next");
        host.Git.Write("crates/storage/src/more.rs", "pub fn y() {}\n").Commit("what next has");
        host.Git.Run("checkout", "-q", "-B", HostFixture.Branch);
        host.Repository.Edit(ChangeRepository.Sql);
        var (number, _) = host.Open(HostFixture.Other, target: "next");

        var outcome = host.Gate(number);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("#1:\nNo findings in 1 changed path", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_review_judges_its_pull_request_again()
    {
        host.Repository.Edit(ChangeRepository.Storage);
        var (number, _) = host.Open(HostFixture.Other);
        var payload = host.PullRequestEvent(number, "submitted", HostFixture.Owner);
        Assert.Equal(1, host.Run("pull_request_review", payload, "gate").ExitCode);

        host.Hub.People.Approve(HostFixture.Owner, number);
        Assert.Equal(0, host.Run("pull_request_review", payload, "gate").ExitCode);
    }

    // Their checks would stand on the head of a pull request as well, with nobody's rights judged.
    [Theory]
    [InlineData("workflow_dispatch")]
    [InlineData("schedule")]
    [InlineData("issue_comment")]
    public void An_event_that_brings_nothing_is_none_for_a_gate_and_a_tree_for_a_scan(string name)
    {
        Fails(host.Run(name, [], "gate"), "brings nothing that a gate could judge");

        var scan = host.Run(name, [], "scan");
        Assert.Equal((0, ""), (scan.ExitCode, scan.Error));
        Assert.Contains("No findings.\nExamined 2 crates", scan.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_is_none_for_a_gate()
    {
        var payload = HostFixture.PushEvent(Zeros, host.Git.Run("rev-parse", "main"), HostFixture.Other);
        payload["ref"] = "refs/tags/v1";

        Fails(host.Run("push", payload, "gate"), "push of refs/tags/v1");
    }

    [Fact]
    public void A_scan_uploads_all_of_a_pull_request_with_what_is_new_marked_and_fails_nothing()
    {
        host.Git.Write("crates/storage/Cargo.toml", ChangeRepository.Manifest("storage", "[dependencies]\nsql = { path = \"../sql\" }\n"));
        var (number, head) = host.Open(HostFixture.Other);
        var merge = host.Git.Run("rev-parse", "refs/pull/1/merge");
        var outcome = host.Run("pull_request", host.PullRequestEvent(number), "scan", "--sarif", host.Sarif, "--upload");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        var body = JsonNode.Parse(host.Hub.Log.Single(r => r.Method == "POST").Body)!;
        Assert.Equal((merge, "refs/pull/1/merge"), ((string?)body["commit_sha"], (string?)body["ref"]));
        using var unpacked = new GZipStream(new MemoryStream(Convert.FromBase64String((string)body["sarif"]!)), CompressionMode.Decompress);
        var run = JsonNode.Parse(unpacked)!["runs"]![0]!;
        Assert.Contains(run["results"]!.AsArray(), r => (string?)r!["ruleId"] == "HRN2001" && (string?)r["baselineState"] == "new");
        Assert.Equal(merge, (string?)run["versionControlProvenance"]![0]!["revisionId"]);
        Assert.True(File.Exists(host.Sarif));
        Assert.Contains($"sarif-file={host.Sarif}\n", host.Outputs, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scan_whose_upload_is_refused_says_why_and_fails_except_on_a_fork()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var (number, head) = host.Open(HostFixture.Other);
        host.Token = "token-of-reader";
        var payload = host.PullRequestEvent(number);

        Fails(host.Run("pull_request", payload, "scan", "--sarif", host.Sarif, "--upload"), "Resource not accessible by integration");
        Assert.False(File.Exists(host.Sarif));

        payload["pull_request"]!["head"]!["repo"]!["full_name"] = "stranger/fork";
        var fork = host.Run("pull_request", payload, "scan", "--upload");
        Assert.Equal(0, fork.ExitCode);
        Assert.Contains("is not uploaded", fork.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_a_change_give_the_runner_no_commands()
    {
        host.Git.Write("crates/storage/src/##[set-output name=findings]0,x::y.rs", "x\n");
        var (number, head) = host.Open(HostFixture.Other);

        var output = host.Run("pull_request_target", host.PullRequestEvent(number), "gate").Output;

        var token = StopCommands().Match(output).Groups[1].Value;
        var parts = output.Split($"::{token}::\n");
        Assert.NotEqual("", token);
        Assert.Equal(2, parts.Length);
        Assert.DoesNotContain("##[", parts[0], StringComparison.Ordinal);
        Assert.All(parts[1].TrimEnd('\n').Split('\n'), line => Assert.StartsWith("::", line, StringComparison.Ordinal));
        Assert.StartsWith("::error file=crates/storage/src/##[set-output name=findings]0%2Cx%3A%3Ay.rs,line=1,", parts[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_commit_that_cannot_be_understood_fails_and_leaves_no_report()
    {
        host.Git.Write("crates/sql/Cargo.toml", "= broken\n");
        var (number, head) = host.Open(HostFixture.Other);
        File.WriteAllText(host.Sarif, "old");

        var outcome = host.Run("pull_request", host.PullRequestEvent(number), "scan", "--sarif", host.Sarif);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("error[HRN0002]", outcome.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(host.Sarif));
        Assert.StartsWith("## Harness could not judge", host.Summary, StringComparison.Ordinal);
        Assert.Equal("", host.Outputs);
    }

    [Theory]
    [InlineData("pull_request_target", "{}")]
    [InlineData("pull_request_target", "[]")]
    [InlineData("pull_request_target", "not json")]
    [InlineData("pull_request_target", """{"pull_request":{"number":1,"user":{"login":"a"},"head":{"sha":"--upload-pack=x","ref":"x"},"base":{"ref":"main"}}}""")]
    [InlineData("pull_request_target", """{"pull_request":{"number":1,"user":{"login":"a"},"head":{"sha":"5d41402abc4b2a76b9719d911017c592aaaaaaaa","ref":"x"},"base":{"ref":"--upload-pack=touch"}}}""")]
    [InlineData("pull_request_target", """{"pull_request":{"number":1,"user":{"login":"a"},"head":{"sha":"5d41402abc4b2a76b9719d911017c592aaaaaaaa","ref":"x"},"base":{"ref":"a:refs/heads/b"}}}""")]
    [InlineData("pull_request_target", """{"pull_request":{"number":1,"user":{"login":"a"},"head":{"sha":"5d41402abc4b2a76b9719d911017c592aaaaaaaa","ref":"x"},"base":{"ref":"main"}}}""")]
    [InlineData("push", """{"ref":"refs/heads/main","before":"x","after":"y","sender":{"login":"a"}}""")]
    [InlineData("push", """{"ref":"refs/heads/main\n","before":"0000000000000000000000000000000000000000","after":"5d41402abc4b2a76b9719d911017c592aaaaaaaa","sender":{"login":"a"}}""")]
    [InlineData("merge_group", """{"merge_group":{"base_sha":"5d41402abc4b2a76b9719d911017c592aaaaaaaa"}}""")]
    public void An_event_that_is_not_what_its_kind_says_is_one_line_and_exit_2(string name, string payload) => Fails(host.RunRaw(name, payload, "gate"), "the event");

    [Fact]
    public void Without_a_run_of_GitHub_it_says_what_to_use_instead()
    {
        var outcome = HarnessCommand.RunWith([KeyValuePair.Create("GITHUB_EVENT_NAME", "")], host.Repository.Path, "ci", "gate");

        Fails(outcome, "elsewhere use 'harness check --base'");
    }

    [Fact]
    public void The_token_is_sent_and_never_printed()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var (number, _) = host.Open(HostFixture.Other);
        Assert.Equal(0, host.Gate(number).ExitCode);
        Assert.All(host.Hub.Log.Where(r => r.Login != "boss"), r => Assert.Equal("github-actions[bot]", r.Login));

        host.Token = "t0ken-of-nobody";
        var outcome = host.Gate(number);

        Fails(outcome, "401 (Bad credentials)");
        Assert.DoesNotContain("t0ken", outcome.Output + outcome.Error, StringComparison.Ordinal);
    }

    private static void Fails(ProcessOutcome outcome, string why)
    {
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("harness: ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Error.Count(c => c == '\n'));
        Assert.Contains(why, outcome.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex("^::stop-commands::([0-9a-f]{32})\n")]
    private static partial Regex StopCommands();
}
