using System.Text;
using Harness.Changes;
using Harness.Testing;
using Harness.Trees;
using Xunit;

namespace Harness.Git.Tests;

/// <summary>Repositories that few tools read, and objects that git itself would not have made.</summary>
public sealed class OddRepositoryTests
{
    [Fact]
    public void A_partial_clone_is_compared_and_a_file_that_was_not_fetched_says_so()
    {
        using var git = new GitFixture();
        git.Run("config", "uploadpack.allowFilter", "true");
        var one = git.Write("a", "1").Write("d/b", "1").Commit("one");
        var two = git.Write("a", "2").Commit("two");
        using var clone = new TemporaryDirectory();
        git.Run("clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + git.Path, clone.Combine("c"));
        using var repository = GitRepository.Open(clone.Combine("c"));
        var (before, after) = (repository.GetTree(repository.Resolve(one)), repository.GetTree(repository.Resolve(two)));

        Assert.Equal(["Modified a"], Spell(repository.Compare(before, after)));
        Assert.Equal(ReadStatus.NotFetched, after.Read(RepoPath.Parse("a")).Status);
        Assert.Equal(ReadStatus.Missing, after.Read(RepoPath.Parse("b")).Status);
        Assert.Equal(0, Directory.EnumerateFiles(clone.Combine("c/.git/objects/pack"), "*.pack").Count() - 1);
    }

    [Fact]
    public void A_merge_that_needs_what_a_partial_clone_lacks_says_so()
    {
        using var git = new GitFixture();
        git.Run("config", "uploadpack.allowFilter", "true");
        git.Write("a", "1\n2\n3\n4\n5\n").Commit("base");
        git.Diverge(("a", "0\n2\n3\n4\n5\n"), ("a", "1\n2\n3\n4\n6\n"));
        using var clone = new TemporaryDirectory();
        git.Run("clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + git.Path, clone.Combine("c"));
        using var repository = GitRepository.Open(clone.Combine("c"));

        Assert.Contains("git cannot merge", Assert.Throws<GitException>(
            () => repository.Merge(repository.Resolve("main"), repository.Resolve("origin/topic"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refs_kept_in_reftables_are_read()
    {
        using var git = new GitFixture();
        Assert.SkipUnless(git.Version >= new Version(2, 45), "git is older than 2.45, which brought reftables");
        using var odd = new GitFixture("--ref-format=reftable");
        var id = odd.Write("a", "1").Commit("one");
        using var repository = GitRepository.Open(odd.Path);

        Assert.Equal(id, repository.Resolve("main").Value);
        Assert.Equal(ReadStatus.Read, repository.GetTree(repository.Resolve("HEAD")).Read(RepoPath.Parse("a")).Status);
    }

    [Fact]
    public void A_merge_in_a_repository_with_SHA_256_is_made()
    {
        using var git = new GitFixture("--object-format=sha256");
        git.Write("a", "1").Write("b", "1").Commit("base");
        git.Diverge(("a", "2"), ("b", "2"));
        using var repository = GitRepository.Open(git.Path);
        var (tip, head) = (repository.Resolve("main"), repository.Resolve("topic"));
        var merged = repository.Merge(tip, head);

        Assert.Equal(["Modified a"], Spell(repository.Compare(repository.GetTree(tip), merged)));
        Assert.Equal("2"u8.ToArray(), merged.Read(RepoPath.Parse("b")).Bytes.ToArray());
        Assert.Equal(["Modified a"], Spell(repository.Compare(repository.GetTree(tip), repository.GetTree(head))).Except(["Modified b"]));
    }

    [Theory]
    [InlineData("--object-format=sha1")]
    [InlineData("--object-format=sha256")]
    public void A_corrupt_file_is_unreadable_and_a_corrupt_tree_or_commit_says_so(string format)
    {
        using var git = new GitFixture(format);
        git.Write("a", "blob").Write("d/b", "tree").Write("e/c", "other").Commit("one");
        Corrupt(git, git.Run("rev-parse", "HEAD:a"));
        Corrupt(git, git.Run("rev-parse", "HEAD:d"));
        using var repository = GitRepository.Open(git.Path);
        var tree = repository.GetTree(repository.Resolve("HEAD"));

        Assert.Equal(ReadStatus.Unreadable, tree.Read(RepoPath.Parse("a")).Status);
        Assert.Contains("missing or corrupt", Assert.Throws<GitException>(() => tree.List(RepoPath.Parse("d"))).Message, StringComparison.Ordinal);
        Assert.Throws<GitException>(() => repository.Compare(repository.GetEmptyTree(), tree));
        Assert.Equal("other"u8.ToArray(), tree.Read(RepoPath.Parse("e/c")).Bytes.ToArray());
    }

    [Fact]
    public void Packed_and_borrowed_objects_are_read()
    {
        using var git = new GitFixture();
        git.Write("a", "1").Write("d/\uFFFD", "honest").Commit("one");
        git.Run("gc", "-q");
        using var clone = new TemporaryDirectory();
        git.Run("clone", "-q", "--shared", git.Path, clone.Combine("c"));
        using var repository = GitRepository.Open(clone.Combine("c"));
        var tree = repository.GetTree(repository.Resolve("HEAD"));

        Assert.Equal("1"u8.ToArray(), tree.Read(RepoPath.Parse("a")).Bytes.ToArray());
        Assert.Equal("honest"u8.ToArray(), tree.Read(RepoPath.Parse("d/\uFFFD")).Bytes.ToArray());
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a/b")]
    public void A_tree_made_by_hand_with_a_name_that_leaves_its_directory_is_refused(string name)
    {
        using var git = new GitFixture();
        git.Write("a", "x").Commit("one");
        var entry = Entry("100644", name, git.Run("rev-parse", "HEAD:a"));
        using var repository = GitRepository.Open(git.Path);
        var tree = repository.GetTree(repository.Resolve(CommitTree(git, entry)));

        Assert.Contains("git forbids", Assert.Throws<GitException>(() => tree.List(RepoPath.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_that_holds_a_name_twice_is_refused()
    {
        using var git = new GitFixture();
        git.Write("a", "x").Write("b", "y").Commit("one");
        var (a, b) = (git.Run("rev-parse", "HEAD:a"), git.Run("rev-parse", "HEAD:b"));
        using var repository = GitRepository.Open(git.Path);
        var tree = repository.GetTree(repository.Resolve(CommitTree(git, [.. Entry("100644", "a", a), .. Entry("100644", "a", b)])));

        Assert.Contains("'a' twice", Assert.Throws<GitException>(() => tree.Read(RepoPath.Parse("a"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_old_mode_of_a_file_is_that_of_a_file()
    {
        using var git = new GitFixture();
        var one = git.Write("a", "x").Commit("one");
        var old = CommitTree(git, Entry("100664", "a", git.Run("rev-parse", "HEAD:a")));
        using var repository = GitRepository.Open(git.Path);

        Assert.Empty(repository.Compare(repository.GetTree(repository.Resolve(one)), repository.GetTree(repository.Resolve(old))).Files);
    }

    [Fact]
    public void Paths_as_long_as_a_system_takes_and_with_every_odd_character_are_read()
    {
        using var git = new GitFixture();
        var one = git.Write("a", "x").Commit("one");
        var blob = git.Run("rev-parse", "HEAD:a");
        var path = string.Join('/', Enumerable.Range(0, 16).Select(i => new string((char)('a' + i), 255)));
        string[] odd = ["-dash", "tab\tline\nend", "quote\"\\", "\u202Ename", "a b ", path];
        git.Run(["update-index", "--add", "-z", "--index-info"], Encoding.UTF8.GetBytes(string.Concat(odd.Select(p => $"100644 {blob}\t{p}\0"))));
        var two = git.Run("commit-tree", git.Run("write-tree"), "-m", "two");
        using var repository = GitRepository.Open(git.Path);
        var tree = repository.GetTree(repository.Resolve(two));

        Assert.Equal(4095, path.Length);
        Assert.Equal(odd.Order(StringComparer.Ordinal), repository.Compare(repository.GetTree(repository.Resolve(one)), tree).Files.Select(f => f.Path.Value));
        Assert.All(odd, p => Assert.Equal("x"u8.ToArray(), tree.Read(RepoPath.Parse(p)).Bytes.ToArray()));
    }

    [Fact]
    public void A_submodule_is_an_empty_directory()
    {
        using var git = new GitFixture();
        var one = git.Write("a", "x").Commit("one");
        git.Run("update-index", "--add", "--cacheinfo", $"160000,{one},sub/module");
        var two = git.Run("commit-tree", git.Run("write-tree"), "-m", "two");
        using var repository = GitRepository.Open(git.Path);
        var tree = repository.GetTree(repository.Resolve(two));

        Assert.Equal(EntryKind.Directory, tree.GetKind(RepoPath.Parse("sub/module")));
        Assert.Empty(tree.List(RepoPath.Parse("sub/module")));
        Assert.Equal(ReadStatus.IsDirectory, tree.Read(RepoPath.Parse("sub/module")).Status);
        Assert.Equal(ReadStatus.Missing, tree.Read(RepoPath.Parse("sub/module/Cargo.toml")).Status);
        Assert.Equal(RepoPath.Parse("sub/module"), tree.FindSubmodule(RepoPath.Parse("sub/module/x/Cargo.toml")));
        Assert.Null(tree.FindSubmodule(RepoPath.Parse("sub/other")));
    }

    [Fact]
    public void A_file_that_a_commit_holds_is_never_ignored()
    {
        using var git = new GitFixture();
        git.Write(".gitignore", "target\n").Write("target/Cargo.toml", "x").Commit("one");
        using var repository = GitRepository.Open(git.Path);

        Assert.False(repository.GetTree(repository.Resolve("HEAD")).IsIgnored(RepoPath.Parse("target"), EntryKind.Directory));
    }

    [Fact]
    public void A_file_of_more_than_the_limit_is_not_loaded()
    {
        using var git = new GitFixture();
        git.Write("big", new string('x', SourceTree.MaximumFileLength + 1)).Write("fits", new string('x', SourceTree.MaximumFileLength)).Commit("one");
        using var repository = GitRepository.Open(git.Path);
        var tree = repository.GetTree(repository.Resolve("HEAD"));

        Assert.Equal(ReadStatus.TooLarge, tree.Read(RepoPath.Parse("big")).Status);
        Assert.Equal(ReadStatus.Read, tree.Read(RepoPath.Parse("fits")).Status);
    }

    [Fact]
    public void A_hundred_thousand_changed_files_are_compared()
    {
        using var git = new GitFixture();
        var one = git.Write("a", "x").Commit("one");
        var stream = new StringBuilder("blob\nmark :1\ndata 1\nx\ncommit refs/heads/many\ncommitter A <a@b> 0 +0000\ndata 0\n");
        for (var i = 0; i < 100_000; i++)
        {
            stream.Append("M 100644 :1 d").Append(i / 1000).Append("/f").Append(i).Append('\n');
        }

        git.Run(["fast-import", "--quiet"], Encoding.ASCII.GetBytes(stream.ToString()));
        using var repository = GitRepository.Open(git.Path);
        var changes = repository.Compare(repository.GetTree(repository.Resolve(one)), repository.GetTree(repository.Resolve("many")));

        Assert.Equal(100_001, changes.Files.Length);
    }

    [Fact]
    public void Several_threads_read_one_tree()
    {
        using var git = new GitFixture();
        var fixture = string.Concat(Enumerable.Range(0, 200).Select(i => $"//- d{i % 7}/e{i % 3}/f{i}\n{i}\n\n"));
        git.Write(TextFixture.Parse(fixture)).Commit("one");
        using var repository = GitRepository.Open(git.Path);
        var tree = repository.GetTree(repository.Resolve("HEAD"));

        Parallel.For(0, 2000, i => Assert.Equal($"{i % 200}", Encoding.UTF8.GetString(tree.Read(RepoPath.Parse($"d{i % 200 % 7}/e{i % 200 % 3}/f{i % 200}")).Bytes.Span).Trim()));
    }

    private static string CommitTree(GitFixture git, byte[] tree) =>
        git.Run("commit-tree", git.Run(["hash-object", "-t", "tree", "-w", "--literally", "--stdin"], tree), "-m", "by hand");

    private static byte[] Entry(string mode, string name, string id) => [.. Encoding.UTF8.GetBytes($"{mode} {name}\0"), .. Convert.FromHexString(id)];

    private static IEnumerable<string> Spell(ChangeSet changes) => changes.Files.Select(f => f.ToString());

    private static void Corrupt(GitFixture git, string id)
    {
        var file = new FileInfo(git.Combine($".git/objects/{id[..2]}/{id[2..]}")) { IsReadOnly = false };
        File.WriteAllBytes(file.FullName, [0x78, 0x01, 1, 2, 3]);
    }
}
