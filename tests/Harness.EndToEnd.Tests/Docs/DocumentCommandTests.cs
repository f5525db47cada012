using System.Text.RegularExpressions;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests.Docs;

/// <summary>The commands that the README and the pages in <c>docs/</c> show, run: they print what the pages show, and their options exist.</summary>
public sealed partial class DocumentCommandTests
{
    private const string FromSource = "dotnet run --project src/Harness.Cli -- ";

    public static TheoryData<string, string> Commands
    {
        get
        {
            var commands = new TheoryData<string, string>();
            foreach (var command in DocumentPage.All.SelectMany(DocumentPage.Commands).Where(c => c.Command != "dotnet test"))
            {
                commands.Add(command.Page, command.Command);
            }

            return commands;
        }
    }

    public static TheoryData<string> Pages => [.. DocumentPage.All];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_prints_what_the_page_shows(string page, string command)
    {
        var shown = DocumentPage.Commands(page).Single(c => c.Command == command);
        using var place = shown.Place.Length == 0 ? null : new DocumentPlace(shown.Place);
        var start = place is null ? FromSource : "harness ";
        Assert.StartsWith(start, command, StringComparison.Ordinal);

        var outcome = HarnessCommand.Run(place?.Path ?? RepositoryRoot.Path, command[start.Length..].Split(' '));

        Assert.Equal("", outcome.Error);
        Assert.InRange(outcome.ExitCode, 0, 1);
        Assert.Matches(Pattern(shown.Output), DemoDirectory().Replace(outcome.Output, "/tmp/harness-demo-XXXXXX"));
    }

    [Fact]
    public void The_README_opens_with_the_two_commands_for_a_fresh_machine() =>
        Assert.Equal([FromSource + "demo", "dotnet test"], DocumentPage.Commands("README.md").Select(c => c.Command));

    [Fact]
    public void The_README_fits_on_a_few_screens() => Assert.InRange(DocumentPage.Read("README.md").Count(c => c == '\n'), 1, 120);

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_command_that_a_page_names_exists_with_its_options(string page)
    {
        foreach (var invocation in DocumentPage.Invocations(page))
        {
            var words = Word().Matches(invocation).Select(m => m.Value).ToArray();
            var command = words.Skip(1).TakeWhile(w => CommandWord().IsMatch(w)).ToArray();
            var help = Help(command);
            Assert.True(help.ExitCode == 0, $"{page}: {invocation}: {help.Error}");
            foreach (var option in words.Where(w => w.StartsWith("--", StringComparison.Ordinal) && w != "--").Select(w => w.Split('=')[0]))
            {
                Assert.True(Regex.IsMatch(help.Output, $"(^|[ ,]){option}\\b", RegexOptions.Multiline), $"{page}: '{invocation}' has an option {option} that the help does not name");
            }
        }
    }

    // The longest beginning that is a command: 'check', 'ci gate'.
    private static ProcessOutcome Help(string[] words)
    {
        var command = words is ["ci", ..] ? words[..Math.Min(2, words.Length)] : words[..Math.Min(1, words.Length)];
        return HarnessCommand.Run(RepositoryRoot.Path, ["help", .. command]);
    }

    private static string Pattern(string output) => @"\A" + Regex.Escape(output).Replace(@"…\n", @"(.*\n)*?", StringComparison.Ordinal) + @"\z";

    [GeneratedRegex(@"\S+harness-demo-\w+")]
    private static partial Regex DemoDirectory();

    [GeneratedRegex(@"""[^""]*""|'[^']*'|\S+")]
    private static partial Regex Word();

    [GeneratedRegex("^[a-z]+$")]
    private static partial Regex CommandWord();
}
