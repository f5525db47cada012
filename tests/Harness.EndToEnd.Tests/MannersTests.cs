using System.Diagnostics;
using System.Text.RegularExpressions;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>How the command line answers somebody at a terminal: misspelt words, help, colours, how much it says, completions.</summary>
public sealed class MannersTests : IDisposable
{
    private readonly TemporaryDirectory tree = new();

    public MannersTests()
    {
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.Combine("src/Harness.CommandLine/Demo"), "*", SearchOption.AllDirectories))
        {
            tree.Write(Path.GetRelativePath(RepositoryRoot.Combine("src/Harness.CommandLine/Demo"), file), File.ReadAllText(file));
        }
    }

    public void Dispose() => tree.Dispose();

    [Theory]
    [InlineData("chekc", "harness: 'chekc' is not a command of 'harness'; did you mean 'check'? See 'harness --help'.\n")]
    [InlineData("help chekc", "harness: 'chekc' is not a command of 'harness'; did you mean 'check'? See 'harness --help'.\n")]
    [InlineData("chekc --help", "harness: 'chekc' is not a command of 'harness'; did you mean 'check'? See 'harness --help'.\n")]
    [InlineData("ci gaet", "harness: 'gaet' is not a command of 'harness ci'; did you mean 'gate'? See 'harness ci --help'.\n")]
    [InlineData("check --formt=text", "harness: '--formt' is not an option of 'harness check'; did you mean '--format'? See 'harness check --help'.\n")]
    [InlineData("check --formt text", "harness: '--formt' is not an option of 'harness check'; did you mean '--format'? See 'harness check --help'.\n")]
    [InlineData("check --colour never", "harness: '--colour' is not an option of 'harness check'; did you mean '--color'? See 'harness check --help'.\n")]
    [InlineData("owner --covrage", "harness: '--covrage' is not an option of 'harness owner'; did you mean '--coverage'? Write '--' before a name that begins so. See 'harness owner --help'.\n")]
    [InlineData("why a --revers", "harness: '--revers' is not an option of 'harness why'; did you mean '--reverse'? Write '--' before a name that begins so. See 'harness why --help'.\n")]
    [InlineData("check --last x", "harness: --last takes a whole number, not 'x'. See 'harness check --help'.\n")]
    [InlineData("check --identity hots --base HEAD", "harness: --identity takes 'commit', 'branch', 'asserted', 'host', not 'hots'; did you mean 'host'? See 'harness check --help'.\n")]
    [InlineData("--color sometimes check", "harness: --color takes 'auto', 'always' or 'never', not 'sometimes'. See 'harness check --help'.\n")]
    [InlineData("check --format txt", "harness: 'txt' is not a format; did you mean 'text'? use 'text', 'concise', 'sarif', 'json', 'github', 'markdown', 'gitlab', 'junit', or with a file 'junit:FILE'\n")]
    [InlineData("ci", "harness: 'harness ci' needs a command: gate, scan. See 'harness ci --help'.\n")]
    [InlineData("why", "harness: 'harness why' needs A. See 'harness why --help'.\n")]
    [InlineData("demo x", "harness: 'x' is one argument too many for 'harness demo'. See 'harness demo --help'.\n")]
    [InlineData("check -q -v", "harness: --quiet and --verbose contradict each other: leave one of them out\n")]
    public void A_command_line_that_is_wrong_is_one_line_that_names_what_was_meant(string line, string said)
    {
        var outcome = Run(line);

        Assert.Equal((said, "", 2), (outcome.Error, outcome.Output, outcome.ExitCode));
    }

    [Theory]
    [InlineData("--covrage")]
    [InlineData("-x")]
    public void A_name_that_looks_like_an_option_is_a_name_behind_two_dashes(string name)
    {
        var outcome = HarnessCommand.Run(tree.Path, "owner", "--root=.", "--", name);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.StartsWith(name + ": ", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_groups_the_options_and_ends_in_examples()
    {
        var help = Run("help check").Output;

        Assert.Equal(Run("check --help").Output, help);
        var headings = new[] { "Usage:", "Input:", "Change:", "Who made the change:", "Past changes:", "Fixes:", "Output:", "General:", "Examples:" };
        Assert.Equal(headings, Regex.Matches(help, "^[A-Z][A-Za-z ]*:", RegexOptions.Multiline).Select(m => m.Value));
        Assert.DoesNotContain("Options:", help, StringComparison.Ordinal);
        Assert.All(help.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        Assert.Equal(Run("--help").Output, Run("help").Output);
    }

    [Fact]
    public void Every_example_of_the_help_is_a_command_line_that_fits()
    {
        string[] commands = ["init", "check", "graph", "why", "owner", "explain", "baseline", "merge", "ci", "ci gate", "ci scan", "demo", "completions", "help"];
        foreach (var example in commands.SelectMany(c => Regex.Matches(Run($"{c} --help").Output, "^  harness (.*)$", RegexOptions.Multiline)))
        {
            // The help of a line that does not fit is a failure; the line itself is not run.
            var words = Regex.Replace(example.Groups[1].Value, " [|>].*", "");
            Assert.Equal(0, Run(words + " --help").ExitCode);
        }
    }

    [Fact]
    public void The_version_has_a_short_name() => Assert.Equal(Run("--version").Output, Run("-V").Output);

    [Fact]
    public void A_concise_check_is_one_line_a_finding_and_nothing_else()
    {
        var outcome = Run("check --root . --format concise");

        Assert.Equal(("", 1), (outcome.Error, outcome.ExitCode));
        var lines = outcome.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(6, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"^[^:]+:\d+:\d+: (error|warning)\[HRN\d{4}\]: .+\.$", line));
        Assert.Contains("crates/megadb-storage/Cargo.toml:8:1: error[HRN2001]: 'megadb-storage' (base) may not depend on 'megadb-catalog' (query).", lines);

        tree.Write("harness.toml", "version = ");
        var failed = Run("check --root . --format concise");
        Assert.Equal(2, failed.ExitCode);
        Assert.StartsWith("harness.toml:1:", failed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quiet_check_is_silent_where_all_is_well_and_leaves_out_the_summary_where_it_is_not()
    {
        var found = Run("check --root . -q");
        Assert.Equal((1, ""), (found.ExitCode, found.Error));
        Assert.StartsWith("error[", found.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Examined", found.Output, StringComparison.Ordinal);

        File.Delete(tree.Combine("harness.toml"));
        var onnx = tree.Combine("crates/megadb-onnx/Cargo.toml");
        File.WriteAllText(onnx, File.ReadAllText(onnx).Replace("megadb-core = \"0.3\"", "megadb-core.workspace = true", StringComparison.Ordinal));
        var init = Run("init --root . --advisor octocat --quiet");
        Assert.Equal(("", "", 0), (init.Output, init.Error, init.ExitCode));
        var clean = Run("--quiet check --root .");
        Assert.Equal(("", "", 0), (clean.Output, clean.Error, clean.ExitCode));
    }

    [Fact]
    public void A_verbose_check_says_on_standard_error_what_it_reads_and_changes_nothing_else()
    {
        var (plain, verbose) = (Run("check --root ."), Run("check --root . -v"));

        Assert.Equal((plain.Output, plain.ExitCode), (verbose.Output, verbose.ExitCode));
        Assert.Contains($"the top is '{tree.Path}'", verbose.Error, StringComparison.Ordinal);
        Assert.Matches(@"harness: judged in \d+ ms\n", verbose.Error);
    }

    [Theory]
    [InlineData("always", "1", true)]
    [InlineData("always", "", true)]
    [InlineData("auto", "", false)]
    [InlineData("never", "", false)]
    public void Colours_are_as_asked_whatever_the_surroundings_say(string color, string noColor, bool isColored)
    {
        var outcome = HarnessProcess.RunWith([KeyValuePair.Create("NO_COLOR", noColor)], tree.Path, "check", "--root=.", $"--color={color}", "--format=text", "--format=concise:out.txt");

        Assert.Equal(isColored, outcome.Output.Contains("\e[1;31m", StringComparison.Ordinal));
        Assert.DoesNotContain("\e", File.ReadAllText(tree.Combine("out.txt")), StringComparison.Ordinal);
    }

    [Fact(SkipUnless = nameof(HasLinks), Skip = "links are not for everybody here")]
    public void Under_the_name_of_a_subcommand_of_Cargo_it_takes_its_own_name_off()
    {
        var link = tree.Combine("cargo-harness");
        File.CreateSymbolicLink(link, Path.Combine(AppContext.BaseDirectory, "Harness.Cli"));

        var outcome = ProcessOutcome.Of(new ProcessStartInfo(link, ["harness", "check", "--root=.", "-q"]) { WorkingDirectory = tree.Path }, TimeSpan.FromMinutes(2));

        Assert.Equal((Run("check --root . -q").Output, 1), (outcome.Output, outcome.ExitCode));
        Assert.Contains("'harness' is one argument too many", Run("harness check").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Edges_that_no_rule_judges_are_told_apart_from_those_that_one_does()
    {
        Assert.Contains("14 crates, 34 of 35 edges (no rule judges the kinds of the rest),", Run("check --root .").Output, StringComparison.Ordinal);
        Assert.Contains("\"judged\":34,", Run("graph --root . --format html").Output, StringComparison.Ordinal);

        File.AppendAllText(tree.Combine("harness.toml"), "\n[workspace]\nkinds = [\"normal\", \"build\", \"dev\"]\n");
        Assert.Contains("14 crates, 35 edges,", Run("check --root .").Output, StringComparison.Ordinal);
    }

    [Theory(SkipUnless = nameof(HasLinks), Skip = "there is no bash here")]
    [InlineData("harness ch", "check")]
    [InlineData("harness check --fail-on w", "warning")]
    [InlineData("harness check --format = conc", "concise")]
    [InlineData("harness graph --format d", "dot")]
    [InlineData("harness ci s", "scan")]
    [InlineData("harness ci scan --up", "--upload")]
    [InlineData("harness completions z", "zsh")]
    [InlineData("harness check --root x", "")]
    [InlineData("harness why --col", "--color")]
    public void The_script_for_bash_completes_a_word(string line, string expected)
    {
        tree.Write("completions", Run("completions bash").Output);
        var outcome = ProcessOutcome.Of(
            new ProcessStartInfo("bash", ["-c", "source ./completions; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _harness; echo \"${COMPREPLY[*]}\"", "bash", .. line.Split(' ')]) { WorkingDirectory = tree.Path },
            TimeSpan.FromMinutes(1));

        Assert.Equal((expected + "\n", "", 0), (outcome.Output, outcome.Error, outcome.ExitCode));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public void A_script_names_every_command_and_option_and_runs_nothing(string shell)
    {
        var script = Run($"completions {shell}").Output;

        Assert.All(["check", "merge", "ci gate", "completions"], c => Assert.Contains($"'harness {c}'", script, StringComparison.Ordinal));
        Assert.All(["format", "unsafe-fixes", "codeowners", "consents"], o => Assert.Contains(o, script, StringComparison.Ordinal));
        Assert.DoesNotContain("`", script, StringComparison.Ordinal);
        Assert.DoesNotContain("eval \"", script, StringComparison.Ordinal);
    }

    public static bool HasLinks => !OperatingSystem.IsWindows();

    private ProcessOutcome Run(string line) => HarnessCommand.Run(tree.Path, line.Split(' '));
}
