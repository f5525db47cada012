using System.Diagnostics;
using System.Text.Json.Nodes;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>What other tools found, with crate and owner. The reports are cargo's own and small ones in the form of other tools.</summary>
public sealed class MergeTests : IDisposable
{
    private const string Warned = "pub fn f(x: u8) -> u8 {\n    let y = 1;\n    x\n}\n";
    private readonly ChangeRepository repository = new();

    public void Dispose() => repository.Dispose();

    [Fact]
    public void The_messages_of_cargo_get_their_crate_and_owner_in_one_SARIF()
    {
        repository.Git.Write(ChangeRepository.Sql, Warned).Write(ChangeRepository.Storage, Warned).Write(".gitignore", "target\nCargo.lock\n*.json\n").Commit("warned");
        Cargo();

        var outcome = HarnessProcess.Run(repository.Path, "merge", "cargo.json", "--format", "text", "--format", "sarif:merged.sarif");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.StartsWith("""
            warning[rustc/unused_variables]: unused variable: `y`
             --> crates/sql/src/lib.rs:2:9
              |
            2 |     let y = 1;
              |         ^
              = crate: sql
              = owner: app-dev

            """.ReplaceLineEndings("\n"), outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n\n2 warnings.\n", outcome.Output, StringComparison.Ordinal);
        var results = JsonNode.Parse(File.ReadAllText(repository.Git.Combine("merged.sarif")))!["runs"]![0]!["results"]!.AsArray();
        Assert.Equal(["crates/sql/src/lib.rs", "crates/storage/src/lib.rs"], results.Select(r => (string?)r!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]));
    }

    [Fact]
    public void The_gate_counts_what_is_included_and_of_a_change_only_what_it_adds()
    {
        repository.Git.Write(ChangeRepository.Storage, Warned).Write(".gitignore", "target\nCargo.lock\n*.json\n");
        repository.Git.Run("checkout", "-q", "main");
        repository.Git.Commit("old");
        repository.Git.Run("checkout", "-q", "-B", "feat/app-dev/x");
        repository.Git.Write(ChangeRepository.Sql, Warned).Commit("new");
        Cargo();

        var outcome = repository.Check("--base", "main", "--login", "app-dev[bot]", "--include", "cargo.json", "--fail-on", "warning");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("warning[rustc/unused_variables]", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("crates/storage", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("left out 1 not brought by the change", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(0, repository.Check("--base", "main", "--login", "app-dev[bot]", "--fail-on", "warning").ExitCode);
        Assert.Equal(1, repository.Check("--include", "cargo.json", "--fail-on", "warning").ExitCode);
    }

    [Theory]
    [InlineData("HRN2001", "HRN", "hrn/HRN2001")]
    [InlineData("HRN0001", "Harness", "harness/HRN0001")]
    [InlineData("S1", "a/b\u202ec", "a-b-c/S1")]
    public void No_rule_of_another_tool_passes_for_one_of_ours(string rule, string tool, string shown)
    {
        Sarif(tool, rule, "error", "crates/sql/src/lib.rs", 1);

        var outcome = repository.Check("--include", "x.sarif");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"error[{shown}]: m", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_out_is_told_in_one_line()
    {
        Sarif("t", "r", "error", "../outside.rs", 1);
        Assert.Contains("left out 1 outside of the repository", repository.Check("--include", "x.sarif").Error, StringComparison.Ordinal);

        Sarif("t", "r", "error", "crates/sql/src/lib.rs", 500);
        Assert.Contains("left out 1 of a file or line that the tree has not", repository.Check("--include", "x.sarif").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"version\":\"2.0.0\",\"runs\":[]}")]
    [InlineData("{\"version\":")]
    [InlineData("{\"reason\":\"compiler-artifact\"}\n")]
    [InlineData("{\"reason\":\"compiler-message\"\n")]
    public void A_report_that_cannot_be_read_is_one_line_and_exit_2(string text)
    {
        repository.Git.Write("x.sarif", text);

        var outcome = repository.Check("--include", "x.sarif", "--format", "sarif:out.sarif");

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("harness: ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Error.Count(c => c == '\n'));
        Assert.False(File.Exists(repository.Git.Combine("out.sarif")));
        Assert.Equal(2, HarnessProcess.Run(repository.Path, "merge", "x.sarif").ExitCode);
        Assert.Equal(2, HarnessProcess.Run(repository.Path, "merge", "missing.sarif").ExitCode);
    }

    [Fact]
    public void Reports_speak_of_this_tree_and_not_of_what_has_landed() =>
        Assert.Equal(2, repository.Check("--last", "3", "--include", "x.sarif").ExitCode);

    private void Sarif(string tool, string rule, string level, string path, int line)
    {
        var log = new JsonObject
        {
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = tool } },
                ["results"] = new JsonArray(new JsonObject
                {
                    ["ruleId"] = rule,
                    ["level"] = level,
                    ["message"] = new JsonObject { ["text"] = "m" },
                    ["locations"] = new JsonArray(new JsonObject
                    {
                        ["physicalLocation"] = new JsonObject
                        {
                            ["artifactLocation"] = new JsonObject { ["uri"] = path },
                            ["region"] = new JsonObject { ["startLine"] = line },
                        },
                    }),
                }),
            }),
        };
        repository.Git.Write("x.sarif", log.ToJsonString());
    }

    private void Cargo()
    {
        var outcome = ProcessOutcome.Of(
            new ProcessStartInfo("cargo", ["check", "--offline", "--workspace", "--message-format=json"]) { WorkingDirectory = repository.Path }, TimeSpan.FromMinutes(2));
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        repository.Git.Write("cargo.json", outcome.Output);
    }
}
