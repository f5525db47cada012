using System.Diagnostics;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>Whatever stands in the tree: a finding or one line and exit 2, soon, and never a "clean" of what was not understood.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Policy = "version = 1\nlayers = [\n  { name = \"top\", crates = [\"a\"] },\n  { name = \"base\", crates = [\"b\"] },\n]\n";
    private const string Workspace = "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory tree = new();

    public BadInputTests()
    {
        tree.Write("harness.toml", Policy);
        tree.Write("Cargo.toml", Workspace);
        Crate("a", "b = { path = \"../b\" }\n");
        Crate("b", "");
    }

    public void Dispose() => tree.Dispose();

    [Fact]
    public void The_tree_without_a_fault_is_clean()
    {
        var outcome = Check();

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.True(File.Exists(Sarif));
    }

    [Fact]
    public void Broken_toml_is_a_finding_with_its_line()
    {
        Append("crates/a/Cargo.toml", "= broken\n");

        Fails("HRN0002", "crates/a/Cargo.toml:8");
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_a_finding()
    {
        using (var file = File.OpenWrite(tree.Combine("crates/a/Cargo.toml")))
        {
            file.Seek(0, SeekOrigin.End);
            file.Write([(byte)'#', 0xFF, 0xFE]);
        }

        Fails("HRN0002", "crates/a/Cargo.toml", "UTF-8");
    }

    [Fact]
    public void A_manifest_of_fifty_megabytes_is_not_read()
    {
        tree.Write("crates/a/Cargo.toml", new string('#', 50 << 20));

        Fails("HRN0001", "crates/a/Cargo.toml", "8 MiB");
    }

    [Theory]
    [InlineData("x = ", "[", "]")]
    [InlineData("x = ", "{ a = ", " }")]
    public void Nesting_beyond_measure_is_a_finding(string start, string open, string close)
    {
        foreach (var depth in new[] { 100, 100_000 })
        {
            Crate("b", "");
            Append("crates/b/Cargo.toml", $"[package.metadata]\n{start}{Repeat(open, depth)}{Repeat(close, depth)}\n");

            Fails("HRN0002", "crates/b/Cargo.toml");
        }
    }

    [Fact]
    public void A_table_named_a_hundred_thousand_levels_deep_is_a_finding()
    {
        Append("crates/b/Cargo.toml", $"[package.metadata.{Repeat("a.", 100_000)}a]\n");

        Fails("HRN0002", "crates/b/Cargo.toml");
    }

    [Fact]
    public void A_policy_nested_beyond_measure_is_a_finding()
    {
        Append("harness.toml", $"x = {Repeat("[", 100_000)}{Repeat("]", 100_000)}\n");

        Fails("HRN000", "harness.toml");
    }

    [Theory]
    [InlineData("**/**/**/**/**/**/**/**/**/**/**/**/nothing")]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b")]
    [InlineData("crates/*/../*/../*/../*/../*/../*/../*/../*/../*/../*/../*/../*")]
    public void A_glob_bomb_ends_soon(string glob)
    {
        for (var i = 0; i < 30; i++)
        {
            tree.Write($"{new string('a', 100)}{i}/{Repeat("d/", 20)}x", "");
        }

        tree.Write("Cargo.toml", $"[workspace]\nresolver = \"2\"\nmembers = [\"crates/a\", \"crates/b\", \"{glob}\"]\n");

        Ends(Check());
    }

    [Fact]
    public void Globs_in_great_number_end_soon()
    {
        var globs = string.Join(", ", Enumerable.Range(0, 20_000).Select(i => $"\"crates/*{i}*\""));
        tree.Write("Cargo.toml", $"[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\", {globs}]\n");

        Ends(Check());
    }

    [Fact]
    public void A_policy_or_a_baseline_that_is_a_link_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right on Windows");
        File.Move(tree.Combine("harness.toml"), tree.Combine("elsewhere.toml"));
        File.CreateSymbolicLink(tree.Combine("harness.toml"), "elsewhere.toml");
        Fails("'harness.toml' is a link to 'elsewhere.toml'");

        File.Delete(tree.Combine("harness.toml"));
        File.Move(tree.Combine("elsewhere.toml"), tree.Combine("harness.toml"));
        File.CreateSymbolicLink(tree.Combine("harness.baseline"), "harness.toml");
        Fails("HRN0001", "harness.baseline");
    }

    [Fact]
    public void Links_in_a_circle_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right on Windows");
        Directory.CreateSymbolicLink(tree.Combine("crates/a/src/up"), "../..");
        Directory.CreateSymbolicLink(tree.Combine("crates/self"), "self");
        Directory.CreateSymbolicLink(tree.Combine("around"), ".");

        Ends(Check());
    }

    [Fact]
    public void A_manifest_that_links_to_itself_is_a_finding()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right on Windows");
        File.Delete(tree.Combine("crates/a/Cargo.toml"));
        File.CreateSymbolicLink(tree.Combine("crates/a/Cargo.toml"), "Cargo.toml");

        Fails("HRN000", "crates/a");
    }

    [Fact]
    public void A_member_that_is_missing_is_a_finding()
    {
        tree.Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\n  \"crates/a\",\n  \"crates/c\",\n]\n");

        Fails("HRN000", "crates/c", " Cargo.toml:");
    }

    [Fact]
    public void A_dependency_that_is_missing_is_a_finding()
    {
        Append("crates/a/Cargo.toml", "gone = { path = \"../gone\" }\n");

        Fails("HRN000", "gone", "crates/a/Cargo.toml:8");
    }

    [Fact]
    public void A_directory_named_as_a_manifest_is_a_finding()
    {
        File.Delete(tree.Combine("crates/a/Cargo.toml"));
        Directory.CreateDirectory(tree.Combine("crates/a/Cargo.toml"));

        Fails("HRN000", "crates/a");
    }

    [Theory]
    [InlineData("Cargo.toml")]
    [InlineData("crates/a/Cargo.toml")]
    [InlineData("harness.toml")]
    public void A_named_pipe_in_place_of_a_file_is_a_failure(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "named pipes of Unix");
        File.Delete(tree.Combine(path));
        Assert.Equal(0, ProcessOutcome.Of(new ProcessStartInfo("mkfifo", [tree.Combine(path)]), Bound).ExitCode);

        Fails(path.Contains("Cargo", StringComparison.Ordinal) ? path : "harness.toml");
    }

    [Theory]
    [InlineData("Cargo.toml")]
    [InlineData("harness.toml")]
    public void A_file_that_is_absent_is_a_failure(string path)
    {
        File.Delete(tree.Combine(path));

        Fails(path);
    }

    [Theory]
    [InlineData("Cargo.toml")]
    [InlineData("crates/a/Cargo.toml")]
    [InlineData("harness.toml")]
    public void A_file_that_is_empty_is_a_failure(string path)
    {
        tree.Write(path, "");

        Fails(path);
    }

    [Fact]
    public void Edges_that_are_all_of_other_kinds_are_a_failure()
    {
        tree.Write("harness.toml", Policy + "[workspace]\nkinds = [\"dev\"]\n");

        Fails("HRN0005");
    }

    [Fact]
    public void A_policy_that_names_no_manifest_of_the_tree_is_a_failure()
    {
        tree.Write("harness.toml", Policy + "[workspace]\nmanifests = [\"elsewhere/Cargo.toml\"]\n");

        Fails("elsewhere/Cargo.toml");
    }

    [Fact]
    public void A_workspace_without_members_is_a_failure()
    {
        tree.Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = []\n");
        tree.Write("harness.toml", "version = 1\n");

        Fails("HRN0005");
    }

    private string Sarif => tree.Combine("out.sarif");

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private void Crate(string name, string dependencies)
    {
        tree.Write($"crates/{name}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\n{dependencies}");
        tree.Write($"crates/{name}/src/lib.rs", "");
    }

    private void Append(string path, string text) => File.AppendAllText(tree.Combine(path), text);

    private ProcessOutcome Check()
    {
        File.WriteAllText(Sarif, "of an earlier run");
        var program = Path.Join(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Harness.Cli.exe" : "Harness.Cli");
        var start = new ProcessStartInfo(program, ["check", "--root", tree.Path, "--format", "text", "--format", $"sarif:{Sarif}"]);
        return ProcessOutcome.Of(start, Bound);
    }

    // The parts are looked for in what the user sees on either stream.
    private void Fails(params string[] parts)
    {
        var outcome = Check();

        Ends(outcome);
        Assert.True(outcome.ExitCode == 2, $"exit {outcome.ExitCode}\n{outcome.Output}{outcome.Error}");
        Assert.False(File.Exists(Sarif), "SARIF is left behind");
        foreach (var part in parts)
        {
            Assert.Contains(part, outcome.Output + outcome.Error, StringComparison.Ordinal);
        }
    }

    private static void Ends(ProcessOutcome outcome)
    {
        var said = outcome.Output + outcome.Error;

        Assert.True(outcome.ExitCode is 0 or 1 or 2, $"exit {outcome.ExitCode}\n{said}");
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", said, StringComparison.Ordinal);
        Assert.True(said.Length < 8 << 20, $"{said.Length} characters are said");
        Assert.NotEmpty(said);
    }
}
