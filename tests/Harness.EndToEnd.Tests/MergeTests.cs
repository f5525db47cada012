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

        var outcome = HarnessCommand.Run(repository.Path, "merge", "cargo.json", "--format", "text", "--format", "sarif:merged.sarif");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.StartsWith("""
            warning[rustc:unused_variables]: unused variable: `y`
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
        Assert.Contains("warning[rustc:unused_variables]", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("crates/storage", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("left out 1 not brought by the change", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(0, repository.Check("--base", "main", "--login", "app-dev[bot]", "--fail-on", "warning").ExitCode);
        Assert.Equal(1, repository.Check("--include", "cargo.json", "--fail-on", "warning").ExitCode);
    }

    [Theory]
    [InlineData("HRN2001", "HRN", "hrn:HRN2001")]
    [InlineData("HRN0001", "Harness", "harness:HRN0001")]
    [InlineData("S1", "a/b\u202ec", "a-b-c:S1")]
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

    // Cargo's paths start from a workspace's root and do not say which: with the same file in two, or outside, only one may be blamed.
    [Fact]
    public void A_message_is_of_the_workspace_that_cargo_ran_in()
    {
        const string Lone = "[package]\nname = \"NAME\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[workspace]\n";
        repository.Git.Write("src/lib.rs", Warned).Write("tool/Cargo.toml", Lone.Replace("NAME", "tool", StringComparison.Ordinal)).Write("tool/src/lib.rs", "\n" + Warned);
        Cargo("tool");
        Assert.Contains("--> tool/src/lib.rs:3:9", HarnessCommand.Run(repository.Path, "merge", "cargo.json").Output, StringComparison.Ordinal);

        using var elsewhere = new TemporaryDirectory();
        Directory.CreateDirectory(Path.Join(elsewhere.Path, "src"));
        File.WriteAllText(Path.Join(elsewhere.Path, "Cargo.toml"), Lone.Replace("NAME", "other", StringComparison.Ordinal));
        File.WriteAllText(Path.Join(elsewhere.Path, "src", "lib.rs"), Warned);
        Cargo(elsewhere.Path);
        var outcome = HarnessCommand.Run(repository.Path, "merge", "cargo.json");
        Assert.DoesNotContain("-->", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("left out 1 outside of the repository", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("github")]
    [InlineData("junit")]
    [InlineData("gitlab")]
    [InlineData("markdown")]
    public void A_rule_s_name_gives_no_command_and_breaks_no_output(string format)
    {
        Sarif("t", "x]\n::error file=a::pwned\n\u001b[31m\u0001", "error", "crates/sql/src/lib.rs", 1);

        var outcome = HarnessCommand.Run(repository.Path, "merge", "x.sarif", "--format", format);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.DoesNotContain('\u001b', outcome.Output);
        Assert.DoesNotContain("\n::error file=a::pwned", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_that_ends_behind_the_file_is_still_of_its_line()
    {
        Sarif("t", "r", "error", "crates/sql/src/lib.rs", 1, endLine: 900);

        Assert.Equal(1, repository.Check("--include", "x.sarif").ExitCode);
    }

    [Fact]
    public void A_pipe_is_no_report_and_is_not_waited_for()
    {
        ProcessOutcome.Of(new ProcessStartInfo("mkfifo", [repository.Git.Combine("pipe")]), TimeSpan.FromSeconds(10));
        File.CreateSymbolicLink(repository.Git.Combine("link"), repository.Git.Combine("pipe"));

        Assert.Contains("no plain file", HarnessCommand.Run(repository.Path, "merge", "pipe").Error, StringComparison.Ordinal);
        Assert.Equal(2, HarnessCommand.Run(repository.Path, "merge", "link").ExitCode);
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
        Assert.Equal(2, HarnessCommand.Run(repository.Path, "merge", "x.sarif").ExitCode);
        Assert.Equal(2, HarnessCommand.Run(repository.Path, "merge", "missing.sarif").ExitCode);
    }

    [Fact]
    public void Reports_speak_of_this_tree_and_not_of_what_has_landed() =>
        Assert.Equal(2, repository.Check("--last", "3", "--include", "x.sarif").ExitCode);

    private void Sarif(string tool, string rule, string level, string path, int line, int? endLine = null)
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
                            ["region"] = new JsonObject { ["startLine"] = line, ["endLine"] = endLine ?? line },
                        },
                    }),
                }),
            }),
        };
        repository.Git.Write("x.sarif", log.ToJsonString());
    }

    private void Cargo(string directory = "")
    {
        var outcome = ProcessOutcome.Of(
            new ProcessStartInfo("cargo", ["check", "--offline", "--workspace", "--message-format=json"]) { WorkingDirectory = Path.Combine(repository.Path, directory) }, TimeSpan.FromMinutes(2));
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        repository.Git.Write("cargo.json", outcome.Output);
    }
}
