using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>Pictures of the crates: the page for a browser and the flowchart for a README.</summary>
public sealed partial class GraphPictureTests : IDisposable
{
    private const string Evil = "</script><img src=x onerror=\"document.title='owned'\">";

    private readonly TemporaryDirectory tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void The_page_runs_its_own_script_only_and_asks_nothing_of_the_network()
    {
        var page = Draw(Demo, "html");

        Assert.Equal(page, Draw(Demo, "html"));
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.Contains($"script-src 'sha256-{Hash(Element(page, "<script>", "</script>"))}'", page, StringComparison.Ordinal);
        Assert.Contains($"style-src 'sha256-{Hash(Element(page, "<style>", "</style>"))}'", page, StringComparison.Ordinal);
        Assert.Equal(["http://www.w3.org/2000/svg"], Address().Matches(page).Select(m => m.Value).Distinct());
    }

    [Fact]
    public void Names_and_reasons_that_are_markup_stay_text()
    {
        HostileTree();

        var page = Draw(tree.Path, "html");
        var chart = Draw(tree.Path, "mermaid");

        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(page, "</script>"));
        Assert.Contains("[\"gr#246;#223;e\"]", chart, StringComparison.Ordinal);
        Assert.DoesNotContain("<", chart, StringComparison.Ordinal);
    }

    [Fact]
    public void The_graph_for_Graphviz_has_the_edges_that_are_judged_and_what_is_wrong_with_them()
    {
        var graph = Draw(Demo, "dot");

        Assert.Contains("subgraph cluster_0 {\n    label=\"edge\";\n    c0 [label=\"megadb-network\", tooltip=\"crates/megadb-network/Cargo.toml\"];\n", graph, StringComparison.Ordinal);
        Assert.Contains("  c13 -> c2 [color=\"#cf222e\", penwidth=2.5, label=\"HRN2001\"];\n", graph, StringComparison.Ordinal);
        Assert.Contains("  c13 -> c9 [color=\"#8250df\", penwidth=0.5];\n", graph, StringComparison.Ordinal);
        Assert.Equal(34, Regex.Count(graph, " -> "));
    }

    [Theory]
    [InlineData("\"];c0->c0[label=\"x")]
    [InlineData("a\\")]
    [InlineData("a\\N\\\"")]
    [InlineData("<b>x<:&lt;:port")]
    public void In_the_graph_for_Graphviz_no_name_is_syntax(string name)
    {
        tree.Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n");
        Crate("a", "", name);

        var graph = Draw(tree.Path, "dot");
        Assert.Equal("c [label=, tooltip=];", Regex.Replace(graph.Split('\n').Single(l => l.Contains("tooltip", StringComparison.Ordinal)).Trim(), "\"(?:[^\"\\\\]|\\\\[\"\\\\])*\"", "").Replace("c0", "c", StringComparison.Ordinal));
        if (File.Exists("/usr/bin/dot"))
        {
            var drawn = ProcessOutcome.Of(new ProcessStartInfo("/usr/bin/dot", ["-Tplain"]), TimeSpan.FromMinutes(1), graph);
            Assert.Equal(("", 0), (drawn.Error, drawn.ExitCode));
            Assert.DoesNotContain("edge", drawn.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_a_policy_the_rows_are_levels()
    {
        Crate("a", "b = { path = \"../b\" }\n");
        Crate("b", "");
        tree.Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n");

        Assert.Equal(
            "flowchart TD\n  subgraph L0[\"level 1\"]\n    c0[\"a\"]\n  end\n  subgraph L1[\"level 0\"]\n    c1[\"b\"]\n  end\n  c0 --> c1\n",
            Draw(tree.Path, "mermaid"));
    }

    [Fact]
    public void What_the_baseline_holds_is_excused_in_the_page_and_plain_in_the_chart()
    {
        Crate("a", "b = { path = \"../b\" }\n");
        Crate("b", "");
        tree.Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n");
        tree.Write("harness.toml", "version = 1\nlayers = [{ name = \"low\", crates = [\"b\"] }, { name = \"high\", crates = [\"a\"] }]\n");
        Assert.Contains("HRN2001", Draw(tree.Path, "mermaid"), StringComparison.Ordinal);
        Assert.Contains("\"excused\":null", Draw(tree.Path, "html"), StringComparison.Ordinal);

        var written = HarnessCommand.Run(tree.Path, "baseline");
        Assert.True(written.ExitCode == 0, written.Error);
        Assert.DoesNotContain("HRN2001", Draw(tree.Path, "mermaid"), StringComparison.Ordinal);
        Assert.Contains("\"excused\":\"harness.baseline holds it", Draw(tree.Path, "html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_crate_is_a_picture_and_no_crate_is_none()
    {
        tree.Write("Cargo.toml", "[package]\nname = \"alone\"\nversion = \"0.1.0\"\n");
        tree.Write("src/lib.rs", "");
        Assert.Contains("alone", Draw(tree.Path, "mermaid"), StringComparison.Ordinal);

        tree.Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = []\n");
        Fails("no package");
    }

    [Fact]
    public void With_a_broken_policy_nothing_is_drawn_and_no_file_appears()
    {
        tree.Write("Cargo.toml", "[package]\nname = \"alone\"\nversion = \"0.1.0\"\n");
        tree.Write("src/lib.rs", "");
        tree.Write("harness.toml", "version = 1\nlayers = 3\n");

        Fails("harness.toml:2");
    }

    [Fact]
    public void A_chart_too_large_for_Mermaid_has_one_box_a_layer_with_counts()
    {
        LargeTree(60);
        tree.Write("harness.toml", "version = 1\nlayers = [\n  { name = \"low\", crates = [\"c0*\", \"c1*\"], siblings = \"allow\" },\n  { name = \"high\", crates = [\"**\"], siblings = \"allow\" },\n]\n");

        var chart = Draw(tree.Path, "mermaid");

        Assert.Contains("60 crates with 1770 edges are too many for Mermaid", chart, StringComparison.Ordinal);
        Assert.Contains("L0[\"low (20 crates)\"]", chart, StringComparison.Ordinal);
        Assert.Contains("L1 -->|800, 800 not allowed| L0", chart, StringComparison.Ordinal);
        Assert.Contains("linkStyle", chart, StringComparison.Ordinal);
    }

    [Fact]
    public void The_chart_in_the_documents_is_that_of_the_demo()
    {
        var page = File.ReadAllText(RepositoryRoot.Combine("docs/commands.md")).ReplaceLineEndings("\n");

        Assert.Equal(Draw(Demo, "mermaid"), Element(page, "```mermaid\n", "```"));
    }

    private static string Demo => RepositoryRoot.Combine("src/Harness.CommandLine/Demo");

    // Each crate uses all before it; the first twenty are low.
    private void LargeTree(int crates)
    {
        for (var i = 0; i < crates; i++)
        {
            Crate(Name(i), string.Concat(Enumerable.Range(0, i).Select(to => $"{Name(to)} = {{ path = \"../{Name(to)}\" }}\n")));
        }

        tree.Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n");
        tree.Write("harness.toml", "version = 1\nlayers = [\n  { name = \"high\", crates = [\"**\"], siblings = \"allow\" },\n  { name = \"low\", crates = [\"c0*\", \"c1*\"], siblings = \"allow\" },\n]\n");

        static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"c{i:D2}");
    }

    private void HostileTree()
    {
        tree.Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n");
        Crate("größe", "z = \"1\"\n", "<img src=x onerror='document.title=1'>");
        tree.Write("harness.toml", $"version = 1\n[[forbid]]\nfrom = [\"**\"]\nto = [\"z\"]\nbecause = '''{Evil}'''\n");
    }

    private void Crate(string name, string dependencies, string? directory = null)
    {
        tree.Write($"crates/{directory ?? name}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\n{dependencies}");
        tree.Write($"crates/{directory ?? name}/src/lib.rs", "");
    }

    private static string Draw(string root, string format)
    {
        var outcome = HarnessCommand.Run(root, "graph", "--root", root, "--format", format);

        Assert.Equal(("", 0), (outcome.Error, outcome.ExitCode));
        return outcome.Output;
    }

    private void Fails(string part)
    {
        var file = tree.Combine("out.html");
        var outcome = HarnessCommand.Run(tree.Path, "graph", "--root", tree.Path, "--format", "html:" + file);

        Assert.Equal(("", 2), (outcome.Output, outcome.ExitCode));
        Assert.Contains(part, outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    private static string Element(string page, string start, string end)
    {
        var from = page.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("https?://[^\"'\\s)<]+")]
    private static partial Regex Address();
}
