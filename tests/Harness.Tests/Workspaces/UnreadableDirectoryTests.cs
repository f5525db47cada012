using Harness.Trees;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Workspaces;

/// <summary>A directory that may not be read could hold anything: the load is not whole, and says where.</summary>
public sealed class UnreadableDirectoryTests
{
    [Fact]
    public void A_directory_that_could_not_be_listed_is_reported()
    {
        var codebase = Codebase.Load(new LockedTree("crates/locked"), new CodebaseOptions(), TestContext.Current.CancellationToken);
        var found = Assert.Single(codebase.Diagnostics);
        Assert.Equal(("HRN0001", "crates/locked:1"), (found.Descriptor.Id, found.Location.ToString()));
        Assert.Contains("'crates/locked' cannot be listed", found.Message, StringComparison.Ordinal);
        Assert.NotEqual("", found.Help);
    }

    private sealed class LockedTree(string locked) : SourceTree
    {
        private readonly MemoryTree inner = MemoryTree.FromText(
        [
            new("Cargo.toml", "[workspace]\nmembers = [\"crates/a\"]\n"),
            new("crates/a/Cargo.toml", "package.name = \"a\"\n"),
            new("crates/a/src/lib.rs", ""),
        ]);

        public override IReadOnlyCollection<RepoPath> UnreadableDirectories => [RepoPath.Parse(locked)];

        public override EntryKind GetKind(RepoPath path) => inner.GetKind(path);

        public override FileContent Read(RepoPath path) => inner.Read(path);

        public override IReadOnlyList<TreeEntry> List(RepoPath directory) => inner.List(directory);
    }
}
