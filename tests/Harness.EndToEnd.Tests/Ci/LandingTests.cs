using Harness.GitHubServer;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests.Ci;

/// <summary>What a merge queue and a push bring: whose each step is, by content and never by a name.</summary>
public sealed class LandingTests : IDisposable
{
    private const string Zeros = "0000000000000000000000000000000000000000";
    private readonly HostFixture host = new();
    private readonly string start;

    public LandingTests() => start = host.Git.Run("rev-parse", "main");

    public void Dispose() => host.Dispose();

    [Fact]
    public void A_merge_group_is_judged_by_each_pull_request_in_it()
    {
        var (sql, storage) = (Open(HostFixture.Other, ChangeRepository.Sql, "a"), Open(HostFixture.Owner, ChangeRepository.Storage, "b"));
        var second = host.Queue(host.Queue(start, sql), storage);

        var outcome = Group(second, storage);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("#1:\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("#2:\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_merge_group_asks_pushers_as_the_pull_request_s_gate_does()
    {
        var number = Open(HostFixture.Other, ChangeRepository.Sql, "a");
        Push(HostFixture.Owner, ChangeRepository.Sql, "a");
        var tip = host.Queue(start, number);

        var outcome = Group(tip, number);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("'master-db' changes 'crates/sql/src/lib.rs', which 'app-dev' owns.", outcome.Output, StringComparison.Ordinal);

        host.Hub.People.Approve("boss", number);
        Assert.Equal(0, Group(tip, number).ExitCode);
    }

    // Names of refs suggest a pull request; only its own content proves it.
    [Fact]
    public void A_forged_ref_of_a_queue_gives_a_step_to_nobody()
    {
        var (foreign, owner) = (Open(HostFixture.Other, ChangeRepository.Storage, "a"), Open(HostFixture.Owner, "crates/storage/src/more.rs", "b"));
        var tip = host.Queue(start, foreign);
        host.Git.Run("update-ref", $"refs/heads/gh-readonly-queue/main/pr-{owner}-{Zeros}", tip);
        Assert.Equal(1, Group(tip, foreign).ExitCode);

        host.Git.Run("update-ref", "-d", $"refs/heads/{HostFixture.GroupOf(start, foreign)}");
        var named = Group(tip, owner);
        Assert.Equal(1, named.ExitCode);
        Assert.Contains("Someone unknown changes 'crates/storage/src/lib.rs'", named.Output, StringComparison.Ordinal);
        Assert.Contains($"merging #{owner}", named.Output, StringComparison.Ordinal);

        var honest = host.Queue(start, owner);
        Assert.Equal(0, Group(honest, owner).ExitCode);
    }

    [Fact]
    public void A_step_with_more_than_its_pull_request_s_change_is_not_its_pull_request_s()
    {
        var number = Open(HostFixture.Owner, ChangeRepository.Storage, "a");
        host.Git.Run("checkout", "-q", "--detach", "a");
        host.Repository.Edit(ChangeRepository.Sql).Commit();
        var evil = host.Queued(start, number, host.Git.Run("rev-parse", "HEAD^{tree}"));

        var queued = Group(evil, number);
        Assert.Equal(1, queued.ExitCode);
        Assert.Contains("Someone unknown changes 'crates/sql/src/lib.rs'", queued.Output, StringComparison.Ordinal);

        host.Git.Run("checkout", "-q", "main");
        host.Git.Run("reset", "-q", "--hard", evil);
        host.Hub.People.Pushed(HostFixture.Owner, "main");
        var pushed = host.Run("push", HostFixture.PushEvent(start, evil, HostFixture.Owner), "gate");
        Assert.Equal(1, pushed.ExitCode);
        Assert.Contains("'master-db' changes 'crates/sql/src/lib.rs', which 'app-dev' owns.", pushed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MergeMethod.Merge)]
    [InlineData(MergeMethod.Squash)]
    [InlineData(MergeMethod.Rebase)]
    public void A_push_is_judged_by_the_pull_requests_that_landed_however_they_were_merged(MergeMethod method)
    {
        var number = Open(HostFixture.Other, ChangeRepository.Sql, "a");
        Push(HostFixture.Other, ChangeRepository.Sql, "a");
        var later = Land(HostFixture.Owner, "crates/storage/src/more.rs");
        var landed = host.Hub.People.Merge("boss", number, method);

        var outcome = host.Run("push", HostFixture.PushEvent(later, landed, "boss"), "gate");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("#1:\nNo findings in 1 changed path", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_push_of_what_landed_asks_pushers_and_outlives_the_branch()
    {
        var number = Open(HostFixture.Other, ChangeRepository.Sql, "a");
        Push("stranger", ChangeRepository.Sql, "a");
        var landed = host.Hub.People.Merge("boss", number);
        host.Hub.People.Delete(HostFixture.Other, "a");

        var outcome = host.Run("push", HostFixture.PushEvent(start, landed, "boss"), "gate");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("The account 'stranger' changes 'crates/sql/src/lib.rs'", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_pull_request_brought_is_the_pusher_s_and_that_of_whom_its_commits_name()
    {
        var direct = Land(HostFixture.Owner, "crates/storage/src/more.rs");
        Assert.Equal(0, host.Run("push", HostFixture.PushEvent(start, direct, HostFixture.Owner), "gate").ExitCode);
        Assert.Equal(1, host.Run("push", HostFixture.PushEvent(start, direct, HostFixture.Other), "gate").ExitCode);

        host.Git.Write("crates/storage/src/more.rs", "pub fn y() {}\n");
        host.Git.Run("add", "-A");
        host.Git.Run("commit", "-q", "--author", "app-dev[bot] <a@example.org>", "-m", "of another");
        var named = host.Git.Run("rev-parse", "HEAD");
        host.Hub.People.Pushed(HostFixture.Owner, "main");

        var outcome = host.Run("push", HostFixture.PushEvent(direct, named, HostFixture.Owner), "gate");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("'app-dev' changes 'crates/storage/src/more.rs', which 'master-db' owns.", outcome.Output, StringComparison.Ordinal);
    }

    // The policy of a branch that nobody has made yet is that of whoever makes it.
    [Fact]
    public void A_guarded_branch_that_is_new_is_judged_against_the_default_branch()
    {
        host.Git.Run("checkout", "-q", "main");
        host.Git.Write("harness.toml", Policy().Replace("[branches]\n", "[branches]\nintegration = \"next\"\n", StringComparison.Ordinal)).Commit("next");
        host.Git.Run("checkout", "-q", "-b", "next");
        var honest = host.Push(HostFixture.Other, "next");
        Assert.Equal(0, host.Run("push", HostFixture.PushEvent(Zeros, honest, HostFixture.Other, "next"), "gate").ExitCode);

        host.Git.Run("checkout", "-q", "--detach");
        host.Hub.People.Delete(HostFixture.Other, "next");
        host.Git.Write("harness.toml", Policy().Replace("[\"master-db[bot]\"]", "[\"master-db[bot]\", \"app-dev[bot]\"]", StringComparison.Ordinal)).Commit("all is mine");
        host.Repository.Edit(ChangeRepository.Storage);
        host.Git.Run("checkout", "-q", "-b", "next");
        var mine = host.Push(HostFixture.Other, "next");

        var outcome = host.Run("push", HostFixture.PushEvent(Zeros, mine, HostFixture.Other, "next"), "gate");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("judged against 'main'", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("'app-dev' changes 'crates/storage/src/lib.rs', which 'master-db' owns.", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_branch_that_the_policy_names_and_nobody_has_made_is_no_target_yet()
    {
        host.Git.Run("checkout", "-q", "main");
        host.Git.Write("harness.toml", Policy().Replace("[branches]\n", "[branches]\nintegration = \"next\"\n", StringComparison.Ordinal)).Commit("next");
        host.Git.Run("checkout", "-q", "-B", HostFixture.Branch);
        host.Repository.Edit(ChangeRepository.Sql);
        var head = host.Push(HostFixture.Other);

        var outcome = host.Run("push", HostFixture.PushEvent(Zeros, head, HostFixture.Other, HostFixture.Branch), "gate");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("judged against 'main'", outcome.Output, StringComparison.Ordinal);
    }

    private string Policy() => File.ReadAllText(host.Git.Combine("harness.toml"));

    private int Open(string author, string file, string branch)
    {
        host.Git.Run("checkout", "-q", "-b", branch, "main");
        host.Repository.Edit(file);
        return host.Open(author, branch).Number;
    }

    private void Push(string login, string file, string branch)
    {
        host.Git.Run("checkout", "-q", branch);
        host.Repository.Edit(file);
        host.Push(login, branch);
    }

    private string Land(string login, string file)
    {
        host.Git.Run("checkout", "-q", "main");
        host.Git.Write(file, "pub fn x() {}\n");
        var landed = host.Push(login, "main");
        host.Git.Run("checkout", "-q", "--detach");
        return landed;
    }

    private ProcessOutcome Group(string tip, int number) =>
        host.Run("merge_group", HostFixture.MergeGroupEvent(start, tip, HostFixture.GroupOf(start, number)), "gate");
}
