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
        var head = host.Open(7, HostFixture.Other);

        var outcome = host.Run("pull_request_target", host.PullRequestEvent(7, HostFixture.Other, head), "gate");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("#7:\nNo findings in 1 changed path", outcome.Output, StringComparison.Ordinal);
        Assert.StartsWith("## Harness: passed (\\#\u200B7)\n", host.Summary, StringComparison.Ordinal);
        Assert.Equal("findings=0\nnew-findings=0\nsarif-file=\n", host.Outputs);
    }

    [Fact]
    public void The_gate_fails_a_foreign_ground_with_an_annotation_until_its_owner_approves_exactly_this_head()
    {
        host.Repository.Edit(ChangeRepository.Storage);
        var head = host.Open(7, HostFixture.Other);
        var payload = host.PullRequestEvent(7, HostFixture.Other, head);

        var before = host.Run("pull_request_target", payload, "gate");
        Assert.Equal(1, before.ExitCode);
        Assert.Contains("\n::error file=crates/storage/src/lib.rs,line=2,", before.Output, StringComparison.Ordinal);
        Assert.Contains("| **error** | HRN3001", host.Summary, StringComparison.Ordinal);

        host.Says("pulls/7/reviews", Reviews((HostFixture.Owner, host.Git.Run("rev-parse", "main"), "APPROVED")));
        Assert.Equal(1, host.Run("pull_request_target", payload, "gate").ExitCode);

        host.Says("pulls/7/reviews", Reviews((HostFixture.Owner, head, "APPROVED")));
        Assert.Equal(0, host.Run("pull_request_target", payload, "gate").ExitCode);

        host.Says("pulls/7/reviews", Reviews((HostFixture.Owner, head, "APPROVED"), (HostFixture.Owner, head, "CHANGES_REQUESTED")));
        Assert.Equal(1, host.Run("pull_request_target", payload, "gate").ExitCode);
    }

    [Fact]
    public void Whoever_pushed_stands_in_the_activity_of_the_branch_also_where_the_event_is_of_something_else()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var head = host.Open(7, HostFixture.Other);
        var payload = host.PullRequestEvent(7, HostFixture.Other, head, "labeled", "somebody");
        host.Says("activity", Activity((HostFixture.Owner, "push"), (HostFixture.Other, "branch_creation"), ("boss", "push")));

        var outcome = host.Run("pull_request_target", payload, "gate");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("'master-db' changes 'crates/sql/src/lib.rs', which 'app-dev' owns.", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fork_and_a_draft_are_judged_as_any_other()
    {
        host.Repository.Edit(ChangeRepository.Storage);
        var head = host.Open(7, "stranger");
        var payload = host.PullRequestEvent(7, "stranger", head);
        payload["pull_request"]!["draft"] = true;
        payload["pull_request"]!["head"]!["repo"] = new JsonObject { ["full_name"] = "stranger/fork" };

        var outcome = host.Run("pull_request_target", payload, "gate");

        Assert.Equal(1, outcome.ExitCode);
        Assert.DoesNotContain(host.Api.Requests, r => r.Request.EndsWith("/activity", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stale_merge_of_the_host_is_not_believed()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var head = host.Open(7, HostFixture.Other);
        host.Git.Run("checkout", "-q", "main");
        host.Git.Write("crates/storage/src/more.rs", "pub fn x() {}\n").Commit("the owner's own");

        var outcome = host.Run("pull_request_target", host.PullRequestEvent(7, HostFixture.Other, head), "gate");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("No findings in 1 changed path", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pull_request_that_conflicts_or_has_moved_on_is_not_judged()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var head = host.Open(7, HostFixture.Other);
        var payload = host.PullRequestEvent(7, HostFixture.Other, head);
        var moved = host.Repository.Edit(ChangeRepository.Sql).Commit();
        host.Git.Run("update-ref", "refs/pull/7/head", moved);
        Fails(host.Run("pull_request_target", payload, "gate"), "has moved on from");

        host.Git.Run("update-ref", "refs/pull/7/head", head);
        host.Git.Run("update-ref", "-d", "refs/pull/7/merge");
        host.Git.Run("checkout", "-q", "main");
        host.Git.Write(ChangeRepository.Sql, "pub fn other() {}\n").Commit("conflicting");
        Fails(host.Run("pull_request_target", payload, "gate"), "rebase first");
    }

    [Fact]
    public void A_merge_group_is_judged_by_each_pull_request_in_it()
    {
        var start = host.Git.Run("rev-parse", "main");
        var first = Queue(start, 7, HostFixture.Other, ChangeRepository.Sql);
        var second = Queue(first, 8, HostFixture.Owner, ChangeRepository.Storage);
        var payload = MergeGroup(start, second, $"gh-readonly-queue/main/pr-8-{first}");

        var outcome = host.Run("merge_group", payload, "gate");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("#7:\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("#8:\n", outcome.Output, StringComparison.Ordinal);

        host.Says("pulls/8", HostFixture.Pull(8, HostFixture.Other, second, merged: false));
        Assert.Equal(1, host.Run("merge_group", payload, "gate").ExitCode);
    }

    [Fact]
    public void A_push_is_judged_by_the_pull_requests_that_landed_and_the_rest_by_who_pushed()
    {
        var start = host.Git.Run("rev-parse", "main");
        host.Git.Run("checkout", "-q", "main");
        var landed = host.Repository.Edit(ChangeRepository.Sql).Commit();
        host.Says($"commits/{landed}/pulls", $"[{HostFixture.Pull(7, HostFixture.Other, landed, merged: true)}]");
        host.Says("pulls/7", HostFixture.Pull(7, HostFixture.Other, landed, merged: true)).Says("pulls/7/reviews", "[]");
        Assert.Equal(0, host.Run("push", HostFixture.PushEvent(start, landed, HostFixture.Owner), "gate").ExitCode);

        var direct = host.Repository.Edit(ChangeRepository.Storage).Commit();
        host.Says($"commits/{direct}/pulls", "[]");
        var outcome = host.Run("push", HostFixture.PushEvent(start, direct, HostFixture.Other), "gate");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("'app-dev' changes 'crates/storage/src/lib.rs'", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(0, host.Run("push", HostFixture.PushEvent(start, direct, HostFixture.Owner), "gate").ExitCode);
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
    public void A_branch_that_is_new_is_judged_as_a_tree_and_one_that_is_deleted_not_at_all(bool isNew)
    {
        var tip = host.Git.Run("rev-parse", "main");

        var outcome = host.Run("push", isNew ? HostFixture.PushEvent(Zeros, tip, HostFixture.Other) : HostFixture.PushEvent(tip, Zeros, HostFixture.Other), "gate");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains(isNew ? "No findings.\nExamined 2 crates" : "Nothing to judge: 'main' is deleted.", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_branch_that_is_new_is_judged_as_if_it_were_to_merge()
    {
        var head = host.Repository.Edit(ChangeRepository.Storage).Commit();
        var payload = HostFixture.PushEvent(Zeros, head, HostFixture.Other);
        payload["ref"] = "refs/heads/feat/app-dev/x";

        var outcome = host.Run("push", payload, "gate");

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
        host.Git.Run("checkout", "-q", "feat/app-dev/x");
        host.Git.Run("reset", "-q", "--hard", "mine");
        host.Repository.Edit(ChangeRepository.Storage);
        var head = host.Open(7, HostFixture.Other);
        var payload = host.PullRequestEvent(7, HostFixture.Other, head);
        payload["pull_request"]!["base"]!["ref"] = "mine";

        var pull = host.Run("pull_request_target", payload, "gate");
        Assert.Equal((1, ""), (pull.ExitCode, pull.Error));
        Assert.Contains("#7, judged against 'main': no policy guards 'mine':\n", pull.Output, StringComparison.Ordinal);
        Assert.Contains("'app-dev' changes 'crates/storage/src/lib.rs', which 'master-db' owns.", pull.Output, StringComparison.Ordinal);

        var push = HostFixture.PushEvent(start, head, HostFixture.Other);
        push["ref"] = "refs/heads/mine";
        Assert.Contains("'app-dev' changes 'crates/storage/src/lib.rs', which 'master-db' owns.", host.Run("push", push, "gate").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_branches_that_the_policy_names_are_targets_of_their_own()
    {
        host.Git.Run("checkout", "-q", "main");
        host.Git.Write("harness.toml", File.ReadAllText(host.Git.Combine("harness.toml")).Replace("[branches]\n", "[branches]\nintegration = \"next\"\n", StringComparison.Ordinal)).Commit("next");
        host.Git.Run("checkout", "-q", "-b", "next");
        host.Git.Write("crates/storage/src/more.rs", "pub fn y() {}\n").Commit("what next has");
        host.Git.Run("checkout", "-q", "-B", "feat/app-dev/x");
        host.Repository.Edit(ChangeRepository.Sql);
        var head = host.Open(7, HostFixture.Other);
        var payload = host.PullRequestEvent(7, HostFixture.Other, head);
        payload["pull_request"]!["base"]!["ref"] = "next";

        var outcome = host.Run("pull_request_target", payload, "gate");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("#7:\nNo findings in 1 changed path", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_review_judges_its_pull_request_again()
    {
        host.Repository.Edit(ChangeRepository.Storage);
        var head = host.Open(7, HostFixture.Other);
        var payload = host.PullRequestEvent(7, HostFixture.Other, head, "submitted", HostFixture.Owner);
        Assert.Equal(1, host.Run("pull_request_review", payload, "gate").ExitCode);

        host.Says("pulls/7/reviews", Reviews((HostFixture.Owner, head, "APPROVED")));
        Assert.Equal(0, host.Run("pull_request_review", payload, "gate").ExitCode);
    }

    [Fact]
    public void A_pull_request_with_more_commits_than_the_host_tells_of_is_not_judged()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var head = host.Open(7, HostFixture.Other);
        host.Says("pulls/7/commits", new JsonArray([.. Enumerable.Range(0, 250).Select(_ => new JsonObject { ["sha"] = head })]).ToJsonString());

        Fails(host.Run("pull_request_target", host.PullRequestEvent(7, HostFixture.Other, head), "gate"), "split it");
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
        var head = host.Open(7, HostFixture.Other);
        var merge = host.Git.Run("rev-parse", "refs/pull/7/merge");
        host.Says("code-scanning/sarifs", """{"id":"u1"}""", 202).Says("code-scanning/sarifs/u1", """{"processing_status":"complete"}""");

        var outcome = host.Run("pull_request", host.PullRequestEvent(7, HostFixture.Other, head), "scan", "--sarif", host.Sarif, "--upload");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        var body = JsonNode.Parse(host.Api.Requests.Single(r => r.Request.StartsWith("POST", StringComparison.Ordinal)).Body)!;
        Assert.Equal((merge, "refs/pull/7/merge"), ((string?)body["commit_sha"], (string?)body["ref"]));
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
        var head = host.Open(7, HostFixture.Other);
        host.Says("code-scanning/sarifs", """{"message":"Resource not accessible by integration"}""", 403);
        var payload = host.PullRequestEvent(7, HostFixture.Other, head);

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
        var head = host.Open(7, HostFixture.Other);

        var output = host.Run("pull_request_target", host.PullRequestEvent(7, HostFixture.Other, head), "gate").Output;

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
        var head = host.Open(7, HostFixture.Other);
        File.WriteAllText(host.Sarif, "old");

        var outcome = host.Run("pull_request", host.PullRequestEvent(7, HostFixture.Other, head), "scan", "--sarif", host.Sarif);

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
        var outcome = HarnessProcess.RunWith([KeyValuePair.Create("GITHUB_EVENT_NAME", "")], host.Repository.Path, "ci", "gate");

        Fails(outcome, "elsewhere use 'harness check --base'");
    }

    [Fact]
    public void The_token_is_sent_and_never_printed()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var head = host.Open(7, HostFixture.Other);
        host.Says("pulls/7/reviews", """{"message":"Bad credentials"}""", 401);

        var outcome = host.Run("pull_request_target", host.PullRequestEvent(7, HostFixture.Other, head), "gate");

        Fails(outcome, "401 (Bad credentials)");
        Assert.Equal(["Bearer t0ken-of-the-run"], host.Api.Authorizations.Keys);
        Assert.DoesNotContain("t0ken", outcome.Output + outcome.Error, StringComparison.Ordinal);
    }

    private static void Fails(ProcessOutcome outcome, string why)
    {
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("harness: ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Error.Count(c => c == '\n'));
        Assert.Contains(why, outcome.Error, StringComparison.Ordinal);
    }

    private static string Reviews(params (string Login, string Head, string State)[] reviews) => new JsonArray(
        [.. reviews.Select(r => new JsonObject { ["user"] = new JsonObject { ["login"] = r.Login }, ["commit_id"] = r.Head, ["state"] = r.State })]).ToJsonString();

    private static string Activity(params (string Login, string Type)[] entries) => new JsonArray(
        [.. entries.Select(e => new JsonObject { ["actor"] = new JsonObject { ["login"] = e.Login }, ["activity_type"] = e.Type })]).ToJsonString();

    private static JsonObject MergeGroup(string before, string after, string group) => new()
    {
        ["merge_group"] = new JsonObject
        {
            ["base_sha"] = before, ["head_sha"] = after, ["base_ref"] = "refs/heads/main", ["head_ref"] = "refs/heads/" + group,
        },
    };

    // What a queue makes of a pull request: its change on top of what is ahead of it, on a branch of its own.
    private string Queue(string ahead, int number, string author, string path)
    {
        host.Git.Run("checkout", "-q", "--detach", ahead);
        var tip = host.Repository.Edit(path).Commit();
        host.Git.Run("update-ref", $"refs/heads/gh-readonly-queue/main/pr-{number}-{ahead}", tip);
        host.Says($"pulls/{number}", HostFixture.Pull(number, author, tip, merged: false)).Says($"pulls/{number}/reviews", "[]");
        return tip;
    }

    [GeneratedRegex("^::stop-commands::([0-9a-f]{32})\n")]
    private static partial Regex StopCommands();
}
