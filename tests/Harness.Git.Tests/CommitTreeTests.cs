using Harness.Changes;
using Harness.Testing;
using Harness.Trees;
using Xunit;

namespace Harness.Git.Tests;

public sealed class CommitTreeTests
{
    [Fact]
    public void A_commit_is_read_as_it_stands_whatever_the_working_tree_holds()
    {
        using var git = new GitFixture();
        var id = git.Write("crates/a/Cargo.toml", "[package]\n").Write("src/x.rs", "x").Commit("one");
        git.Write("src/x.rs", "changed");
        using var repository = GitRepository.Open(git.Combine("src"));
        var tree = repository.GetTree(repository.Resolve("HEAD"));

        Assert.Equal(id, repository.Resolve("main").Value);
        Assert.Equal("x"u8.ToArray(), tree.Read(RepoPath.Parse("src/x.rs")).Bytes.ToArray());
        Assert.Equal(["crates", "src"], tree.List(RepoPath.Root).Select(e => e.Name));
        Assert.Equal(EntryKind.Directory, tree.GetKind(RepoPath.Parse("crates/a")));
        Assert.Equal(ReadStatus.Missing, tree.Read(RepoPath.Parse("crates/b")).Status);
        Assert.Equal(ReadStatus.IsDirectory, tree.Read(RepoPath.Parse("crates")).Status);
    }

    [Fact]
    public void Links_are_followed_inside_the_tree_and_loops_are_unreadable()
    {
        using var git = new GitFixture();
        git.Write("real/Cargo.toml", "x");
        File.CreateSymbolicLink(git.Combine("dir"), "real");
        File.CreateSymbolicLink(git.Combine("loop"), "loop");
        File.CreateSymbolicLink(git.Combine("out"), "../elsewhere");
        git.Commit("links");
        using var repository = GitRepository.Open(git.Path);
        var tree = repository.GetTree(repository.Resolve("HEAD"));

        Assert.Equal(ReadStatus.Read, tree.Read(RepoPath.Parse("dir/Cargo.toml")).Status);
        Assert.Equal("real", tree.ReadLink(RepoPath.Parse("dir")));
        Assert.Null(tree.ReadLink(RepoPath.Parse("real")));
        Assert.Equal(ReadStatus.Unreadable, tree.Read(RepoPath.Parse("loop")).Status);
        Assert.Equal(EntryKind.None, tree.GetKind(RepoPath.Parse("out")));
    }

    [Fact]
    public void Replacements_are_ignored()
    {
        using var git = new GitFixture();
        var one = git.Write("a", "honest").Commit("one");
        var two = git.Write("a", "forged").Commit("two");
        git.Run("replace", one, two);
        using var repository = GitRepository.Open(git.Path);

        Assert.Equal("honest"u8.ToArray(), repository.GetTree(repository.Resolve(one)).Read(RepoPath.Parse("a")).Bytes.ToArray());
    }

    [Theory]
    [InlineData("--object-format=sha256")]
    [InlineData("--object-format=sha1")]
    public void Both_kinds_of_ids_are_read(string format)
    {
        using var git = new GitFixture(format);
        var one = git.Write("a", "1").Commit("one");
        var two = git.Write("a", "2").Write("b", "3").Commit("two");
        using var repository = GitRepository.Open(git.Path);
        var changes = repository.Compare(repository.GetTree(repository.Resolve(one)), repository.GetTree(repository.Resolve(two)));

        Assert.Equal([(ChangeKind.Modified, "a"), (ChangeKind.Added, "b")], changes.Files.Select(f => (f.Kind, f.Path.Value)));
    }

    [Fact]
    public void A_blob_that_is_missing_is_not_fetched_and_a_missing_tree_says_so()
    {
        using var git = new GitFixture();
        git.Write("a", "blob").Write("d/b", "tree").Commit("one");
        Remove(git, git.Run("rev-parse", "HEAD:a"));
        Remove(git, git.Run("rev-parse", "HEAD:d"));
        using var repository = GitRepository.Open(git.Path);
        var tree = repository.GetTree(repository.Resolve("HEAD"));

        Assert.Equal(ReadStatus.NotFetched, tree.Read(RepoPath.Parse("a")).Status);
        Assert.Throws<GitException>(() => tree.List(RepoPath.Parse("d")));
    }

    [Fact]
    public void A_bare_repository_and_a_linked_working_tree_are_opened()
    {
        using var git = new GitFixture();
        var id = git.Write("a", "1").Commit("one");
        using var elsewhere = new TemporaryDirectory();
        git.Run("clone", "-q", "--bare", git.Path, elsewhere.Combine("bare.git"));
        git.Run("worktree", "add", "-q", elsewhere.Combine("linked"), "-b", "topic");

        foreach (var (directory, branch) in new[] { (elsewhere.Combine("bare.git"), "main"), (elsewhere.Combine("linked"), "topic") })
        {
            using var repository = GitRepository.Open(directory);
            Assert.Equal(id, repository.Resolve("HEAD").Value);
            Assert.Equal(branch, repository.FindCurrentBranch());
        }
    }

    [Fact]
    public void Where_there_is_no_repository_or_no_commit_it_is_said_in_one_line()
    {
        using var empty = new TemporaryDirectory();
        Assert.Contains("no git repository", Assert.Throws<GitException>(() => GitRepository.Open(empty.Path)).Message, StringComparison.Ordinal);
        using var git = new GitFixture();
        using var repository = GitRepository.Open(git.Path);

        Assert.Null(repository.Find("HEAD"));
        Assert.Null(repository.Find("--help"));
        Assert.Contains("'nowhere' names no commit", Assert.Throws<GitException>(() => repository.Resolve("nowhere")).Message, StringComparison.Ordinal);
    }

    private static void Remove(GitFixture git, string id)
    {
        var file = new FileInfo(git.Combine($".git/objects/{id[..2]}/{id[2..]}")) { IsReadOnly = false };
        file.Delete();
    }
}
