using System.Text.Json;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

public sealed class ChangeCheckTests : IDisposable
{
    private readonly ChangeRepository repository = new();

    public void Dispose() => repository.Dispose();

    [Fact]
    public void The_own_ground_passes()
    {
        repository.Edit(ChangeRepository.Sql).Commit();

        var outcome = repository.Check("--base", "main", "--login", "app-dev[bot]");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.StartsWith("No findings in 1 changed path; 0 findings unchanged, 0 fixed.\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_agents_ground_fails_and_the_message_says_whose_why_and_what_to_do()
    {
        var head = repository.Edit(ChangeRepository.Storage).Commit();

        var outcome = repository.Check("--base", "main", "--login", "app-dev[bot]");

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith($"""
            error[HRN3001]: 'app-dev' changes 'crates/storage/src/lib.rs', which 'master-db' owns.
             --> crates/storage/src/lib.rs:2:1
              |
            2 | pub fn more() {"{}"}
              | ^^^^^^^^^^^^^^^^
              = owner: the selector 'storage' of agent 'master-db' (harness.toml:9)
              = who: 'app-dev' (--login) has no right to it
              = see: harness.toml:9: this line of the policy decides whose it is
              = help: let 'master-db', or advisor 'lead', approve exactly {head[..10]}; or leave the path as it is, or agree with the owner on a lease at the target

            1 error in 1 changed path;
            """, outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_staged_is_judged_and_not_what_is_not()
    {
        repository.Edit(ChangeRepository.Storage);
        Assert.Equal(0, repository.Check("--staged").ExitCode);
        Assert.Equal(1, repository.Check("--worktree").ExitCode);

        repository.Git.Run("add", "-A");
        var staged = repository.Check("--staged");
        Assert.Equal(1, staged.ExitCode);
        Assert.Contains("error[HRN3001]: 'app-dev' changes", staged.Output, StringComparison.Ordinal);
        Assert.Equal(0, repository.Check("--staged", "--as", "master-db", "--branch", "x").ExitCode);
    }

    [Fact]
    public void What_the_target_did_meanwhile_is_nobodys_fault_here()
    {
        repository.Edit(ChangeRepository.Sql).Commit();
        repository.Git.Run("checkout", "-q", "main");
        repository.Edit(ChangeRepository.Storage).Commit();
        repository.Git.Run("checkout", "-q", "feat/app-dev/x");
        repository.Edit("crates/sql/src/other.rs");

        Assert.Equal(0, repository.Check("--base", "main", "--login", "app-dev[bot]").ExitCode);
        Assert.Contains("2 changed paths", repository.Check("--worktree", "--base", "main").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_linked_worktree_and_a_directory_in_it_are_judged_like_the_first()
    {
        repository.Edit(ChangeRepository.Storage).Commit();
        using var other = new TemporaryDirectory();
        var path = other.Combine("linked");
        repository.Git.Run("worktree", "add", "-q", "--detach", path, "HEAD");

        var outcome = HarnessCommand.Run(Path.Combine(path, "crates"), "check", "--base", "main", "--as", "app-dev", "--identity", "asserted");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("HRN3001", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_event_says_who_made_it_and_whose_branch_it_is()
    {
        repository.Edit(ChangeRepository.Storage).Commit();
        var path = WriteFile("event.json", """
            {"action": "synchronize", "sender": {"login": "MASTER-DB[bot]"},
             "pull_request": {"user": {"login": "master-db[bot]"}, "head": {"ref": "feat/master-db/y"}}}
            """);
        Assert.Equal(0, repository.Check("--base", "main", "--event", path).ExitCode);

        File.WriteAllText(path, File.ReadAllText(path).Replace("MASTER-DB", "app-dev", StringComparison.Ordinal));
        var pushed = repository.Check("--base", "main", "--event", path);
        Assert.Equal(1, pushed.ExitCode);
        Assert.Contains("'app-dev' (who pushed) has no right to it", pushed.Output, StringComparison.Ordinal);

        // Who only labels it has no hand in it.
        File.WriteAllText(path, File.ReadAllText(path).Replace("synchronize", "labeled", StringComparison.Ordinal));
        Assert.Equal(0, repository.Check("--base", "main", "--event", path).ExitCode);
    }

    [Theory]
    [InlineData("[]", 1)]
    [InlineData("""[{"login": "master-db[bot]", "head": "HEAD"}]""", 0)]
    [InlineData("""[{"login": "boss", "head": "HEAD"}]""", 0)]
    [InlineData("""[{"login": "boss", "head": "0123456789012345678901234567890123456789"}]""", 1)]
    [InlineData("""[{"login": "app-dev[bot]", "head": "HEAD"}]""", 1)]
    [InlineData("""[{"login": "boss"}]""", 2)]
    [InlineData("{", 2)]
    public void Consent_counts_for_exactly_the_head(string consents, int exitCode)
    {
        var head = repository.Edit(ChangeRepository.Storage).Commit();
        var path = WriteFile("consents.json", consents.Replace("HEAD", head, StringComparison.Ordinal));

        Assert.Equal(exitCode, repository.Check("--base", "main", "--login", "app-dev[bot]", "--consents", path).ExitCode);
    }

    [Fact]
    public void Findings_that_stood_before_are_counted_and_fail_with_all_only()
    {
        repository.Git.Run("checkout", "-q", "main");
        repository.Git.Write("crates/storage/Cargo.toml", ChangeRepository.Manifest("storage", "[dependencies]\nsql = { path = \"../sql\" }\n"));
        repository.Commit();
        repository.Git.Run("checkout", "-q", "-B", "feat/app-dev/x");
        repository.Edit(ChangeRepository.Sql).Commit();

        var outcome = repository.Check("--base", "main", "--login", "app-dev[bot]");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("1 finding unchanged", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("HRN2001", outcome.Output, StringComparison.Ordinal);
        var all = repository.Check("--base", "main", "--login", "app-dev[bot]", "--all");
        Assert.Equal(1, all.ExitCode);
        Assert.Contains("HRN2001", all.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_merge_of_the_host_is_taken_where_its_parents_are_the_two_commits()
    {
        var head = repository.Edit(ChangeRepository.Storage).Commit();
        repository.Git.Run("checkout", "-q", "--detach", "main");
        repository.Git.Run("merge", "-q", "--no-ff", "-m", "host", head);
        var merge = repository.Git.Run("rev-parse", "HEAD");

        Assert.Equal(1, repository.Check("--base", "main", "--head", head, "--merge", merge, "--login", "app-dev[bot]").ExitCode);
        var wrong = repository.Check("--base", "main", "--head", head, "--merge", head, "--login", "app-dev[bot]");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("is not the merge of", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_very_many_findings_of_a_rule_the_first_are_shown_and_all_are_counted()
    {
        for (var i = 0; i < 130; i++)
        {
            repository.Git.Write($"crates/storage/src/f{i}.rs", "");
        }

        repository.Commit();
        var outcome = repository.Check("--base", "main", "--login", "app-dev[bot]");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(100, outcome.Output.Split("error[HRN3001]").Length - 1);
        Assert.Contains("\n30 more findings of HRN3001 not shown.\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\n130 errors in 130 changed paths;", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_only_reports_fails_nothing_and_says_so()
    {
        repository.Git.Run("checkout", "-q", "main");
        repository.Git.Write("harness.toml", File.ReadAllText(repository.Git.Combine("harness.toml")).Replace("[branches]", "[workspace]\nenforce = \"report\"\n[branches]", StringComparison.Ordinal));
        repository.Commit();
        repository.Git.Run("checkout", "-q", "-B", "feat/app-dev/x");
        repository.Edit(ChangeRepository.Storage).Commit();

        var outcome = repository.Check("--base", "main", "--login", "app-dev[bot]");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("error[HRN3001]", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing fails: 'enforce' of the policy is \"report\".", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--login speaks of a change", "--login", "x")]
    [InlineData("--staged and --worktree are two trees", "--staged", "--worktree")]
    [InlineData("--head and --merge name commits", "--staged", "--head", "main")]
    [InlineData("--base is empty", "--base", "")]
    [InlineData("'gone' names no commit", "--base", "gone")]
    [InlineData("the event", "--base", "main", "--event", "gone.json")]
    public void Options_that_say_no_change_end_with_one_line(string message, params string[] arguments)
    {
        var outcome = repository.Check(arguments);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void Sarif_of_a_change_names_the_rules_over_changes_and_that_of_a_tree_does_not()
    {
        repository.Edit(ChangeRepository.Storage).Commit();

        Assert.Equal(["HRN3001"], RulesOf(repository.Check("--base", "main", "--login", "app-dev[bot]", "--format", "sarif").Output, "HRN3001"));
        Assert.Empty(RulesOf(repository.Check("--format", "sarif").Output, "HRN3001"));
    }

    [Fact]
    public void The_steps_of_a_decision_are_explained()
    {
        repository.Edit(ChangeRepository.Storage).Edit(ChangeRepository.Sql).Commit();

        var outcome = HarnessCommand.Run(repository.Path, "explain", "--change", "--base", "main", "--login", "app-dev[bot]", ChangeRepository.Storage);

        Assert.Equal("""
            Made by 'app-dev', by the word of the host (--login: 'app-dev[bot]').
              says nothing more: 'feat/app-dev/x' (the branch), 'A <a@example.com>' (commit COMMIT)
            crates/storage/src/lib.rs: refused
              change: other content
              owner by the packages of the target's tip: 'master-db', by the selector 'storage' of agent 'master-db' (harness.toml:9)
                no right: 'app-dev' (--login) has no right to it
                missing: the consent of 'master-db', or of advisor 'lead'

            """.Replace("COMMIT", repository.Git.Run("rev-parse", "--short=12", "HEAD"), StringComparison.Ordinal), outcome.Output);
        Assert.Equal(2, HarnessCommand.Run(repository.Path, "explain", "--change", "--base", "main", "Cargo.toml").ExitCode);
    }

    private static IEnumerable<string> RulesOf(string sarif, string id)
    {
        using var document = JsonDocument.Parse(sarif);
        return [.. document.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules")
            .EnumerateArray().Select(r => r.GetProperty("id").GetString()!).Where(r => r == id)];
    }

    private string WriteFile(string name, string text)
    {
        var path = repository.Git.Combine(".git/" + name);
        File.WriteAllText(path, text);
        return path;
    }
}
