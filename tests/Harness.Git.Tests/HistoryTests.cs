using Harness.Changes;
using Harness.Testing;
using Harness.Trees;
using Xunit;

namespace Harness.Git.Tests;

public sealed class HistoryTests
{
    [Fact]
    public void A_version_that_an_ancestor_had_is_known_and_another_is_not()
    {
        using var git = new GitFixture();
        var one = git.Write("a", "1").Write("keep", "1").Commit("one");
        git.Write("a", "2").Commit("two");
        var tip = git.Write("a", "3").Write("b", "1").Commit("three");
        git.Run("checkout", "-q", "-b", "topic");
        var back = git.Write("a", "1").Commit("back");
        File.Delete(git.Combine("b"));
        File.Delete(git.Combine("keep"));
        var head = git.Write("c", "new").Commit("more");

        using var repository = GitRepository.Open(git.Path);
        var changes = Changes(repository, tip, head);
        var history = repository.HistoryOf(repository.Resolve(tip), changes);

        Assert.Equal(["a", "b", "c", "keep"], changes.Files.Select(f => f.Path.Value));
        Assert.Equal([true, true, false, false], changes.Files.Select(f => history.Had(f.Path, f.After)));
        Assert.Null(history.Incomplete);
        Assert.NotEqual(one, back);
    }

    [Fact]
    public void A_version_that_only_a_merge_made_is_known()
    {
        using var git = new GitFixture();
        git.Write("a", "1\n2\n3\n4\n5\n").Commit("base");
        git.Diverge(("a", "0\n2\n3\n4\n5\n"), ("a", "1\n2\n3\n4\n6\n"));
        git.Run("merge", "-q", "--no-ff", "-m", "merge", "topic");
        var merged = git.Run("rev-parse", "HEAD");
        var tip = git.Write("a", "other").Commit("later");
        using var repository = GitRepository.Open(git.Path);
        var changes = Changes(repository, tip, merged);

        Assert.True(repository.HistoryOf(repository.Resolve(tip), changes).Had(RepoPath.Parse("a"), changes.Files[0].After));
    }

    [Fact]
    public void A_walk_that_ends_early_says_so_and_what_it_did_not_see_was_not_had()
    {
        using var git = new GitFixture();
        var one = git.Write("a", "1").Commit("one");
        git.Write("a", "2").Commit("two");
        var tip = git.Write("b", "3").Commit("three");
        using var repository = GitRepository.Open(git.Path);
        var changes = Changes(repository, tip, one);
        var history = repository.HistoryOf(repository.Resolve(tip), changes, new HistoryLimits(1, TimeSpan.FromMinutes(1)));

        Assert.False(history.Had(RepoPath.Parse("a"), changes.Files[0].After));
        Assert.Contains("1 commits only", history.Incomplete, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shallow_history_knows_what_is_there_and_says_that_it_is_not_whole()
    {
        using var git = new GitFixture();
        git.Write("a", "0").Commit("zero");
        var one = git.Write("a", "1").Commit("one");
        var tip = git.Write("a", "2").Commit("two");
        using var clone = new TemporaryDirectory();
        git.Run("clone", "-q", "--depth", "2", "file://" + git.Path, clone.Combine("c"));
        using var repository = GitRepository.Open(clone.Combine("c"));
        var changes = Changes(repository, tip, one);
        var history = repository.HistoryOf(repository.Resolve(tip), changes);

        Assert.True(history.Had(RepoPath.Parse("a"), changes.Files[0].After));
        Assert.False(history.Had(RepoPath.Parse("a"), FileVersion.Absent));
        Assert.Contains("shallow", history.Incomplete, StringComparison.Ordinal);
        Assert.True(repository.IsAncestor(repository.Resolve(one), repository.Resolve(tip)));
        Assert.Contains("fetch-depth: 0", Assert.Throws<GitException>(() => repository.IsAncestor(repository.Resolve(tip), repository.Resolve(one))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ancestors_and_merge_bases_are_gits_also_where_histories_cross()
    {
        using var git = new GitFixture();
        var start = git.Write("a", "1").Commit("base");
        git.Run("checkout", "-q", "-b", "topic");
        var left = git.Write("l", "1").Commit("left");
        git.Run("checkout", "-q", "main");
        var right = git.Write("r", "1").Commit("right");
        git.Run("merge", "-q", "--no-ff", "-m", "m1", left);
        git.Run("checkout", "-q", "topic");
        git.Run("merge", "-q", "--no-ff", "-m", "m2", right);
        using var repository = GitRepository.Open(git.Path);
        var (main, topic) = (repository.Resolve("main"), repository.Resolve("topic"));

        Assert.Equal(new[] { left, right }.Order(), repository.FindMergeBases(main, topic).Select(b => b.Value).Order());
        Assert.True(repository.IsAncestor(repository.Resolve(start), main));
        Assert.False(repository.IsAncestor(topic, main));
    }

    [Fact]
    public void Grafts_are_ignored()
    {
        using var git = new GitFixture();
        var one = git.Write("a", "1").Commit("one");
        var two = git.Write("a", "2").Commit("two");
        git.Run("checkout", "-q", "--orphan", "other");
        var other = git.Write("b", "1").Commit("other");
        git.Write(".git/info/grafts", $"{two} {other}\n");
        using var repository = GitRepository.Open(git.Path);

        Assert.True(repository.IsAncestor(repository.Resolve(one), repository.Resolve(two)));
        Assert.Equal([one], repository.ParentsOf(repository.Resolve(two)).Select(p => p.Value));
    }

    [Fact]
    public void The_last_changes_of_a_branch_are_its_steps_along_first_parents()
    {
        using var git = new GitFixture();
        var start = git.Write("a", "1").Commit("start");
        git.Run("checkout", "-q", "-b", "topic");
        git.Write("b", "1").Commit("hidden step");
        var head = git.Write("b", "2").Commit("second step");
        git.Run("checkout", "-q", "main");
        git.Run("merge", "-q", "--no-ff", "-m", "Merge topic", "topic");
        var merge = git.Run("rev-parse", "HEAD");
        var single = git.Write("c", "1").Commit("Squashed: ä");
        using var repository = GitRepository.Open(git.Path);
        var tip = repository.Resolve("main");

        Assert.Equal(
            [$"{merge} {single} - Squashed: ä A 2030-01-01", $"{start} {merge} {head} Merge topic A 2030-01-01"],
            repository.LastChanges(tip, 10).Select(Spell));
        Assert.Equal([$"{merge} {single} - Squashed: ä A 2030-01-01"], repository.LastChanges(tip, 1).Select(Spell));
        Assert.Equal([$"{merge} {single} - Squashed: ä A 2030-01-01"], repository.ChangesSince(tip, repository.Resolve(merge)).Select(Spell));
    }

    private static string Spell(LandedChange change) => $"{change.Before} {change.After} {(change.Head is { } head ? head.Value : "-")} {change.Title} {change.Author} {change.Date:yyyy-MM-dd}";

    private static ChangeSet Changes(GitRepository repository, string before, string after) =>
        repository.Compare(repository.TreeOf(repository.Resolve(before)), repository.TreeOf(repository.Resolve(after)));
}
