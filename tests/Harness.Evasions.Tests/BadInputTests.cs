using System.Text;
using Harness.Testing;
using Xunit;

namespace Harness.Evasions.Tests;

/// <summary>Repositories that are broken, cut off or out of all measure: a finding or one line, and never clean.</summary>
public sealed class BadInputTests
{
    private const int Many = 20_000;

    // Each is thought to be clean if what is wrong with the repository went unseen.
    private static readonly Author Owner = Author.MasterDb;

    [Theory]
    [InlineData(Ground.StorageManifest, Ground.SqlManifest)]
    [InlineData(Ground.Policy, Ground.Policy)]
    [InlineData(Ground.Root, Ground.Root)]
    public void A_file_that_is_needed_and_missing_is_a_failure_where_it_is_asked_for(string path, string place)
    {
        using var stage = new Stage(Broken(path, (git, id) => File.Delete(ObjectPath(git, id))));

        AssertFailed(stage.Judge(Owner), $"Failure HRN0001 {place}");
    }

    [Theory]
    [InlineData(Ground.StorageManifest, Ground.SqlManifest)]
    [InlineData(Ground.Policy, Ground.Policy)]
    [InlineData(Ground.Root, Ground.Root)]
    public void A_file_that_is_needed_and_corrupt_is_a_failure_where_it_is_asked_for(string path, string place)
    {
        using var stage = new Stage(Broken(path, Corrupt));

        AssertFailed(stage.Judge(Owner), $"Failure HRN0001 {place}");
    }

    [Fact]
    public void A_changed_file_that_is_missing_or_corrupt_does_not_hide_that_it_changed()
    {
        using var stage = new Stage(Broken(Ground.Storage, Corrupt));

        Assert.Contains(Catch.Error("HRN3001", Ground.Storage), stage.Judge(Author.AppDev).Findings);
    }

    [Theory]
    [InlineData("^{tree}")]
    [InlineData(":crates")]
    public void A_tree_that_is_corrupt_is_refused(string which)
    {
        using var stage = new Stage(new HonestChange("broken", "")
        {
            Change = git => git.Append(Ground.Storage),
            Then = (git, _, head) => Corrupt(git, git.Run("rev-parse", head + which)),
        });

        AssertRefused(stage.Judge(Owner), "the tree ");
    }

    [Fact]
    public void A_head_that_is_missing_is_refused()
    {
        using var stage = new Stage(new HonestChange("broken", "")
        {
            Change = git => git.Append(Ground.Storage),
            Then = (git, _, head) => File.Delete(ObjectPath(git, head)),
        });

        AssertRefused(stage.Judge(Owner), "names no commit");
    }

    [Fact]
    public void Histories_without_a_common_commit_are_refused()
    {
        using var stage = new Stage(new HonestChange("unrelated", "")
        {
            Change = git =>
            {
                git.Run("checkout", "-q", "--orphan", "other");
                git.Append(Ground.Storage).Commit("other");
                git.Run("branch", "-q", "-f", "topic");
            },
        });

        AssertRefused(stage.Judge(Owner), "rebase onto the target");
    }

    [Fact]
    public void A_conflict_is_refused()
    {
        using var stage = new Stage(new HonestChange("conflict", "")
        {
            Change = git => git.Append(Ground.Storage, "one\n"),
            Later = git => git.Append(Ground.Storage, "two\n"),
        });

        AssertRefused(stage.Judge(Owner), "rebase first");
    }

    [Fact]
    public void A_clone_that_is_cut_off_is_judged_once_it_is_whole()
    {
        using var stage = new Stage(EvasionTable.Evasions.Single(e => e.Name == "shallow-clone"));
        AssertRefused(stage.Judge(Owner), "fetch-depth: 0");

        stage.Git.Run("-C", stage.Path, "fetch", "-q", "--unshallow");
        Assert.Equal(0, stage.Judge(Owner).Exit);
        Assert.Equal(1, stage.Judge(Author.AppDev).Exit);
    }

    [Fact]
    public void A_policy_of_the_target_that_is_a_link_is_a_failure()
    {
        using var stage = new Stage(new HonestChange("linked", "")
        {
            Tip = git => git.Write("docs/policy.toml", Ground.PolicyText).Link(Ground.Policy, "docs/policy.toml"),
            Change = git => git.Append(Ground.Storage),
        });

        AssertFailed(stage.Judge(Owner), "Failure HRN0001 harness.toml");
    }

    [Theory]
    [InlineData(4095, 0)]
    [InlineData(4096, 1)]
    public void A_path_that_no_system_holds_is_an_error(int length, int exit)
    {
        var path = LongPath(length);
        using var stage = new Stage(new HonestChange("long", "")
        {
            Change = git =>
            {
                var blob = git.Run("rev-parse", $"HEAD:{Ground.Storage}");
                git.Run(["update-index", "--add", "-z", "--index-info"], Encoding.UTF8.GetBytes($"100644 {blob}\t{path}\0"));
                git.Run("update-ref", "refs/heads/topic", git.Run("commit-tree", git.Run("write-tree"), "-p", "HEAD", "-m", "long"));
            },
            HeadAt = "topic",
        });

        var verdict = stage.Judge(Owner);
        Assert.Equal(exit, verdict.Exit);
        Assert.Equal(exit == 0 ? [] : [Catch.Error("HRN3009", path)], verdict.Against);
    }

    [Fact]
    public void The_one_foreign_file_among_many_is_found_and_the_many_are_told()
    {
        using var stage = new Stage(new HonestChange("many", "")
        {
            Change = git => git.Import("many", [.. Enumerable.Range(0, Many).Select(i => $"crates/storage/d{i / 1000}/f{i}"), Ground.Sql]),
            HeadAt = "many",
        });

        Assert.Equal([Catch.Error("HRN3001", Ground.Sql)], stage.Judge(Owner).Against);
        Assert.Equal(Many, stage.Judge(Author.AppDev).Against.Count(c => c.Rule == "HRN3001"));
    }

    // The change touches the file, so that its object is one of its own.
    private static HonestChange Broken(string path, Action<GitFixture, string> breakObject) => new("broken", "")
    {
        Change = git => git.Append(path, "# a line\n").Append(Ground.Storage),
        Then = (git, _, head) => breakObject(git, git.Run("rev-parse", $"{head}:{path}")),
    };

    private static string ObjectPath(GitFixture git, string id) => git.Combine($".git/objects/{id[..2]}/{id[2..]}");

    private static void Corrupt(GitFixture git, string id)
    {
        var file = new FileInfo(ObjectPath(git, id)) { IsReadOnly = false };
        File.WriteAllBytes(file.FullName, [0x78, 0x01, 1, 2, 3]);
    }

    private static string LongPath(int length)
    {
        var path = new StringBuilder("crates/storage");
        while (path.Length < length)
        {
            var rest = length - path.Length - 1;
            path.Append('/').Append('a', rest <= 200 ? rest : rest == 201 ? 100 : 200);
        }

        return path.ToString();
    }

    private static void AssertFailed(Verdict verdict, string finding)
    {
        Assert.Equal(2, verdict.Exit);
        Assert.Contains(finding, verdict.Against.Select(c => c.ToString()));
    }

    private static void AssertRefused(Verdict verdict, string says)
    {
        Assert.Equal(2, verdict.Exit);
        var said = Assert.Single(verdict.Findings);
        Assert.Equal(CatchKind.Refusal, said.Kind);
        Assert.Contains(says, said.Where, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said.Where);
    }
}
