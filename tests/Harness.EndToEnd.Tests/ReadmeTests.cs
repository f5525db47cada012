using System.Text.RegularExpressions;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>The commands of the README, run; what they print must be what stands there.</summary>
public sealed partial class ReadmeTests
{
    private const string Prefix = "dotnet run --project src/Harness.Cli -- ";

    public static TheoryData<string> Commands => [.. Blocks().Select(b => b.Command).Where(c => c != "dotnet test")];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_of_the_README_prints_what_stands_there(string command)
    {
        Assert.StartsWith(Prefix, command, StringComparison.Ordinal);
        var expected = Blocks().Single(b => b.Command == command).Output;
        var outcome = HarnessCommand.Run(RepositoryRoot.Path, command[Prefix.Length..].Split(' '));

        Assert.Equal("", outcome.Error);
        Assert.InRange(outcome.ExitCode, 0, 1);
        var output = DemoDirectory().Replace(outcome.Output, "/tmp/harness-demo-XXXXXX");
        if (expected.EndsWith("…\n", StringComparison.Ordinal))
        {
            Assert.StartsWith(expected[..^2], output, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(expected, output);
        }
    }

    [Fact]
    public void The_README_opens_with_the_two_commands_for_a_fresh_machine()
    {
        var commands = Blocks().Select(b => b.Command).ToArray();

        Assert.Contains(Prefix + "demo", commands);
        Assert.Contains("dotnet test", commands);
    }

    private static IEnumerable<(string Command, string Output)> Blocks() =>
        from block in ConsoleBlock().Matches(File.ReadAllText(RepositoryRoot.Combine("README.md")).ReplaceLineEndings("\n"))
        from part in block.Groups["body"].Value.Split("$ ", StringSplitOptions.RemoveEmptyEntries)
        let lineEnd = part.IndexOf('\n', StringComparison.Ordinal)
        select (part[..lineEnd], part[(lineEnd + 1)..]);

    [GeneratedRegex("^```console\n(?<body>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"\S+harness-demo-\w+")]
    private static partial Regex DemoDirectory();
}
