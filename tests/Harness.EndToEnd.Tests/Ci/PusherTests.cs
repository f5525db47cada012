using Harness.GitHubServer.Faults;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests.Ci;

/// <summary>Who pushed what a pull request proposes: by the host's records, whatever the event is of.</summary>
public sealed class PusherTests : IDisposable
{
    private static readonly (string Action, string Sender)[] Day = [("opened", HostFixture.Other), ("synchronize", HostFixture.Other), ("labeled", "boss"), ("edited", "boss"), ("reopened", "reader"), ("submitted", "boss")];
    private const string Docs = "docs/a.md";
    private readonly HostFixture host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public void The_own_ground_on_a_branch_of_the_repository_is_green_in_every_event_of_a_day()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var (number, _) = host.Open(HostFixture.Other);
        host.Repository.Edit(ChangeRepository.Sql);
        host.Push(HostFixture.Other);

        foreach (var (action, sender) in Day)
        {
            var outcome = host.Gate(number, action, sender);
            Assert.True((outcome.ExitCode, outcome.Error) == (0, ""), action + outcome.Output + outcome.Error);
        }
    }

    [Fact]
    public void Whoever_pushed_counts_in_every_event_of_the_head()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var (number, _) = host.Open(HostFixture.Other);
        host.Repository.Edit(ChangeRepository.Sql);
        host.Push(HostFixture.Owner);

        foreach (var (action, sender) in Day)
        {
            var outcome = host.Gate(number, action, sender);
            Assert.Equal(1, outcome.ExitCode);
            Assert.Contains("'master-db' changes 'crates/sql/src/lib.rs', which 'app-dev' owns.", outcome.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_pusher_into_a_fork_is_not_forgotten_by_the_next_event()
    {
        host.Repository.Edit(Docs);
        var (number, _) = host.OpenFork(HostFixture.Writer);
        Assert.Equal(0, host.Gate(number, "opened").ExitCode);
        Assert.Equal(0, host.Gate(number, "labeled", "boss").ExitCode);

        host.Repository.Edit(Docs);
        host.PushToFork("mallory", HostFixture.Writer);

        foreach (var (action, sender) in Day)
        {
            var outcome = host.Gate(number, action, sender);
            Assert.Equal(1, outcome.ExitCode);
            Assert.Contains("The account 'mallory' changes 'docs/a.md'", outcome.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_fork_that_does_not_show_its_activity_needs_an_approval_of_exactly_the_head()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var (number, head) = host.OpenFork("stranger");
        host.Hub.People.HideFork("stranger");

        var before = host.Gate(number);
        Assert.Equal((1, ""), (before.ExitCode, before.Error));

        host.Hub.People.Approve(HostFixture.Other, number);
        Assert.Equal(0, host.Gate(number).ExitCode);
        Assert.Equal(0, host.Gate(number, "labeled", "boss").ExitCode);

        host.Repository.Edit(ChangeRepository.Sql);
        Assert.NotEqual(head, host.PushToFork("stranger", "stranger"));
        Assert.Equal(1, host.Gate(number).ExitCode);
    }

    [Fact]
    public void Of_an_owner_s_own_hidden_fork_it_says_what_is_not_known_and_the_cure()
    {
        host.Repository.Edit(Docs);
        var (number, head) = host.OpenFork(HostFixture.Writer);
        host.Hub.People.HideFork(HostFixture.Writer);

        var outcome = host.Gate(number);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("Someone unknown changes 'docs/a.md', which 'writer' owns.", outcome.Output, StringComparison.Ordinal);
        Assert.Contains($"it is not known who pushed {head[..12]} to 'topic': GitHub does not show the activity of 'dora/engine' (404)", outcome.Output, StringComparison.Ordinal);
        Assert.Contains($"let 'writer', or advisor 'lead', approve exactly {head[..10]}", outcome.Output, StringComparison.Ordinal);

        host.Hub.People.Approve("boss", number);
        Assert.Equal(0, host.Gate(number).ExitCode);
    }

    [Fact]
    public void Who_pushed_before_a_branch_was_deleted_and_restored_counts_for_what_it_still_holds()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        host.Push("mallory");
        host.Repository.Edit(ChangeRepository.Sql);
        var head = host.Push(HostFixture.Other);
        Restore(head);
        var number = host.Hub.People.Open(HostFixture.Other, HostFixture.Branch, "main");

        var outcome = host.Gate(number);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("The account 'mallory' changes 'crates/sql/src/lib.rs'", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_pushed_to_a_branch_of_the_same_name_that_is_done_does_not_count()
    {
        host.Repository.Edit(ChangeRepository.Storage);
        var (earlier, _) = host.Open(HostFixture.Owner);
        host.Hub.People.Merge("boss", earlier);
        Restore("main");
        host.Repository.Edit(ChangeRepository.Sql);
        var (number, _) = host.Open(HostFixture.Other);

        var outcome = host.Gate(number);

        Assert.True((outcome.ExitCode, outcome.Error) == (0, ""), outcome.Output + outcome.Error);
    }

    [Fact]
    public void A_server_without_the_activity_proves_no_pusher()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var (number, _) = host.Open(HostFixture.Other);
        host.Hub.Faults.Next("GET", "/activity", Fault.Of(404));

        var outcome = host.Gate(number, "opened");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("GitHub does not show the activity of 'acme/engine' (404)", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_push_to_a_branch_that_is_not_guarded_asks_everyone_who_pushed_to_it()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var before = host.Push("mallory");
        host.Repository.Edit(ChangeRepository.Sql);
        var after = host.Push(HostFixture.Other);

        var outcome = host.Run("push", HostFixture.PushEvent(before, after, HostFixture.Other, HostFixture.Branch), "gate");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("The account 'mallory' changes 'crates/sql/src/lib.rs'", outcome.Output, StringComparison.Ordinal);
    }

    private void Restore(string commit)
    {
        host.Git.Run("checkout", "-q", "--detach", commit);
        host.Hub.People.Delete(HostFixture.Other, HostFixture.Branch);
        host.Git.Run("checkout", "-q", "-b", HostFixture.Branch);
        host.Hub.People.Pushed(HostFixture.Other, HostFixture.Branch);
    }
}
