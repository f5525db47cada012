using Harness.Changes;
using Harness.Testing;
using Harness.Trees;
using Xunit;

namespace Harness.Git.Tests;

public sealed class MergeTests
{
    [Fact]
    public void A_stale_branch_is_not_blamed_for_what_the_target_changed_meanwhile()
    {
        using var git = new GitFixture();
        git.Write("mine", "1").Write("theirs", "1").Commit("base");
        git.Diverge(("mine", "2"), ("theirs", "2"));

        Assert.Equal(["mine"], Changed(git, "main", "topic"));
    }

    [Fact]
    public void A_merge_that_throws_away_the_targets_work_is_seen_as_that()
    {
        using var git = new GitFixture();
        git.Write("mine", "1").Write("theirs", "1").Commit("base");
        git.Diverge(("mine", "2"), ("theirs", "2"));
        git.Run("checkout", "-q", "topic");
        git.Run("merge", "-q", "-s", "ours", "-m", "merge", "main");

        Assert.Equal(["mine", "theirs"], Changed(git, "main", "topic"));
    }

    [Fact]
    public void A_conflict_names_the_paths_and_the_cure()
    {
        using var git = new GitFixture();
        git.Write("a", "1").Commit("base");
        git.Diverge(("a", "2"), ("a", "3"));

        var message = Assert.Throws<GitException>(() => Changed(git, "main", "topic")).Message;
        Assert.Contains("in 'a': rebase first", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Histories_without_a_common_ancestor_are_not_merged()
    {
        using var git = new GitFixture();
        git.Write("a", "1").Commit("one");
        git.Run("checkout", "-q", "--orphan", "other");
        git.Write("b", "1").Commit("two");

        Assert.Contains("no history in common", Assert.Throws<GitException>(() => Changed(git, "main", "other")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shallow_clone_does_not_guess_but_takes_the_hosts_merge()
    {
        using var git = new GitFixture();
        git.Write("a", "1").Commit("base");
        git.Diverge(("b", "1"), ("c", "1"));
        git.Run("checkout", "-q", "-b", "merge");
        git.Run("merge", "-q", "--no-ff", "-m", "merge", "topic");
        using var clone = new TemporaryDirectory();
        git.Run("clone", "-q", "--depth", "2", "--branch", "merge", "file://" + git.Path, clone.Combine("c"));
        using var repository = GitRepository.Open(clone.Combine("c"));
        var (target, head, merge) = (repository.Resolve("HEAD^1"), repository.Resolve("HEAD^2"), repository.Resolve("HEAD"));

        Assert.Contains("fetch-depth: 0", Assert.Throws<GitException>(() => repository.Merge(target, head)).Message, StringComparison.Ordinal);
        Assert.Equal(["b"], repository.Compare(repository.GetTree(target), repository.GetMergeTree(target, head, merge)).Files.Select(f => f.Path.Value));
        Assert.Throws<GitException>(() => repository.GetMergeTree(head, target, merge));
    }

    [Fact]
    public void A_merge_driver_of_the_repository_does_not_run()
    {
        using var git = new GitFixture();
        git.Run("config", "merge.evil.driver", $"touch {git.Combine("ran")}; exit 0");
        git.Write(".gitattributes", "a merge=evil\n").Write("a", "1\n2\n3\n4\n5\n").Commit("base");
        git.Diverge(("a", "0\n2\n3\n4\n5\n"), ("a", "1\n2\n3\n4\n6\n"));

        Assert.Equal(["a"], Changed(git, "main", "topic"));
        Assert.False(File.Exists(git.Combine("ran")));
    }

    [Fact]
    public void Commits_say_who_they_are_of_also_in_trailers()
    {
        using var git = new GitFixture();
        git.Write("a", "1").Commit("base");
        git.Run("checkout", "-q", "-b", "topic");
        git.Write("a", "2").Commit("topic\n\nCo-authored-by: Bee <1+bee@users.noreply.github.com>");
        git.Run("-c", "user.name=x", "commit", "-q", "--allow-empty", "--author", "Cee <c@example.com>", "-m", "more");
        using var repository = GitRepository.Open(git.Path);
        var claims = repository.FindIdentities(repository.Resolve("main"), repository.Resolve("topic"));

        Assert.Equal(
            ["A <a@example.com>", "Bee <1+bee@users.noreply.github.com>", "Cee <c@example.com>"],
            claims.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.All(claims, c => Assert.Equal(IdentityEvidence.Commit, c.Evidence));
    }

    private static string[] Changed(GitFixture git, string target, string head)
    {
        using var repository = GitRepository.Open(git.Path);
        var (tip, proposed) = (repository.Resolve(target), repository.Resolve(head));
        return [.. repository.Compare(repository.GetTree(tip), repository.Merge(tip, proposed)).Files.Select(f => f.Path.Value)];
    }
}
