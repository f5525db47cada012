using System.Text.RegularExpressions;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests.Docs;

/// <summary>The picture of the README, which Graphviz drew, shows what Harness says of the demo today.</summary>
public sealed partial class DemoPictureTests
{
    [Fact]
    public void The_picture_has_the_crates_and_the_dependencies_of_the_demo()
    {
        var graph = HarnessCommand.Run(RepositoryRoot.Combine("src/Harness.CommandLine/Demo"), "graph", "--root", ".", "--format", "dot").Output;
        var picture = System.Net.WebUtility.HtmlDecode(File.ReadAllText(RepositoryRoot.Combine("docs/images/demo.svg")));

        Assert.Equal(Node().Matches(graph).Select(m => m.Groups[1].Value).Order(), Drawn(picture, "node").Order());
        Assert.Equal(Edge().Matches(graph).Select(m => m.Groups[1].Value).Order(), Drawn(picture, "edge").Order());
        Assert.All(Label().Matches(graph).Select(m => m.Groups[1].Value), label => Assert.Contains($">{label}</text>", picture, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Drawn(string picture, string kind) =>
        Regex.Matches(picture, $"class=\"{kind}\">\\s*<title>([^<]*?(?:->[^<]*)?)</title>").Select(m => m.Groups[1].Value.Replace("->", " -> ", StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*(c\d+) \[", RegexOptions.Multiline)]
    private static partial Regex Node();

    [GeneratedRegex(@"^\s*(c\d+ -> c\d+)", RegexOptions.Multiline)]
    private static partial Regex Edge();

    [GeneratedRegex("label=\"([^\"]+)\"")]
    private static partial Regex Label();
}
