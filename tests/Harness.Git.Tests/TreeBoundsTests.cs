using System.Text;
using Harness.Testing;
using Harness.Trees;
using Harness.Workspaces;
using Xunit;

namespace Harness.Git.Tests;

public sealed class TreeBoundsTests
{
    [Theory]
    [InlineData("--object-format=sha1", false)]
    [InlineData("--object-format=sha1", true)]
    [InlineData("--object-format=sha256", false)]
    public void A_tree_of_ten_objects_with_ten_thousand_million_paths_is_refused_with_its_cure(string format, bool isPacked)
    {
        using var git = new GitFixture(format);
        var one = git.Write("a", "x").Commit("one");
        var two = git.Run("commit-tree", "-p", one, "-m", "bomb", Bomb(git, levels: 10));
        git.Run("update-ref", "refs/heads/bomb", two);
        if (isPacked)
        {
            git.Run("gc", "-q");
        }

        using var repository = GitRepository.Open(git.Path);
        var (before, after) = (repository.GetTree(repository.Resolve(one)), repository.GetTree(repository.Resolve(two)));

        Assert.Contains("more than 1,000,000 files", Assert.Throws<GitException>(() => repository.Compare(before, after)).Message, StringComparison.Ordinal);
        Assert.Contains("take generated or vendored files out", Assert.Throws<GitException>(() => after.List(RepoPath.Root)).Message, StringComparison.Ordinal);
        Assert.Equal(ReadStatus.Missing, after.Read(RepoPath.Parse("Cargo.toml")).Status);
    }

    [Fact]
    public void A_tree_of_ten_objects_is_not_merged()
    {
        using var git = new GitFixture();
        var one = git.Write("a", "x").Commit("one");
        var bomb = git.Run("commit-tree", "-p", one, "-m", "bomb", Bomb(git, levels: 10));
        var tip = git.Write("b", "x").Commit("two");
        using var repository = GitRepository.Open(git.Path);

        var refusal = Assert.Throws<GitException>(() => repository.Merge(repository.Resolve(tip), repository.Resolve(bomb)));

        Assert.Contains("more than 1,000,000 files", refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.IsConflict);
    }

    [Fact]
    public void Directories_that_are_nested_without_end_are_refused_with_their_cure()
    {
        using var git = new GitFixture();
        var one = git.Write("a", "x").Commit("one");
        git.Run(["fast-import", "--quiet"], Encoding.ASCII.GetBytes(
            $"commit refs/heads/deep\ncommitter A <a@b> 0 +0000\ndata 0\nM 100644 inline {string.Concat(Enumerable.Repeat("d/", 1000))}f\ndata 1\nx\n"));
        using var repository = GitRepository.Open(git.Path);

        var refusal = Assert.Throws<GitException>(() => repository.Compare(repository.GetTree(repository.Resolve(one)), repository.GetTree(repository.Resolve("deep"))));

        Assert.Contains("nested more than 256 deep", refusal.Message, StringComparison.Ordinal);
        Assert.True(refusal.Message.Length < 400);
    }

    [Fact]
    public void A_large_repository_of_a_hundred_thousand_files_forty_levels_deep_is_read()
    {
        using var git = new GitFixture();
        var one = git.Write("a", "x").Commit("one");
        var deep = string.Concat(Enumerable.Range(0, 39).Select(i => $"d{i}/"));
        var stream = new StringBuilder("blob\nmark :1\ndata 1\nx\ncommit refs/heads/many\ncommitter A <a@b> 0 +0000\ndata 0\n");
        for (var i = 0; i < 100_000; i++)
        {
            stream.Append("M 100644 :1 ").Append(i % 100 == 0 ? deep : "").Append('d').Append(i / 1000).Append("/f").Append(i).Append('\n');
        }

        git.Run(["fast-import", "--quiet"], Encoding.ASCII.GetBytes(stream.ToString()));
        using var repository = GitRepository.Open(git.Path);

        Assert.Equal(100_001, repository.Compare(repository.GetTree(repository.Resolve(one)), repository.GetTree(repository.Resolve("many"))).Files.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Links_that_lead_back_up_do_not_unfold_a_pattern_of_members_without_end(bool isOnDisk)
    {
        using var git = new GitFixture();
        git.Write("Cargo.toml", $"[workspace]\nmembers = [\"{string.Concat(Enumerable.Repeat("*/", 12))}x\"]\nresolver = \"3\"\n").Write("x/f", "x");
        for (var i = 0; i < 10; i++)
        {
            Directory.CreateSymbolicLink(git.Combine($"l{i}"), ".");
        }

        git.Commit("one");
        using var repository = GitRepository.Open(git.Path);
        SourceTree tree = isOnDisk ? new DirectoryTree(git.Path) : repository.GetTree(repository.Resolve("HEAD"));

        Assert.Contains(Codebase.Load(tree, new CodebaseOptions()).Diagnostics, d => d.Message.Contains("more paths than can be walked", StringComparison.Ordinal));
    }

    [Fact]
    public void Directories_on_disk_that_are_nested_without_end_are_not_walked()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("Cargo.toml", "[workspace]\nmembers = []\nresolver = \"3\"\n");
        Directory.CreateDirectory(directory.Combine(string.Concat(Enumerable.Repeat("d/", 300))));

        var problem = Assert.Single(Codebase.Load(new DirectoryTree(directory.Path), new CodebaseOptions()).Diagnostics);

        Assert.Contains("holds more than can be walked", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_counted_is_bounded_wherever_it_is_named()
    {
        var trees = new Dictionary<string, ObjectEntry[]>
        {
            ["leaf"] = [.. Enumerable.Range(0, 1000).Select(i => new ObjectEntry($"f{i}", EntryMode.File, "blob"))],
            ["fits"] = [.. Enumerable.Range(0, 999).Select(i => new ObjectEntry($"d{i}", EntryMode.None, "leaf"))],
            ["many"] = [.. Enumerable.Range(0, 1000).Select(i => new ObjectEntry($"d{i}", EntryMode.None, "leaf"))],
            ["long"] = [.. Enumerable.Range(0, 900).Select(i => new ObjectEntry(new string('d', 400) + i, EntryMode.None, "leaf"))],
        };
        var reads = 0;
        var bounds = new TreeBounds(id =>
        {
            reads++;
            return trees[id];
        });

        bounds.Check("fits");
        Assert.Throws<GitException>(() => bounds.Check("many"));
        Assert.Throws<GitException>(() => bounds.Check("long"));
        Assert.Equal(4, reads);
    }

    // Ten directories in ten directories: each level is one object.
    private static string Bomb(GitFixture git, int levels)
    {
        var blob = git.Run("rev-parse", "HEAD:a");
        var tree = Make(git, $"100644 blob {blob}\tf");
        for (var level = 1; level < levels; level++)
        {
            tree = Make(git, $"040000 tree {tree}\td");
        }

        return tree;
    }

    private static string Make(GitFixture git, string entry) =>
        git.Run(["mktree"], Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 10).Select(i => $"{entry}{i}\n"))));
}
