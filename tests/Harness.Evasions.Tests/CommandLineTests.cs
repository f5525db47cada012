using Harness.Testing;
using Xunit;

namespace Harness.Evasions.Tests;

/// <summary>A few evasions once more by the command that users run.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("moved-out", 1, "HRN3001")]
    [InlineData("merge-ours", 1, "HRN3001")]
    [InlineData("linked-policy", 2, "HRN0001")]
    [InlineData("broken-policy", 2, "HRN0002")]
    [InlineData("shallow-clone", 2, "fetch-depth: 0")]
    [InlineData("checksum", 1, "HRN3004")]
    public void It_is_caught(string name, int exit, string by)
    {
        using var stage = new Stage(EvasionTable.Evasions.Single(e => e.Name == name));

        var outcome = Check(stage, "app-dev[bot]");

        Assert.Equal(exit, outcome.ExitCode);
        Assert.Contains(by, outcome.Output + outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stale-branch")]
    [InlineData("web-editor")]
    [InlineData("new-crate")]
    public void An_honest_change_passes(string name)
    {
        using var stage = new Stage(HonestChanges.All.Single(e => e.Name == name));

        Assert.Equal(0, Check(stage, "app-dev[bot]").ExitCode);
    }

    [Fact]
    public void What_a_path_says_is_no_line_of_the_result()
    {
        using var stage = new Stage(EvasionTable.Evasions.Single(e => e.Name == "line-in-path"));

        var outcome = Check(stage, "app-dev[bot]");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("HRN3009", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Output.Split('\n'), line => line.StartsWith("crates/sql", StringComparison.Ordinal));
    }

    [Fact]
    public void An_approval_counts_for_the_head_that_it_names_only()
    {
        using var stage = new Stage(EvasionTable.Evasions.Single(e => e.Name == "pushed-after-approval"));
        using var files = new TemporaryDirectory();
        files.Write("old.json", $$"""[{ "login": "master-db[bot]", "head": "{{stage.Target}}" }]""");
        files.Write("new.json", $$"""[{ "login": "master-db[bot]", "head": "{{stage.Head}}" }]""");

        Assert.Equal(1, Check(stage, "app-dev[bot]", "--consents", files.Combine("old.json")).ExitCode);
        Assert.Equal(0, Check(stage, "app-dev[bot]", "--consents", files.Combine("new.json")).ExitCode);
    }

    private static ProcessOutcome Check(Stage stage, string login, params string[] more) =>
        HarnessCommand.Run(stage.Path, ["check", "--base", stage.Target, "--head", stage.Head, "--login", login, .. more]);
}
