using System.Text;
using CsCheck;
using Harness.Changes;
using Harness.Testing;
using Harness.Trees;
using Xunit;

namespace Harness.Git.Tests;

public sealed class ComparisonTests
{
    private static readonly Gen<string> Name = Pick("a", "b", "a.b", "a-", "a0", "ä", "tab\there", "new\nline", "-x", "\"q\"", "A");
    private static readonly Gen<string> PathOf = Gen.Select(Name.Array[1, 3], parts => string.Join('/', parts));
    private static readonly Gen<(string Path, string Mode, int Content)> Entry =
        Gen.Select(PathOf, Pick("100644", "100755", "120000", "160000"), Gen.Int[0, 3], (p, m, c) => (p, m, c));

    [Fact]
    public void Two_trees_differ_as_git_says()
    {
        using var git = new GitFixture();
        string[] blobs = [.. Enumerable.Range(0, 4).Select(i => git.Run(["hash-object", "-w", "--stdin"], Encoding.UTF8.GetBytes($"content {i}")))];
        var commit = git.Write("seed", "x").Commit("seed");
        Gen.Select(Entry.Array[0, 12], Entry.Array[0, 12]).Sample(
            sides =>
            {
                var (before, after) = (Write(git, blobs, commit, sides.Item1), Write(git, blobs, commit, sides.Item2));
                using var repository = GitRepository.Open(git.Path);
                var changes = repository.Compare(repository.GetTree(repository.Resolve(before)), repository.GetTree(repository.Resolve(after)));

                Assert.Equal(ByGit(git, before, after), changes.Files.Select(Spell).Order(StringComparer.Ordinal));
            },
            iter: 40,
            threads: 1);
    }

    [Fact]
    public void A_path_that_is_not_UTF_8_keeps_its_bytes()
    {
        using var git = new GitFixture();
        var before = git.Write("a", "x").Commit("one");
        var blob = git.Run("rev-parse", "HEAD:a");
        var tree = git.Run(["mktree", "-z"], [.. Encoding.ASCII.GetBytes($"100644 blob {blob}\tbad-"), 0xFF, 0]);
        var after = git.Run("commit-tree", tree, "-p", before, "-m", "two");
        using var repository = GitRepository.Open(git.Path);
        var changes = repository.Compare(repository.GetTree(repository.Resolve(before)), repository.GetTree(repository.Resolve(after)));

        Assert.Equal(["a", "bad-\uDCFF"], changes.Files.Select(f => f.Path.Value));
    }

    private static Gen<string> Pick(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    // An index of its own: what is written there is the tree, whatever the disk could hold.
    private static string Write(GitFixture git, string[] blobs, string commit, (string Path, string Mode, int Content)[] entries)
    {
        git.Run("read-tree", "--empty");
        var lines = entries.Select(e => $"{e.Mode} {(e.Mode == "160000" ? commit : blobs[e.Content])}\t{e.Path}\0");
        git.Run(["update-index", "--add", "--replace", "-z", "--index-info"], Encoding.UTF8.GetBytes(string.Concat(lines)));
        return git.Run("commit-tree", git.Run("write-tree"), "-m", "random");
    }

    private static IEnumerable<string> ByGit(GitFixture git, string before, string after)
    {
        var fields = git.Run("diff-tree", "-r", "--raw", "-z", "--no-renames", "--no-abbrev", "--ignore-submodules=none", before, after).Split('\0');
        return fields.Chunk(2).Where(c => c.Length == 2).Select(c => $"{c[0].TrimStart(':')[..^2]} {c[1]}").Order(StringComparer.Ordinal);
    }

    private static string Spell(FileChange change) =>
        $"{Mode(change.Before)} {Mode(change.After)} {Id(change.Before)} {Id(change.After)} {change.Path.Value}";

    private static string Id(FileVersion version) => version.Exists ? version.ObjectId : new string('0', 40);

    private static string Mode(FileVersion version) => version.Mode switch
    {
        EntryMode.None => "000000",
        EntryMode.File => "100644",
        EntryMode.Executable => "100755",
        EntryMode.Link => "120000",
        _ => "160000",
    };
}
