using Harness.Testing;
using Harness.Trees;
using Xunit;

namespace Harness.Git.Tests;

public sealed class FetchTests : IDisposable
{
    private readonly GitFixture origin = new();
    private readonly string first;
    private readonly string second;

    public FetchTests()
    {
        first = origin.Write("a", "1\n").Commit("first");
        second = origin.Write("a", "2\n").Commit("second");
        origin.Run("update-ref", "refs/pull/7/head", second);
        origin.Run("update-ref", "refs/heads/queue/pr-7", second);
    }

    private GitRemote Remote => new(new Uri(origin.Path));

    public void Dispose() => origin.Dispose();

    [Fact]
    public void A_ref_and_a_commit_are_fetched_as_data()
    {
        using var fetched = new FetchedRepository(Remote);

        Assert.True(fetched.TryFetch(["refs/pull/7/head", second], depth: null, TestContext.Current.CancellationToken));
        using var repository = GitRepository.Open(fetched.Path, TestContext.Current.CancellationToken);
        var commit = repository.Resolve(FetchedRepository.RefOf("refs/pull/7/head"), TestContext.Current.CancellationToken);
        Assert.Equal(second, commit.Value);
        Assert.Equal(first, repository.GetParents(commit)[0].Value);
        Assert.Equal(EntryKind.File, repository.GetTree(commit).GetKind(RepoPath.Parse("a")));
    }

    [Fact]
    public void A_depth_cuts_the_history_off_and_none_brings_the_rest()
    {
        using var fetched = new FetchedRepository(Remote);

        Assert.True(fetched.TryFetch(["refs/heads/main"], depth: 1, TestContext.Current.CancellationToken));
        Assert.True(IsShallow(fetched));
        Assert.True(fetched.TryFetch(["refs/heads/main"], depth: null, TestContext.Current.CancellationToken));
        Assert.False(IsShallow(fetched));
    }

    [Fact]
    public void What_the_remote_lacks_is_told_from_a_remote_that_does_not_answer()
    {
        using var fetched = new FetchedRepository(Remote);
        Assert.False(fetched.TryFetch(["refs/pull/8/head"], depth: 1, TestContext.Current.CancellationToken));

        using var nowhere = new FetchedRepository(new GitRemote(new Uri(origin.Combine("missing"))));
        var error = Assert.Throws<GitException>(() => nowhere.TryFetch(["refs/heads/main"], depth: 1, TestContext.Current.CancellationToken));
        Assert.Contains("cannot be fetched from", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("refs/tags/")]
    [InlineData("refs/heads/")]
    [InlineData("refs/remotes/")]
    [InlineData("refs/")]
    public void A_ref_that_only_ends_in_the_name_is_not_fetched_in_its_place(string place)
    {
        origin.Run("update-ref", place + "refs/pull/7/merge", first);
        using var fetched = new FetchedRepository(Remote);

        Assert.False(fetched.TryFetch(["refs/pull/7/head", "refs/pull/7/merge"], depth: null, TestContext.Current.CancellationToken));
        Assert.True(fetched.TryFetch(["refs/pull/7/head", second], depth: null, TestContext.Current.CancellationToken));
        origin.Run("update-ref", "refs/pull/7/merge", second);
        Assert.True(fetched.TryFetch(["refs/pull/7/merge"], depth: null, TestContext.Current.CancellationToken));
        using var repository = GitRepository.Open(fetched.Path, TestContext.Current.CancellationToken);
        Assert.Equal(second, repository.Resolve(FetchedRepository.RefOf("refs/pull/7/merge"), TestContext.Current.CancellationToken).Value);
    }

    [Theory]
    [InlineData("refs/heads/main:refs/fetched/x")]
    [InlineData("refs/heads/*")]
    [InlineData("^refs/heads/main")]
    [InlineData("--upload-pack=x")]
    [InlineData("main")]
    [InlineData("")]
    public void What_is_no_name_is_not_fetched(string source)
    {
        using var fetched = new FetchedRepository(Remote);

        Assert.Contains("names no ref", Assert.Throws<GitException>(() => fetched.TryFetch([source], depth: 1, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refs_are_listed_by_their_prefix()
    {
        using var fetched = new FetchedRepository(Remote);

        Assert.Equal([("refs/heads/queue/pr-7", second)], fetched.ListRefs("refs/heads/queue/", TestContext.Current.CancellationToken));
        Assert.Empty(fetched.ListRefs("refs/heads/none/", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("ssh://example.org/x")]
    [InlineData("ext::sh -c false")]
    public void Only_plain_transports_are_spoken(string address) =>
        Assert.Throws<ArgumentException>(() => new FetchedRepository(new GitRemote(new Uri(address))));

    [Fact]
    public void A_token_is_in_no_message_and_no_argument()
    {
        var remote = new GitRemote(new Uri("http://127.0.0.1:9/o/r")).WithToken("s3cret");
        using var fetched = new FetchedRepository(remote);

        var error = Assert.Throws<GitException>(() => fetched.TryFetch(["refs/heads/main"], depth: 1, TestContext.Current.CancellationToken));

        Assert.DoesNotContain("s3cret", error.Message + remote, StringComparison.Ordinal);
        Assert.DoesNotContain(remote.Authorization!.Split(' ')[1], error.Message + remote, StringComparison.Ordinal);
    }

    private static bool IsShallow(FetchedRepository fetched)
    {
        using var repository = GitRepository.Open(fetched.Path, TestContext.Current.CancellationToken);
        return repository.IsShallow;
    }
}
