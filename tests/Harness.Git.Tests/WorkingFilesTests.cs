using Harness.Testing;
using Xunit;

namespace Harness.Git.Tests;

public sealed class WorkingFilesTests
{
    [Fact]
    public void The_index_is_what_is_staged_and_the_working_tree_what_lies_there()
    {
        using var git = new GitFixture();
        git.Write("a", "1").Write("b", "1").Write("gone", "1").Write(".gitignore", "*.log\n").Commit("one");
        git.Write("a", "2");
        git.Run("add", "a");
        git.Write("b", "2").Write("new", "1").Write("x.log", "1");
        File.Delete(git.Combine("gone"));

        Assert.Equal(["Modified a"], Staged(git));
        Assert.Equal(["Modified a", "Modified b", "Deleted gone", "Added new"], Working(git));
        Assert.Equal("b", git.Run("diff", "--name-only").Split('\n')[0]);
    }

    [Fact(SkipUnless = nameof(HasModes), Skip = "the file system knows no executable files")]
    public void Nothing_is_hidden_by_flags_of_the_index_or_by_gitmodules()
    {
        using var git = new GitFixture();
        using var other = new GitFixture();
        other.Write("x", "1").Commit("x");
        git.Run("clone", "-q", other.Path, "sub");
        git.Write(".gitmodules", "[submodule \"sub\"]\n\tpath = sub\n\turl = x\n\tignore = all\n").Write("a", "1").Write("b", "1").Write("run", "1").Commit("one");
        git.Run("config", "core.fileMode", "false");
        git.Run("update-index", "--assume-unchanged", "a");
        git.Run("update-index", "--skip-worktree", "b");
        git.Write("a", "2").Write("b", "2");
        git.Run("-C", "sub", "commit", "-q", "--allow-empty", "-m", "y");
        SetExecutable(git.Combine("run"));

        Assert.Empty(Staged(git));
        Assert.Equal(["Modified a", "Modified b", "ModeChanged run", "Modified sub"], Working(git));
    }

    [Fact]
    public void What_a_sparse_checkout_leaves_out_is_not_deleted()
    {
        using var git = new GitFixture();
        git.Write("in/a", "1").Write("out/b", "1").Commit("one");
        git.Run("sparse-checkout", "set", "--cone", "--sparse-index", "in");
        git.Write("in/a", "2");
        git.Run("add", "in/a");

        Assert.False(File.Exists(git.Combine("out/b")));
        Assert.Equal(["Modified in/a"], Staged(git));
        Assert.Equal(["Modified in/a"], Working(git));
    }

    [Fact]
    public void A_split_index_is_read()
    {
        using var git = new GitFixture();
        git.Write("a", "1").Write("b", "1").Commit("one");
        git.Run("update-index", "--split-index");
        git.Write("a", "2");
        git.Run("add", "a");

        Assert.Equal(["Modified a"], Staged(git));
        Assert.Equal(["Modified a"], Working(git));
    }

    [Fact]
    public void No_filter_of_the_repository_runs_and_line_ends_are_stored_as_the_attributes_say()
    {
        using var git = new GitFixture();
        git.Write(".gitattributes", "*.lfs filter=evil\n*.bat text eol=crlf\n").Write("x.lfs", "1").Write("y.bat", "1\r\n").Write("z", "1\n").Commit("one");
        git.Run("config", "filter.evil.clean", $"touch '{git.Combine("ran")}'; cat");
        git.Run("config", "filter.evil.required", "true");
        git.Run("config", "core.fsmonitor", $"touch '{git.Combine("ran")}'");
        git.Write("y.bat", "1\r\n").Write("z", "1\r\n");
        File.SetLastWriteTimeUtc(git.Combine("y.bat"), DateTime.UnixEpoch);

        Assert.Equal(["Modified z"], Working(git));
        git.Write("x.lfs", "2");
        Assert.Contains("'x.lfs' cannot be compared", Assert.Throws<GitException>(() => Working(git)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(git.Combine("ran")));
    }

    [Fact]
    public void The_first_commit_is_compared_with_nothing()
    {
        using var git = new GitFixture();
        git.Write("a", "1");
        git.Run("add", "a");
        git.Write("b", "1");
        using var repository = GitRepository.Open(git.Path);

        Assert.Equal(["Added a"], repository.Compare(repository.GetEmptyTree(), repository.GetStagedTree()).Files.Select(f => f.ToString()));
        Assert.Equal(["Added a", "Added b"], repository.Compare(repository.GetEmptyTree(), repository.GetWorkingTree()).Files.Select(f => f.ToString()));
    }

    [Fact]
    public void A_merge_that_is_not_finished_is_said_and_not_judged()
    {
        using var git = new GitFixture();
        git.Write("a", "1").Commit("base");
        git.Diverge(("a", "2"), ("a", "3"));
        Assert.Throws<InvalidOperationException>(() => git.Run("merge", "-q", "topic"));
        using var repository = GitRepository.Open(git.Path);

        Assert.Contains("resolve its conflicts", Assert.Throws<GitException>(() => repository.GetStagedTree()).Message, StringComparison.Ordinal);
        Assert.Contains("resolve its conflicts", Assert.Throws<GitException>(() => repository.GetWorkingTree()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bare_repository_has_neither()
    {
        using var git = new GitFixture("--bare");
        using var repository = GitRepository.Open(git.Path);

        Assert.Contains("no working tree", Assert.Throws<GitException>(() => repository.GetStagedTree()).Message, StringComparison.Ordinal);
        Assert.Contains("no working tree", Assert.Throws<GitException>(() => repository.GetWorkingTree()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_the_index_nor_the_objects_of_the_repository_are_written()
    {
        using var git = new GitFixture();
        git.Write("a", "1").Commit("one");
        git.Write("a", "2").Write("b", "3");
        var before = Snapshot(git);
        Working(git);
        Staged(git);

        Assert.Equal(before, Snapshot(git));
    }

    [Fact]
    public void A_nested_repository_is_a_submodule_once_it_has_a_commit()
    {
        using var git = new GitFixture();
        using var other = new GitFixture();
        other.Write("x", "1").Commit("x");
        git.Write("a", "1").Commit("one");
        git.Run("clone", "-q", other.Path, "full");
        git.Run("init", "-q", "empty");

        Assert.Equal(["Added full"], Working(git));
    }

    private static string[] Staged(GitFixture git) => Compare(git, r => r.GetStagedTree());

    private static string[] Working(GitFixture git) => Compare(git, r => r.GetWorkingTree());

    private static string[] Compare(GitFixture git, Func<GitRepository, GitTree> after)
    {
        using var repository = GitRepository.Open(git.Path);
        return [.. repository.Compare(repository.GetTree(repository.Resolve("HEAD")), after(repository)).Files.Select(f => f.ToString())];
    }

    private static string[] Snapshot(GitFixture git) =>
        [.. Directory.EnumerateFiles(git.Combine(".git"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => $"{f} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}")];

    private static void SetExecutable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
        }
    }

    public static bool HasModes => !OperatingSystem.IsWindows();
}
