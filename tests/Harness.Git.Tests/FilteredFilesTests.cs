using System.Security.Cryptography;
using System.Text;
using Harness.Testing;
using Xunit;

namespace Harness.Git.Tests;

/// <summary>Files that a clean filter stores in another form. None of its programs runs. See case 29.</summary>
public sealed class FilteredFilesTests : IDisposable
{
    private readonly GitFixture git = new();

    public void Dispose() => git.Dispose();

    [Fact]
    public void A_file_that_the_filter_has_checked_out_is_not_changed()
    {
        Smudge();

        Assert.Equal("", git.Run("status", "--porcelain"));
        Assert.Empty(Working());
    }

    [Fact]
    public void A_file_that_changed_cannot_be_compared_and_git_add_is_the_cure()
    {
        Smudge();
        git.Write("x.bin", "OTHER\n");

        var refusal = Assert.Throws<GitException>(() => Working());
        Assert.Contains("'x.bin' cannot be compared", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("git add", refusal.Message, StringComparison.Ordinal);

        git.Run("add", "x.bin");
        File.SetLastWriteTimeUtc(git.Combine("x.bin"), DateTime.UnixEpoch);
        git.Run("update-index", "-q", "--refresh");
        Assert.Equal(["Modified x.bin"], Working());
    }

    [Fact]
    public void A_file_that_was_written_after_the_index_and_looks_the_same_cannot_be_compared()
    {
        Smudge();
        File.SetLastWriteTimeUtc(git.Combine("x.bin"), File.GetLastWriteTimeUtc(git.Combine(".git/index")));

        Assert.Throws<GitException>(() => Working());
    }

    [Fact]
    public void A_new_or_deleted_file_of_a_filter_is_told()
    {
        Smudge();
        File.Delete(git.Combine("x.bin"));
        git.Write("y.bin", "new\n");

        Assert.Equal(["Deleted x.bin", "Added y.bin"], Working());
    }

    [Fact]
    public void A_file_of_LFS_is_compared_by_its_pointer_without_running_the_filter()
    {
        var pointer = PointerOf("large\n");
        git.Write(".gitattributes", "*.dat filter=lfs diff=lfs merge=lfs -text\n").Write("same.dat", pointer).Write("changed.dat", pointer).Write("plain.dat", pointer).Commit("one");
        git.Run("config", "filter.lfs.clean", "git-lfs clean -- %f");
        git.Run("config", "filter.lfs.process", "git-lfs filter-process");
        git.Run("config", "filter.lfs.required", "true");
        git.Write("same.dat", "large\n").Write("changed.dat", "other\n").Write("new.dat", "new\n");

        Assert.Equal(["Modified changed.dat", "Added new.dat"], Working());
        using var repository = GitRepository.Open(git.Path);
        Assert.Equal(PointerOf("new\n"), Encoding.UTF8.GetString(repository.GetWorkingTree().Read(Trees.RepoPath.Parse("new.dat")).Bytes.Span));
    }

    [Fact]
    public void A_filter_that_is_not_configured_changes_nothing()
    {
        git.Write(".gitattributes", "*.dat filter=lfs\n").Write("a.dat", "1\n").Write("b.dat", "1\n").Commit("one");
        git.Write("a.dat", "2\n");

        Assert.Equal(["Modified a.dat"], Working());
    }

    [Theory]
    [InlineData("x text eol=crlf", "1\n2\n", "1\r\n2\r\n")]
    [InlineData("x ident", "$Id$\n", "$Id: 0123456789 $\n")]
    [InlineData("x working-tree-encoding=UTF-16LE", "ab\n", "a\0b\0\n\0")]
    [InlineData("x export-ignore export-subst", "$Format:%H$\n", "$Format:%H$\n")]
    public void What_git_itself_converts_is_not_changed(string attributes, string stored, string onDisk)
    {
        git.Write("x", stored).Commit("one");
        git.Write(".git/info/attributes", attributes + "\n").Write("x", onDisk);

        Assert.Empty(Working());
    }

    private void Smudge()
    {
        git.Write(".gitattributes", "*.bin filter=up\n").Write("x.bin", "payload\n").Commit("one");
        git.Run("config", "filter.up.clean", "tr A-Z a-z");
        git.Run("config", "filter.up.smudge", "tr a-z A-Z");
        File.Delete(git.Combine("x.bin"));
        git.Run("checkout", "-q", "--", ".");
    }

    private static string PointerOf(string text) =>
        $"version https://git-lfs.github.com/spec/v1\noid sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}\nsize {text.Length}\n";

    private string[] Working()
    {
        using var repository = GitRepository.Open(git.Path);
        return [.. repository.Compare(repository.GetTree(repository.Resolve("HEAD")), repository.GetWorkingTree()).Files.Select(f => f.ToString())];
    }
}
