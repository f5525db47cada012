using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>A repository adopts a baseline, lives with it, and shrinks it.</summary>
public sealed class BaselineCommandTests : IDisposable
{
    private const string Line = "HRN2001 b -> a normal";
    private const string Policy = "version = 1\nlayers = [\n  { name = \"top\", crates = [\"a\", \"c\"], siblings = \"allow\" },\n  { name = \"base\", crates = [\"b\"] },\n]\n";

    private readonly TemporaryDirectory tree = new();

    public BaselineCommandTests()
    {
        tree.Write("harness.toml", Policy);
        tree.Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n");
        Crate("a", "");
        Crate("b", "a = { path = \"../a\" }\n");
        Crate("c", "");
    }

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Findings_of_today_stop_to_count_and_later_ones_count()
    {
        Assert.Equal(1, Run("check").ExitCode);
        Assert.Equal("harness.baseline: lines 1, added 1, removed 0.\n", Run("baseline").Output);
        Assert.Equal(Line, Lines().Single());
        var check = Run("check");
        Assert.Equal(0, check.ExitCode);
        Assert.StartsWith("No findings; 1 finding in the baseline.\n", check.Output, StringComparison.Ordinal);

        Crate("b", "a = { path = \"../a\" }\nc = { path = \"../c\" }\n");
        check = Run("check");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("'b' (base) may not depend on 'c' (top)", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("depend on 'a'", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Moved_lines_and_other_words_of_the_policy_change_nothing()
    {
        Run("baseline");
        Crate("b", "\n\n# moved\na = { path = \"../a\", default-features = false }\n");
        tree.Write("harness.toml", Policy.Replace("top", "upper", StringComparison.Ordinal));

        Assert.Equal(0, Run("check").ExitCode);
        Assert.Equal("harness.baseline: lines 1, added 0, removed 0.\n", Run("baseline").Output);
    }

    [Fact]
    public void A_line_whose_finding_is_gone_is_a_finding_until_it_is_gone_too()
    {
        Run("baseline");
        Crate("b", "");
        var check = Run("check");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("error[HRN1015]: 'HRN2001 b a normal' is in the baseline", check.Output, StringComparison.Ordinal);
        Assert.Contains("harness.baseline:2:1", check.Output, StringComparison.Ordinal);

        Assert.Equal("harness.baseline: lines 0, added 0, removed 1.\n", Run("baseline", "--shrink").Output);
        check = Run("check");
        Assert.Equal(0, check.ExitCode);
        Assert.Contains("0 findings in the baseline", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Shrinking_takes_nothing_in()
    {
        Assert.Equal("harness.baseline: lines 0, added 0, removed 0.\nFindings that still count: 1; 'harness check' shows them.\n", Run("baseline", "--shrink").Output);
        Assert.Empty(Lines());
        Assert.Equal(1, Run("check").ExitCode);
    }

    [Fact]
    public void What_is_wrong_with_the_policy_stays_a_finding()
    {
        tree.Write("harness.toml", Policy.Replace("\"c\"", "\"ghost\"", StringComparison.Ordinal));
        Assert.Equal("harness.baseline: lines 1, added 1, removed 0.\nFindings that still count: 2; 'harness check' shows them.\n", Run("baseline").Output);
        Assert.Equal(1, Run("check").ExitCode);
    }

    [Fact]
    public void An_exception_and_a_line_for_one_finding_are_one_too_many()
    {
        Run("baseline");
        tree.Write("harness.toml", Policy + "[[exceptions]]\nedge = \"b -> a\"\nbecause = \"x\"\nowner = \"x\"\nexpires = 2999-01-01\n");
        var check = Run("check");
        Assert.Contains("error[HRN1015]", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("error[HRN1004]", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_is_off_leaves_no_line_stale()
    {
        Run("baseline");
        tree.Write("harness.toml", Policy + "[rules]\nHRN2001 = \"off\"\n");
        Assert.Equal(0, Run("check").ExitCode);
    }

    [Fact]
    public void Input_that_is_not_whole_leaves_the_baseline_as_it_was()
    {
        Run("baseline");
        tree.Write("crates/a/Cargo.toml", "= broken");
        var outcome = Run("baseline");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("HRN0002", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("no baseline is written", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(Line, Lines().Single());
    }

    [Fact]
    public void A_baseline_that_cannot_be_read_ends_with_exit_2()
    {
        Directory.CreateDirectory(tree.Combine("harness.baseline"));
        var check = Run("check");
        Assert.Equal(2, check.ExitCode);
        Assert.Contains("error[HRN0001]: 'harness.baseline' cannot be read as a plain file.", check.Output, StringComparison.Ordinal);
        Assert.Equal(2, Run("baseline").ExitCode);
    }

    [Fact]
    public void A_baseline_of_conflict_markers_is_mended_by_writing_it_anew()
    {
        tree.Write("harness.baseline", $"<<<<<<< ours\n{Line}\n=======\n{Line}\n>>>>>>> theirs\n");
        Assert.Equal(1, Run("check").ExitCode);
        Run("baseline");
        Assert.Equal(0, Run("check").ExitCode);
    }

    private ProcessOutcome Run(params string[] arguments) => HarnessCommand.Run(tree.Path, arguments);

    private IEnumerable<string> Lines() => File.ReadAllLines(tree.Combine("harness.baseline")).Where(l => !l.StartsWith('#'));

    private void Crate(string name, string dependencies)
    {
        tree.Write($"crates/{name}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\n{dependencies}");
        tree.Write($"crates/{name}/src/lib.rs", "");
    }
}
