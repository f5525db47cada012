using System.Text.Json;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>What a policy would have flagged in what has landed.</summary>
public sealed class HistoryCheckTests : IDisposable
{
    private const string Policy = "version = 1\nlayers = [{ name = \"app\", crates = [\"a\"] }, { name = \"base\", crates = [\"b\", \"c\"] }]\n";

    private readonly GitFixture git = new();

    public void Dispose() => git.Dispose();

    [Fact]
    public void Each_change_that_the_policy_would_have_flagged_is_a_row_with_its_rules()
    {
        var upward = BuildHistory();

        var text = Check("--last", "10");

        Assert.Equal(
            $"""
            commit      date        author  change                new findings
            {upward[..10]}  2030-01-01  A       Merge branch 'topic'  HRN2001, HRN2002
                        error[HRN2001] b/Cargo.toml:7: 'b' (base) may not depend on 'a' (app).
                        error[HRN2002] c/Cargo.toml:7: 'c' may not depend on 'b': both are in layer 'base'.

            4 changes: 1 would have been flagged (HRN2001, HRN2002), 1 would have failed a check.
            Not all: the branch has no more.
            Judged by 'harness.toml' as it is now. Only what a change brought counts. Rights are not judged: history proves neither who made a change nor who agreed.

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void A_change_before_the_newest_is_not_looked_at_where_fewer_are_asked_for()
    {
        BuildHistory();
        Assert.StartsWith("1 change: 0 would have been flagged, 0 would have failed a check.\nJudged by", Check("--last", "1"), StringComparison.Ordinal);
        Assert.StartsWith("2 changes: 1 would have been flagged (HRN2001, HRN2002)", LastPart(Check("--since", "HEAD~2")), StringComparison.Ordinal);
        Assert.StartsWith("0 changes: 0 would have been flagged", Check("--since", "HEAD"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_that_an_older_tree_lacks_is_left_out_there_and_counted()
    {
        BuildHistory();
        git.Write("extra/Cargo.toml", "[package]\nname = \"extra\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[workspace]\n").Write("extra/src/lib.rs", "");
        git.Write("harness.toml", "version = 1\nlayers = [{ name = \"app\", crates = [\"a\"] }, { name = \"base\", crates = [\"b\", \"c\", \"extra\"] }]\n[workspace]\nmanifests = [\"Cargo.toml\", \"extra/Cargo.toml\"]\n");
        git.Commit("a workspace of its own");

        var text = Check("--last", "4");

        Assert.Contains("4 changes: 1 would have been flagged", text, StringComparison.Ordinal);
        Assert.DoesNotContain("could not be judged", text, StringComparison.Ordinal);
        Assert.Contains("In 3 changes a manifest that the policy names did not exist yet; it was left out there.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void As_JSON_every_change_is_there_and_counts_are_by_rule()
    {
        var upward = BuildHistory();
        using var json = JsonDocument.Parse(Check("--last", "3", "--format", "json"));
        var changes = json.RootElement.GetProperty("changes").EnumerateArray().ToArray();
        Assert.Equal(3, changes.Length);
        var flagged = Assert.Single(changes, c => c.GetProperty("findings").GetArrayLength() > 0);
        Assert.Equal(upward, flagged.GetProperty("commit").GetString());
        Assert.Equal("2030-01-01", flagged.GetProperty("date").GetString());
        Assert.True(flagged.GetProperty("fails").GetBoolean());
        Assert.Equal("b/Cargo.toml", flagged.GetProperty("findings")[0].GetProperty("path").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("rules").GetProperty("HRN2001").GetInt32());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("incomplete").ValueKind);
    }

    [Fact]
    public void What_could_not_be_read_then_is_said_and_the_rest_is_judged()
    {
        Crates();
        git.Commit("first");
        git.Write("b/Cargo.toml", "[package\n").Commit("broken");
        Crate("b", "");
        git.Commit("mended");
        git.Write("harness.toml", Policy);

        var text = Check("--last", "9");

        Assert.Equal(2, text.Split("not judged\n").Length - 1);
        Assert.Contains("b/Cargo.toml:1", text, StringComparison.Ordinal);
        Assert.Contains("2 changes: 0 would have been flagged, 0 would have failed a check, 2 could not be judged.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shallow_clone_says_that_it_is_one()
    {
        BuildHistory();
        using var clone = new TemporaryDirectory();
        git.Run("clone", "-q", "--depth", "2", "file://" + git.Path, clone.Combine("clone"));
        File.WriteAllText(clone.Combine("clone/harness.toml"), Policy);
        var outcome = HarnessCommand.Run(clone.Combine("clone"), "check", "--last", "3");
        Assert.Contains("Not all: the clone is shallow; 'git fetch --unshallow'", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'nope' names no commit", "--since", "nope")]
    [InlineData("write one from 1 to", "--last", "0")]
    [InlineData("name one of them", "--last", "1", "--since", "HEAD")]
    [InlineData("leave one out", "--last", "1", "--base", "HEAD")]
    [InlineData("'sarif' is not a format", "--last", "1", "--format", "sarif")]
    public void What_makes_no_sense_is_refused_with_the_cure(string complaint, params string[] arguments)
    {
        BuildHistory();
        var outcome = HarnessCommand.Run(git.Path, ["check", .. arguments]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(complaint, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_cannot_be_used_is_refused_at_once()
    {
        BuildHistory();
        git.Write("harness.toml", "version = 1\nlayers = 3\n");
        var outcome = HarnessCommand.Run(git.Path, "check", "--last", "2");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("harness.toml:2", outcome.Error, StringComparison.Ordinal);
    }

    // A first commit, one without effect, a merge that brings two edges, and one that only changes sources and what is flagged already.
    private string BuildHistory()
    {
        Crates();
        git.Commit("first");
        git.Write("README.md", "words").Commit("words");
        git.Run("checkout", "-q", "-b", "topic");
        Crate("b", "a = { path = \"../a\" }\n");
        git.Commit("upward");
        Crate("c", "b = { path = \"../b\" }\n");
        git.Commit("sideways");
        git.Run("checkout", "-q", "main");
        git.Run("commit", "-q", "--allow-empty", "--no-verify", "-m", "in the meantime");
        git.Run("merge", "-q", "--no-ff", "--no-verify", "-m", "Merge branch 'topic'", "topic");
        var merge = git.Run("rev-parse", "HEAD");
        git.Write("a/src/lib.rs", "// other words\n").Commit("sources");
        git.Write("harness.toml", Policy);
        return merge;
    }

    private void Crates()
    {
        git.Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"a\", \"b\", \"c\"]\n");
        Crate("a", "");
        Crate("b", "");
        Crate("c", "");
    }

    private void Crate(string name, string dependencies)
    {
        git.Write($"{name}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\n{dependencies}");
        git.Write($"{name}/src/lib.rs", "");
    }

    private string Check(params string[] arguments)
    {
        var outcome = HarnessCommand.Run(git.Path, ["check", .. arguments]);
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        return outcome.Output;
    }

    private static string LastPart(string text) => text[(text.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];
}
