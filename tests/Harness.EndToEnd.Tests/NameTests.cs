using System.Diagnostics;
using System.Text;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>Words of the command line are names and no syntax; and a name that git would guess at is refused.</summary>
public sealed class NameTests : IDisposable
{
    private readonly ChangeRepository repository = new();

    public NameTests()
    {
        repository.Edit(ChangeRepository.Storage).Commit();
        repository.Git.Write("x", "--help\n");
    }

    public void Dispose() => repository.Dispose();

    [Fact]
    public void A_word_that_begins_with_an_at_sign_is_no_file_of_options()
    {
        var branch = repository.Check("--base", "main", "--login", "app-dev[bot]", "--branch", "@x");
        Assert.Equal(1, branch.ExitCode);
        Assert.Contains("HRN3001", branch.Output, StringComparison.Ordinal);

        var path = HarnessCommand.Run(repository.Path, "owner", "@x");
        Assert.Equal(0, path.ExitCode);
        Assert.StartsWith("@x: ", path.Output, StringComparison.Ordinal);

        repository.Git.Run("branch", "-q", "--set-upstream-to=main");
        Assert.Equal(1, repository.Check("--base", "@{upstream}", "--login", "app-dev[bot]").ExitCode);
        Assert.Equal(0, repository.Check("--base", "@{upstream}", "--branch", "@x", "--login", "master-db[bot]").ExitCode);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("-h")]
    [InlineData("--head=main")]
    [InlineData("--base=HEAD")]
    [InlineData("--")]
    [InlineData("[diagram]")]
    [InlineData("[suggest]")]
    [InlineData("/?")]
    [InlineData("@")]
    [InlineData("check")]
    [InlineData("a=b:c")]
    public void A_value_in_one_word_with_its_option_is_a_value(string value)
    {
        var outcome = repository.Check("--base=main", $"--branch={value}", $"--login={value}", $"--as={value}");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("HRN3001", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[diagram]")]
    [InlineData("[suggest]")]
    [InlineData("[suggest:3]")]
    public void A_word_in_brackets_is_no_order_to_the_parser(string word)
    {
        var outcome = HarnessCommand.Run(repository.Path, word, "check", "--base=main", "--login=app-dev[bot]");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("HRN3001", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--base", "main", "refs/tags/main")]
    [InlineData("--head", "topic", "refs/tags/topic")]
    [InlineData("--merge", "topic", "refs/tags/topic")]
    public void A_name_of_two_refs_is_refused_wherever_a_commit_is_named(string option, string name, string shadow)
    {
        repository.Git.Run("branch", "topic");
        repository.Git.Run("update-ref", shadow, option == "--base" ? "HEAD" : "main");
        string[] more = option == "--base" ? [] : ["--base=refs/heads/main"];

        var refused = repository.Check([option, name, "--login=app-dev[bot]", .. more]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"{shadow}, refs/heads/{name}", refused.Error, StringComparison.Ordinal);
        Assert.Contains($"such as refs/heads/{name}", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_two_refs_is_refused_where_the_past_is_judged_and_reports_are_merged()
    {
        repository.Git.Run("tag", "main", "HEAD");
        repository.Git.Write("report.json", "");

        Assert.Contains("refs/heads/main", repository.Check("--since", "main").Error, StringComparison.Ordinal);
        Assert.Contains("refs/heads/main", HarnessCommand.Run(repository.Path, "merge", "--base", "main", "report.json").Error, StringComparison.Ordinal);
        Assert.Equal(0, repository.Check("--since", "refs/heads/main").ExitCode);
    }

    [Theory]
    [InlineData((byte)0xFF)]
    [InlineData((byte)0xC3)]
    public void An_event_with_a_bad_byte_is_refused_in_plain_words(byte bad)
    {
        byte[] text = [.. "{\"ref\":\"refs/heads/x\",\"sender\":{\"login\":\"a"u8, bad, .. "\"}}"u8];
        File.WriteAllBytes(repository.Git.Combine("event.json"), text);

        AssertRefused(repository.Check("--base", "main", "--event", "event.json"), "is not UTF-8");
    }

    [Fact]
    public void An_event_with_half_a_character_is_refused_in_plain_words()
    {
        repository.Git.Write("event.json", """{"ref":"refs/heads/x","sender":{"login":"a\ud800"}}""");

        AssertRefused(repository.Check("--base", "main", "--event", "event.json"), "half a character at 'sender.login'");
    }

    [Fact]
    public void An_event_that_begins_with_a_byte_order_mark_is_read()
    {
        File.WriteAllText(repository.Git.Combine("event.json"), """{"ref":"refs/heads/feat/master-db/x","sender":{"login":"master-db[bot]"}}""", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal(0, repository.Check("--base", "main", "--event", "event.json").ExitCode);
    }

    // Case 19.
    [Fact]
    public void What_git_complains_of_is_shown_whole()
    {
        repository.Git.Run("config", "core.repositoryFormatVersion", "1");
        repository.Git.Run("config", "extensions.relativeWorktreesOfTomorrow", "true");

        var outcome = repository.Check("--base", "main");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("relativeworktreesoftomorrow", outcome.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(outcome.Error.Length - 1, outcome.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_library_beside_the_program_git_reads_the_objects()
    {
        using var copy = new TemporaryDirectory();
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, copy.Combine(Path.GetFileName(file)));
        }

        // What the list of the program's parts names must be there; it cannot be loaded.
        foreach (var library in Directory.EnumerateFiles(AppContext.BaseDirectory, "*git2-*", SearchOption.AllDirectories))
        {
            copy.Write(Path.GetRelativePath(AppContext.BaseDirectory, library), "");
        }

        var start = new ProcessStartInfo("dotnet", [copy.Combine("Harness.Cli.dll"), "check", "--base", "main", "--login", "app-dev[bot]"]) { WorkingDirectory = repository.Path };
        var outcome = ProcessOutcome.Of(start, TimeSpan.FromMinutes(2));

        Assert.True(outcome.ExitCode == 1, outcome.Output + outcome.Error);
        Assert.Contains("HRN3001", outcome.Output, StringComparison.Ordinal);
    }

    private static void AssertRefused(ProcessOutcome outcome, string says)
    {
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(says, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", outcome.Error, StringComparison.Ordinal);
    }
}
