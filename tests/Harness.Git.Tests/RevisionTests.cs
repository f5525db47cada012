using Harness.Testing;
using Xunit;

namespace Harness.Git.Tests;

/// <summary>Names of commits: what git would guess is refused, what is plain keeps working.</summary>
public sealed class RevisionTests : IDisposable
{
    private readonly GitFixture git = new();
    private readonly string first;
    private readonly string second;

    public RevisionTests()
    {
        first = git.Write("a", "1").Commit("first");
        second = git.Write("a", "2").Commit("second");
        git.Run("update-ref", "refs/remotes/origin/main", first);
        git.Run("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
        git.Run("branch", "topic", first);
        git.Run("config", "remote.origin.url", "elsewhere");
        git.Run("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*");
        git.Run("config", "branch.main.remote", "origin");
        git.Run("config", "branch.main.merge", "refs/heads/main");
    }

    public void Dispose() => git.Dispose();

    [Theory]
    [InlineData("main", "second")]
    [InlineData("main~1", "first")]
    [InlineData("main^{commit}", "second")]
    [InlineData("main^", "first")]
    [InlineData("heads/main", "second")]
    [InlineData("refs/heads/main~1", "first")]
    [InlineData("origin/main", "first")]
    [InlineData("remotes/origin/main", "first")]
    [InlineData("origin", "first")]
    [InlineData("HEAD", "second")]
    [InlineData("HEAD~1", "first")]
    [InlineData("@", "second")]
    [InlineData("@^", "first")]
    [InlineData("@{upstream}", "first")]
    [InlineData("@{U}", "first")]
    [InlineData("main@{upstream}", "first")]
    [InlineData("main@{0}", "second")]
    [InlineData("main@{1}", "first")]
    [InlineData("@{1}", "first")]
    [InlineData("topic", "first")]
    [InlineData("v1", "first")]
    [InlineData("feed", "second")]
    public void A_name_that_one_ref_answers_to_is_its_commit(string revision, string expected)
    {
        git.Run("tag", "-a", "-m", "release", "v1", first);
        git.Run("branch", "feed", second);

        Assert.Equal(expected == "first" ? first : second, Find(revision));
    }

    [Theory]
    [InlineData("refs/tags/main", "main", "refs/heads/main")]
    [InlineData("refs/tags/main", "main~1", "refs/heads/main")]
    [InlineData("refs/tags/main", "main^{commit}", "refs/heads/main")]
    [InlineData("refs/main", "main", "refs/heads/main")]
    [InlineData("refs/remotes/main", "main", "refs/heads/main")]
    [InlineData("refs/tags/heads/main", "heads/main", "refs/heads/main")]
    [InlineData("refs/tags/origin/main", "origin/main", "refs/remotes/origin/main")]
    [InlineData("refs/heads/origin/main", "origin/main", "refs/remotes/origin/main")]
    [InlineData("refs/tags/origin", "origin", "refs/remotes/origin/HEAD")]
    [InlineData("refs/tags/topic", "topic", "refs/heads/topic")]
    public void A_name_that_two_refs_answer_to_is_refused_with_both_and_the_cure(string shadow, string revision, string meant)
    {
        git.Run("update-ref", shadow, git.Run("commit-tree", "HEAD^{tree}", "-m", "shadow"));
        using var repository = GitRepository.Open(git.Path);

        var message = Assert.Throws<GitException>(() => repository.Find(revision)).Message;
        Assert.Contains(shadow, message, StringComparison.Ordinal);
        Assert.Contains(meant, message, StringComparison.Ordinal);
        Assert.Contains("write the full name", message, StringComparison.Ordinal);
        Assert.Equal(git.Run("rev-parse", meant), Find(meant));
    }

    [Fact]
    public void A_file_of_the_git_directory_is_one_of_the_refs_that_answer()
    {
        git.Write(".git/main", first + "\n");
        using var repository = GitRepository.Open(git.Path);

        Assert.Contains("the file 'main' of the git directory", Assert.Throws<GitException>(() => repository.Find("main")).Message, StringComparison.Ordinal);
        Assert.Equal(second, Find("refs/heads/main"));
    }

    [Theory]
    [InlineData("refs/heads/gone", "refs/tags/refs/heads/gone")]
    [InlineData("refs/heads/gone~0", "refs/heads/refs/heads/gone")]
    [InlineData("FETCH_HEAD", "refs/tags/FETCH_HEAD")]
    [InlineData("@{-1}", "refs/tags/topic")]
    public void A_full_name_is_looked_for_nowhere_else(string revision, string lookalike)
    {
        git.Run("update-ref", lookalike, first);

        Assert.Null(Find(revision));
    }

    [Fact]
    public void The_branch_of_before_is_a_branch_and_no_tag()
    {
        git.Run("checkout", "-q", "topic");
        git.Run("checkout", "-q", "main");
        git.Run("tag", "topic", second);

        Assert.Equal(first, Find("@{-1}"));
    }

    [Fact]
    public void A_whole_id_is_that_object_whatever_is_named_so()
    {
        git.Run("update-ref", $"refs/heads/{first}", second);
        git.Run("update-ref", $"refs/tags/{first.ToUpperInvariant()}", second);

        Assert.Equal(first, Find(first));
        Assert.Equal(first, Find(first + "^{commit}"));
        Assert.Equal(first, Find(first.ToUpperInvariant()));
        Assert.Equal(first, Find(second + "~1"));
    }

    [Theory]
    [InlineData("refs/heads/")]
    [InlineData("refs/tags/")]
    public void A_shortened_id_that_a_ref_is_named_as_is_refused(string place)
    {
        var id = first[..9];
        Assert.Equal(first, Find(id));
        git.Run("update-ref", place + id, second);
        using var repository = GitRepository.Open(git.Path);

        var message = Assert.Throws<GitException>(() => repository.Find(id)).Message;
        Assert.Contains($"{place}{id}, the commit {first[..12]}", message, StringComparison.Ordinal);
        Assert.Equal(second, Find(place + id));
        git.Run("update-ref", place + id, first);
        Assert.Equal(first, Find(id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-x")]
    [InlineData("--help")]
    [InlineData("main..topic")]
    [InlineData("main...topic")]
    [InlineData("^main")]
    [InlineData(":/second")]
    [InlineData("main:a")]
    [InlineData("main\n")]
    [InlineData("@{")]
    [InlineData("main@{upstream")]
    [InlineData("main*")]
    [InlineData("@{-1}")]
    [InlineData("gone")]
    [InlineData("dddd")]
    public void What_names_no_commit_is_none(string revision) => Assert.Null(Find(revision));

    [Fact]
    public void The_current_branch_has_its_own_name_whatever_tags_there_are()
    {
        git.Run("tag", "main", first);
        using var repository = GitRepository.Open(git.Path);

        Assert.Equal("main", repository.FindCurrentBranch());
    }

    [Fact]
    public void Whatever_is_pushed_beside_a_branch_its_short_name_never_moves()
    {
        string[] places = ["refs/", "refs/tags/", "refs/heads/", "refs/remotes/", "refs/tags/refs/heads/", "refs/remotes/origin/", "refs/tags/heads/", "refs/tags/origin/"];
        foreach (var name in new[] { "main", "origin/main", "topic", "heads/topic" })
        {
            var honest = Find(name);
            foreach (var place in places.Where(p => git.Run("for-each-ref", p + name).Length == 0))
            {
                git.Run("update-ref", place + name, git.Run("commit-tree", "HEAD^{tree}", "-m", place + name));
                using (var repository = GitRepository.Open(git.Path))
                {
                    Assert.True(FindOrRefuse(repository, name) is var found && (found is null || found == honest), $"'{name}' moved to {place}{name}");
                }

                git.Run("update-ref", "-d", place + name);
            }
        }
    }

    private static string? FindOrRefuse(GitRepository repository, string revision)
    {
        try
        {
            return repository.Find(revision)?.Value;
        }
        catch (GitException)
        {
            return null;
        }
    }

    private string? Find(string revision)
    {
        using var repository = GitRepository.Open(git.Path);
        return repository.Find(revision)?.Value;
    }
}
