using System.Diagnostics;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>Every form that a check writes, on one change: an upward dependency on another agent's ground.</summary>
public sealed class SinkTests : IDisposable
{
    private readonly ChangeRepository repository = new();

    public SinkTests()
    {
        repository.Git.Write("crates/storage/Cargo.toml", ChangeRepository.Manifest("storage", "[dependencies]\nsql = { path = \"../sql\" }\n"));
        repository.Commit();
    }

    public void Dispose() => repository.Dispose();

    [Theory]
    [InlineData("text", "txt")]
    [InlineData("concise", "txt")]
    [InlineData("json", "json")]
    [InlineData("github", "txt")]
    [InlineData("markdown", "md")]
    [InlineData("gitlab", "json")]
    [InlineData("junit", "xml")]
    public void A_form_is_as_it_is_held(string format, string extension)
    {
        var outcome = Check("--format", format);

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal("", GoldenFile.Compare($"tests/Harness.EndToEnd.Tests/Sinks/{format}.{extension}", outcome.Output));
    }

    // Whoever reads a report sees the old one or the new one, never half of one; so no file is written in its place.
    [Fact]
    public void A_report_takes_the_place_of_a_file_and_is_not_written_into_it()
    {
        repository.Git.Write("old.txt", "old");
        File.CreateSymbolicLink(repository.Git.Combine("out.txt"), repository.Git.Combine("old.txt"));
        var outcome = Check("--format", "text:out.txt", "--format", "json:none/out.json");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("none/out.json", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("HRN2001", File.ReadAllText(repository.Git.Combine("out.txt")), StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(repository.Git.Combine("old.txt")));
        Assert.DoesNotContain(Directory.EnumerateFiles(repository.Git.Path), f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void One_run_writes_them_all()
    {
        var outcome = Check("--format", "text", "--format", "json:out.json", "--format", "markdown:out.md", "--format", "sarif:out.sarif");

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("error[HRN3001]", outcome.Output, StringComparison.Ordinal);
        Assert.All(["out.json", "out.md", "out.sarif"], file => Assert.True(File.Exists(repository.Git.Combine(file))));
    }

    [Fact]
    public void An_output_that_cannot_be_written_keeps_no_other_from_its_readers()
    {
        var outcome = Check("--format", "text", "--format", "json:missing/out.json", "--format", "markdown:out.md", "--format", "sarif:out.sarif");

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("error[HRN3001]", outcome.Output, StringComparison.Ordinal);
        Assert.StartsWith("harness: '", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("out.json' cannot be written", outcome.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(repository.Git.Combine("out.md")));
        Assert.False(File.Exists(repository.Git.Combine("out.sarif")), "a run that failed leaves no SARIF");
        Assert.DoesNotContain(Directory.EnumerateFiles(repository.Path), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_fails_removes_the_reports_of_an_earlier_one()
    {
        Check("--format", "json:out.json", "--format", "sarif:out.sarif");
        repository.Git.Write("harness.toml", "version = ").Commit("broken");

        var outcome = Check("--format", "json:out.json", "--format", "sarif:out.sarif");

        Assert.Equal(2, outcome.ExitCode);
        Assert.False(File.Exists(repository.Git.Combine("out.json")));
        Assert.False(File.Exists(repository.Git.Combine("out.sarif")));
    }

    [Fact]
    public void A_full_disk_is_one_line_and_exit_2()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        var program = Path.Combine(AppContext.BaseDirectory, "Harness.Cli.dll");

        var outcome = ProcessOutcome.Of(
            new ProcessStartInfo("sh", ["-c", $"dotnet '{program}' check --base main > /dev/full"]) { WorkingDirectory = repository.Path }, TimeSpan.FromMinutes(1));

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("harness: ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Error.Count(c => c == '\n'));
    }

    [Fact]
    public void A_check_from_a_directory_below_judges_the_whole_tree()
    {
        var outcome = HarnessCommand.Run(repository.Git.Combine("crates/sql/src"), "check", "--base", "main", "--login", "app-dev[bot]");

        Assert.Equal(Check().Output, outcome.Output);
    }

    private ProcessOutcome Check(params string[] arguments) => repository.Check(["--base", "main", "--login", "app-dev[bot]", .. arguments]);
}
