using System.Diagnostics;
using System.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Trees;

public sealed class DirectoryTreeTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("harness-tree-").FullName;

    private DirectoryTree Tree => new(root);

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Files_are_listed_in_ordinal_order_and_read()
    {
        Write("b", "2");
        Write("a/x", "1");
        Write("B", "3");

        Assert.Equal(
            [new("B", EntryKind.File, false), new("a", EntryKind.Directory, false), new TreeEntry("b", EntryKind.File, false)],
            Tree.List(RepoPath.Root));
        Assert.Equal("1", ReadText("a/x"));
        Assert.Equal(EntryKind.Directory, Kind("a"));
        Assert.Equal(EntryKind.Directory, Kind(""));
        Assert.Equal(EntryKind.None, Kind("c"));
        Assert.Equal(ReadStatus.Missing, Status("c/d"));
        Assert.Equal(ReadStatus.IsDirectory, Status("a"));
        Assert.Equal(ReadStatus.IsDirectory, Status(""));
        Assert.Empty(Tree.List(RepoPath.Parse("b")));
        Assert.Empty(Tree.List(RepoPath.Parse("c")));
    }

    [Fact]
    public void A_name_of_another_case_is_another_name()
    {
        Write("Sub/Cargo.toml", "x");

        Assert.Equal(EntryKind.None, Kind("Sub/cargo.toml"));
        Assert.Equal(EntryKind.None, Kind("sub/Cargo.toml"));
        Assert.Equal(EntryKind.File, Kind("Sub/Cargo.toml"));
    }

    [Fact]
    public void A_path_outside_the_tree_is_not_looked_at()
    {
        Write("in/x", "1");
        var tree = new DirectoryTree(Path.Join(root, "in"));

        Assert.Equal(EntryKind.None, tree.GetKind(RepoPath.Parse("../in/x")));
        Assert.Equal(ReadStatus.Missing, tree.Read(RepoPath.Parse("../in/x")).Status);
        Assert.Empty(tree.List(RepoPath.Parse("..")));
    }

    [Fact]
    public void Links_are_followed_and_marked()
    {
        Write("a/deep/x", "1");
        Write("a/y", "2");
        Link("d", "a/deep");
        Link("f", "a/deep/x");
        Link("a/deep/up", "../y");

        Assert.Contains(new TreeEntry("d", EntryKind.Directory, true), Tree.List(RepoPath.Root));
        Assert.Contains(new TreeEntry("f", EntryKind.File, true), Tree.List(RepoPath.Root));
        Assert.Equal("1", ReadText("d/x"));
        Assert.Equal("1", ReadText("f"));
        Assert.Equal("2", ReadText("d/up"));
    }

    [Fact]
    public void A_link_that_leads_nowhere_or_in_a_circle_is_nothing_and_cannot_be_read()
    {
        Link("one", "two");
        Link("two", "one");
        Link("self", "self");
        Link("gone", "missing");

        foreach (var name in new[] { "one", "two", "self", "gone" })
        {
            Assert.Contains(new TreeEntry(name, EntryKind.None, true), Tree.List(RepoPath.Root));
            Assert.Equal(EntryKind.None, Kind(name));
            Assert.Equal(ReadStatus.Unreadable, Status(name));
        }
    }

    [Fact]
    public void A_directory_that_links_to_one_above_ends_where_the_system_ends()
    {
        Write("a/x", "1");
        Link("a/loop", "..");

        Assert.Equal("1", ReadText("a/loop/a/x"));
        Assert.Equal(EntryKind.None, Kind(string.Concat(Enumerable.Repeat("a/loop/", 200)) + "a/x"));
    }

    [Fact]
    public void A_path_of_a_million_segments_is_answered()
    {
        var path = RepoPath.Parse(string.Join('/', Enumerable.Repeat("a", 1_000_000)));

        Assert.Equal(EntryKind.None, Tree.GetKind(path));
        Assert.Equal(ReadStatus.Missing, Tree.Read(path).Status);
    }

    [Fact]
    public void A_zero_byte_in_a_path_names_nothing() => Assert.Equal(ReadStatus.Missing, Status("a\0b"));

    [Fact]
    public async Task A_named_pipe_or_a_device_is_never_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "named pipes of Unix");
        using (var make = Process.Start("mkfifo", Path.Join(root, "Cargo.toml")))
        {
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Link("linked", "Cargo.toml");
        Link("zero", "/dev/zero");
        var reading = Task.Run(
            () => new[] { "Cargo.toml", "linked", "zero" }.Select(n => Tree.Read(RepoPath.Parse(n))).ToArray(),
            TestContext.Current.CancellationToken);

        foreach (var content in await reading.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken))
        {
            Assert.Equal(FileContent.Failed(ReadStatus.Unreadable), content);
        }
    }

    [Fact]
    public void An_empty_file_is_read_as_one()
    {
        Write("empty", "");
        Link("linked", "empty");
        Assert.All(["empty", "linked"], name => Assert.Equal(new FileContent(ReadStatus.Read, default), Tree.Read(RepoPath.Parse(name)), SameContent));
    }

    private static bool SameContent(FileContent left, FileContent right) => left.Status == right.Status && left.Bytes.Span.SequenceEqual(right.Bytes.Span);

    [Fact]
    public void A_file_of_the_greatest_length_is_read_and_one_byte_more_is_too_much()
    {
        Write("most", new string('x', SourceTree.MaximumFileLength));
        Write("more", new string('x', SourceTree.MaximumFileLength + 1));

        Assert.Equal(SourceTree.MaximumFileLength, Tree.Read(RepoPath.Parse("most")).Bytes.Length);
        Assert.Equal(ReadStatus.TooLarge, Status("more"));
        Assert.Equal(0, Tree.Read(RepoPath.Parse("more")).Bytes.Length);
    }

    [Fact]
    public async Task A_file_that_grows_while_it_is_read_stays_within_the_limit()
    {
        Write("log", "x");
        var stop = TestContext.Current.CancellationToken;
        var writer = Task.Run(() =>
        {
            using var file = new FileStream(Path.Join(root, "log"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            var chunk = new byte[64 << 10];
            while (file.Length < 2 * SourceTree.MaximumFileLength)
            {
                file.Write(chunk);
            }
        }, stop);
        FileContent content;
        do
        {
            content = Tree.Read(RepoPath.Parse("log"));
            Assert.True(content.Bytes.Length <= SourceTree.MaximumFileLength);
        }
        while (content.Status == ReadStatus.Read && !writer.IsCompleted);

        await writer;
        Assert.True(content.Status is ReadStatus.Read or ReadStatus.TooLarge);
    }

    [Fact]
    public void A_file_removed_after_it_was_listed_is_missing()
    {
        Write("a", "1");
        var tree = Tree;
        Assert.Equal(EntryKind.File, tree.GetKind(RepoPath.Parse("a")));
        File.Delete(Path.Join(root, "a"));

        Assert.Equal(ReadStatus.Missing, tree.Read(RepoPath.Parse("a")).Status);
    }

    [Fact]
    public void A_file_or_directory_without_permission_cannot_be_read()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("permissions of Unix");
            return;
        }

        Assert.SkipWhen(Environment.UserName == "root", "root may read everything");
        Write("file", "1");
        Write("dir/x", "1");
        File.SetUnixFileMode(Path.Join(root, "file"), UnixFileMode.None);
        File.SetUnixFileMode(Path.Join(root, "dir"), UnixFileMode.None);
        try
        {
            Assert.Equal(ReadStatus.Unreadable, Status("file"));
            Assert.Equal(ReadStatus.Missing, Status("dir/x"));
            var tree = Tree;
            Assert.Empty(tree.List(RepoPath.Parse("dir")));
            Assert.Equal([RepoPath.Parse("dir")], tree.UnreadableDirectories);
        }
        finally
        {
            File.SetUnixFileMode(Path.Join(root, "dir"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void A_directory_that_does_not_exist_is_an_empty_tree()
    {
        var tree = new DirectoryTree(Path.Join(root, "none"));

        Assert.Equal(EntryKind.None, tree.GetKind(RepoPath.Root));
        Assert.Empty(tree.List(RepoPath.Root));
        Assert.Equal(ReadStatus.Missing, tree.Read(RepoPath.Parse("Cargo.toml")).Status);
    }

    [Fact]
    public void A_relative_path_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new DirectoryTree("src"));
        Assert.Throws<ArgumentException>(() => new DirectoryTree(""));
    }

    [Fact]
    public void The_absolute_root_is_written_with_slashes_and_none_at_the_end() =>
        Assert.Equal(root.Replace('\\', '/'), new DirectoryTree(root + Path.DirectorySeparatorChar).AbsoluteRoot);

    private EntryKind Kind(string path) => Tree.GetKind(RepoPath.Parse(path));

    private ReadStatus Status(string path) => Tree.Read(RepoPath.Parse(path)).Status;

    private string ReadText(string path) => Encoding.UTF8.GetString(Tree.Read(RepoPath.Parse(path)).Bytes.Span);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Join(root, path))!);
        File.WriteAllText(Path.Join(root, path), text);
    }

    private void Link(string path, string target) => File.CreateSymbolicLink(Path.Join(root, path), target);
}
