using System.Diagnostics;
using System.Globalization;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>How the command line ends where somebody ends it, or where nobody takes what it writes.</summary>
public sealed class EndsTests : IDisposable
{
    private readonly ChangeRepository repository = new();
    private readonly TemporaryDirectory temporary = new();

    public void Dispose()
    {
        temporary.Dispose();
        repository.Dispose();
    }

    [Theory(SkipUnless = nameof(HasSignals), Skip = "there are no signals here")]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public void A_signal_ends_it_with_its_own_code_and_leaves_neither_a_repository_nor_a_colour_behind(string signal, int code)
    {
        using var process = StartThatWaits();
        WaitForRepository();
        Kill(signal, process);
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), "the signal did not end it");

        // The signal may come before the output has a colour.
        Assert.Equal(code, process.ExitCode);
        Assert.Contains(process.StandardOutput.ReadToEnd(), (string[])["", "\e[0m"]);
        Assert.Empty(Directory.GetFileSystemEntries(temporary.Path, "harness-git-*"));
    }

    [Fact(SkipUnless = nameof(HasSignals), Skip = "there are no signals here")]
    public void What_a_killed_run_leaves_behind_the_next_one_clears_away()
    {
        using (var process = StartThatWaits())
        {
            WaitForRepository();
            Kill("KILL", process);
            process.WaitForExit();
        }

        Assert.NotEmpty(Directory.GetFileSystemEntries(temporary.Path, "harness-git-*"));
        File.Delete(repository.Git.Combine("consents.json"));
        HarnessProcess.RunWith([KeyValuePair.Create("TMPDIR", temporary.Path)], repository.Path, "check", "--base", "main");
        Assert.Empty(Directory.GetFileSystemEntries(temporary.Path, "harness-git-*"));
    }

    [Theory(SkipUnless = nameof(HasFullDevice), Skip = "there is no full device here")]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("check")]
    [InlineData("check --format json")]
    [InlineData("check --format sarif")]
    [InlineData("graph")]
    [InlineData("owner --coverage")]
    [InlineData("explain HRN0001")]
    public void Standard_output_that_cannot_be_written_is_one_plain_line(string arguments)
    {
        var outcome = Shell($"{arguments} > /dev/full");

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("harness: standard output cannot be written: ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Error.Count(c => c == '\n'));
    }

    [Fact(SkipUnless = nameof(HasSignals), Skip = "there is no shell here")]
    public void A_reader_that_goes_away_changes_nothing()
    {
        var outcome = Shell("--help | true");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
    }

    public static bool HasSignals => !OperatingSystem.IsWindows();

    public static bool HasFullDevice => File.Exists("/dev/full");

    // It reads the consents from a pipe into which nobody writes, after it has opened the repository.
    private Process StartThatWaits()
    {
        var pipe = repository.Git.Combine("consents.json");
        Process.Start("mkfifo", [pipe]).WaitForExit();
        var program = Path.Combine(AppContext.BaseDirectory, "Harness.Cli.dll");
        // A signal that the tests' own parent ignores, as under nohup, would be ignored by the program too.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=HUP,INT,TERM", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(command[0], [.. command[1..], program, "check", "--color", "always", "--base", "main", "--consents", pipe]) { WorkingDirectory = repository.Path };
        start.Environment["TMPDIR"] = temporary.Path;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return Process.Start(start)!;
    }

    private void WaitForRepository()
    {
        while (Directory.GetDirectories(temporary.Path, "harness-git-*").Length == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            Thread.Yield();
        }
    }

    private static void Kill(string signal, Process process) =>
        Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();

    private ProcessOutcome Shell(string arguments) => ProcessOutcome.Of(
        new ProcessStartInfo("sh", ["-c", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "Harness.Cli.dll")}' {arguments}"]) { WorkingDirectory = repository.Path },
        TimeSpan.FromMinutes(2));
}
