using Harness.Changes;
using Harness.Testing;
using Harness.Trees;
using Xunit;

namespace Harness.Git.Tests;

public sealed class HistoryTests
{
    [Fact]
    public void A_change_that_undoes_the_last_commit_whole_is_a_revert()
    {
        using var git = Landed();
        git.Run("revert", "--no-commit", "HEAD");
        Assert.True(IsRevert(git, "taken back"));
    }

    [Fact]
    public void A_change_that_undoes_an_earlier_commit_is_a_revert_where_nothing_later_touches_its_paths()
    {
        using var git = Landed();
        git.Write("other", "x").Commit("later");
        git.Run("revert", "--no-commit", "HEAD~1");
        Assert.True(IsRevert(git, "taken back"));
    }

    [Theory]
    [InlineData("a 1", "half of a commit")]
    [InlineData("a 1|b -|extra 1", "more than the commit")]
    [InlineData("a 0|b -", "another ancestor at one path")]
    [InlineData("keep -", "what no commit brought")]
    [InlineData("a 0|b -|keep -", "all that there is")]
    public void What_is_not_a_whole_commit_is_no_revert(string edits, string what)
    {
        using var git = Landed();
        foreach (var (path, text) in edits.Split('|').Select(e => e.Split(' ')).Select(e => (e[0], e[1])))
        {
            _ = text == "-" ? Remove(git, path) : git.Write(path, text);
        }

        Assert.False(IsRevert(git, what));
    }

    [Fact]
    public void Two_commits_are_undone_without_a_name_where_nothing_is_deleted()
    {
        using var git = Landed();
        git.Write("keep", "2").Commit("edit of one");
        git.Write("other", "1").Commit("new");
        git.Write("other", "2").Commit("edit of another");
        git.Write("keep", "1").Write("other", "1");
        Assert.True(IsRevert(git, "two edits"));
    }

    [Fact]
    public void Two_commits_of_which_one_brought_a_file_are_undone_by_name_only()
    {
        using var git = Landed();
        git.Write("keep", "2").Commit("edit");
        var edit = git.Run("rev-parse", "HEAD");
        var added = git.Write("later", "1").Commit("new file");
        Remove(git.Write("keep", "1"), "later");
        Assert.False(IsRevert(git, "as it was"));
        git.Run("commit", "-q", "--amend", "-m", $"as it was\n\nThis reverts commit {added}.\n\nThis reverts commit {edit}.");
        Assert.True(IsRevert(git, null));
    }

    [Fact]
    public void A_named_commit_is_undone_beneath_later_edits_of_its_file_and_these_stay()
    {
        using var git = new GitFixture();
        git.Write("a", "1\n2\n3\n4\n5\n6\n").Commit("base");
        git.Write("a", "one\n2\n3\n4\n5\n6\n").Commit("first line");
        git.Write("a", "one\n2\n3\n4\n5\nsix\n").Commit("last line");
        git.Run("revert", "--no-edit", "HEAD~1");
        Assert.True(IsRevert(git, null));
        git.Write("a", "1\n2\n3\n4\n5\n6\n");
        git.Run("commit", "-q", "--amend", "--all", "--no-edit");
        Assert.False(IsRevert(git, null));
    }

    [Fact]
    public void A_merge_is_undone_by_the_name_of_the_parent_that_stays()
    {
        using var git = Landed();
        git.Run("checkout", "-q", "-b", "feature");
        git.Write("f", "1").Commit("one step");
        git.Write("f", "2").Commit("another step");
        git.Run("checkout", "-q", "main");
        git.Write("m", "1").Commit("meanwhile");
        git.Run("merge", "-q", "--no-ff", "-m", "merge", "feature");
        git.Run("revert", "--no-edit", "-m", "1", "HEAD");
        Assert.True(IsRevert(git, null));
    }

    [Fact]
    public void A_name_of_what_is_not_in_the_target_proves_nothing()
    {
        using var git = Landed();
        git.Run("checkout", "-q", "--orphan", "own");
        git.Write("keep", "mine").Commit("own base");
        git.Write("keep", "1").Commit("own step");
        var step = git.Run("rev-parse", "HEAD");
        git.Run("checkout", "-q", "-f", "main");
        git.Write("keep", "mine");
        Assert.False(IsRevert(git, $"x\n\nThis reverts commit {step}."));
    }

    [Fact]
    public void Where_a_shallow_clone_ends_nothing_can_be_undone()
    {
        using var git = Landed();
        using var clone = new TemporaryDirectory();
        git.Run("clone", "-q", "--depth", "1", "file://" + git.Path, clone.Combine("c"));
        git.Run("revert", "--no-edit", "HEAD");
        git.Run("-C", clone.Combine("c"), "fetch", "-q", "--depth", "1", "origin", "HEAD");
        using var repository = GitRepository.Open(clone.Combine("c"));
        var (tip, head) = (repository.Resolve("HEAD"), repository.Resolve("FETCH_HEAD"));
        Assert.False(repository.ReadHistory(tip, repository.Compare(repository.GetTree(tip), repository.GetTree(head)), head).IsRevert);
    }

    [Fact]
    public void What_stood_at_a_path_is_read_back_the_newest_first_within_limits()
    {
        using var git = Landed();
        git.Write("[a]*", "odd").Commit("name");
        using var repository = GitRepository.Open(git.Path);
        var history = repository.ReadHistory(repository.Resolve("HEAD"), ChangeSet.Empty);
        Assert.Equal(["2", "1", "0"], history.ReadEarlier(RepoPath.Parse("a")).Select(b => System.Text.Encoding.UTF8.GetString(b.Span)));
        Assert.Equal(["odd"], history.ReadEarlier(RepoPath.Parse("[a]*")).Select(b => System.Text.Encoding.UTF8.GetString(b.Span)));
        Assert.Empty(history.ReadEarlier(RepoPath.Parse("none")));
        Assert.False(history.IsRevert);
    }

    // Its last commit edits one file and brings another.
    private static GitFixture Landed()
    {
        var git = new GitFixture();
        git.Write("a", "0").Write("keep", "1").Commit("base");
        git.Write("a", "1").Commit("first");
        git.Write("a", "2").Write("b", "1").Commit("last");
        return git;
    }

    private static GitFixture Remove(GitFixture git, string path)
    {
        File.Delete(git.Combine(path));
        return git;
    }

    // The change lies on the target's tip; what is not committed is.
    private static bool IsRevert(GitFixture git, string? message)
    {
        if (message is not null)
        {
            git.Commit(message);
        }

        using var repository = GitRepository.Open(git.Path);
        var (tip, head) = (repository.Resolve("HEAD~1"), repository.Resolve("HEAD"));
        return repository.ReadHistory(tip, repository.Compare(repository.GetTree(tip), repository.GetTree(head)), head).IsRevert;
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
        Assert.Equal([one], repository.GetParents(repository.Resolve(two)).Select(p => p.Value));
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
        repository.Compare(repository.GetTree(repository.Resolve(before)), repository.GetTree(repository.Resolve(after)));
}
