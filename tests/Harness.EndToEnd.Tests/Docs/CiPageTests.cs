using System.Text.RegularExpressions;
using Harness.EndToEnd.Tests.Ci;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests.Docs;

/// <summary><c>docs/ci.md</c> shows the workflow that <c>harness init</c> writes, and the inputs and outputs that the action has.</summary>
public sealed partial class CiPageTests
{
    private static readonly string Page = DocumentPage.Read("docs/ci.md");

    [Fact]
    public void The_gate_of_the_page_is_the_one_that_init_writes()
    {
        using var tree = new TemporaryDirectory();
        Assert.Equal(0, HarnessCommand.Run(tree.Path, "init", "--root", ".", "--workflows", "OWNER/harness@v0.1.0").ExitCode);
        var written = new Queue<string>(File.ReadAllLines(tree.Combine(".github/workflows/harness-gate.yml")));

        foreach (var line in YamlBlock().Match(Page).Groups["body"].Value.Split('\n').Where(l => l.Length > 0 && l[0] != '#'))
        {
            while (written.TryDequeue(out var other) && other != line)
            {
            }

            Assert.True(written.Count > 0 || line.Trim() == "mode: gate", $"the workflow that init writes lacks '{line}' there");
        }
    }

    [Fact]
    public void Every_input_and_output_of_the_action_is_on_the_page()
    {
        var action = ActionFile.Read();

        Assert.Equal(action.Defaults.Keys.Order(StringComparer.Ordinal), InputRow().Matches(Page).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.All(action.Outputs, output => Assert.Contains($"`{output}`", Page, StringComparison.Ordinal));
    }

    [GeneratedRegex("^```yaml\n# \\.github/workflows/harness-gate\\.yml\n(?<body>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex YamlBlock();

    [GeneratedRegex(@"^\| `([a-z0-9-]+)` \| .* \| .* \|$", RegexOptions.Multiline)]
    private static partial Regex InputRow();
}
