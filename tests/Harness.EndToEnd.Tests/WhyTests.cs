using System.Text.Json;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>Questions to the demo's workspace.</summary>
public sealed class WhyTests
{
    [Theory]
    [InlineData("megadb-storage megadb-catalog", "No: 'megadb-storage' (base)", "against: harness.toml:4: layer 'query' is above 'base'", "crates/megadb-storage/Cargo.toml:8: normal, inherited from Cargo.toml:10")]
    [InlineData("megadb-storage megadb-compute", "Yes: ", "excused: harness.toml:6", "harness.toml:31: excused through 2099-12-31, owner 'master-db'")]
    [InlineData("megadb-sql kube", "No: ", "against: harness.toml:25: a confine lets only 'megadb-k8s' use it", "It does not directly.")]
    [InlineData("megadb-k8s kube", "Yes: ", "No forbid or confine speaks of it", "crates/megadb-k8s/Cargo.toml:9: normal")]
    [InlineData("megadb-vector megadb-graph", "No: ", "both are in layer 'index', whose edges do not list it", "error[HRN2002]")]
    [InlineData("crates/megadb-storage ./crates/megadb-crypto", "Yes: ", "for: harness.toml:8: layer 'base' lists the edge 'megadb-storage -> megadb-crypto'", "  megadb-storage -> megadb-crypto\n")]
    [InlineData("msql-cli megadb-core", "Yes: ", "  msql-cli -> megadb-core\n", "28 chains in all.")]
    [InlineData("megadb-crypto megadb-storage --reverse", "Yes: 'megadb-storage' (base) may depend on 'megadb-crypto'", "lists the edge", "harness.toml:8")]
    [InlineData("megadb-vector", "'megadb-vector' (index) uses 3 crates:", "layer 'base': all 3 but megadb-crypto", "layer 'edge': none of 2")]
    [InlineData("kube --reverse", "'kube' is used by 2 crates:", "layer 'engine': 1 of 2: megadb-k8s", "layer 'edge': none of 2")]
    public void A_question_is_answered_with_the_lines_that_decide(string question, string verdict, string reason, string fact)
    {
        var outcome = Why(question);

        Assert.Equal(("", 0), (outcome.Error, outcome.ExitCode));
        Assert.StartsWith(verdict, outcome.Output, StringComparison.Ordinal);
        Assert.Contains(reason, outcome.Output, StringComparison.Ordinal);
        Assert.Contains(fact, outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("megadb-stroage", "did you mean 'megadb-storage'?")]
    [InlineData("megadb-core kubee", "did you mean 'kube'?")]
    [InlineData("megadb-core megadb-core", "one package")]
    [InlineData("kube", "--reverse")]
    [InlineData("kube megadb-core", "no package or dependency 'kube'")]
    [InlineData("/etc", "no package or dependency '/etc'")]
    [InlineData("../.. megadb-core", "no package or dependency '../..'")]
    [InlineData("megadb-core --format yaml", "'yaml' is not a format")]
    public void A_question_about_nothing_ends_with_one_line_and_exit_2(string question, string line)
    {
        var outcome = Why(question);

        Assert.Equal(("", 2), (outcome.Output, outcome.ExitCode));
        Assert.Contains(line, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void The_answer_as_JSON_says_the_same()
    {
        using var edge = JsonDocument.Parse(Why("megadb-storage megadb-catalog --format json").Output);
        using var package = JsonDocument.Parse(Why("megadb-core --reverse --format json").Output);

        Assert.False(edge.RootElement.GetProperty("allowed").GetBoolean());
        Assert.Equal("harness.toml:4", edge.RootElement.GetProperty("reasons")[0].GetProperty("policy").GetString());
        Assert.Equal("crates/megadb-storage/Cargo.toml:8", edge.RootElement.GetProperty("declarations")[0].GetProperty("place").GetString());
        Assert.Equal(2, edge.RootElement.GetProperty("chain_count").GetInt64());
        Assert.Equal(13, package.RootElement.GetProperty("declarations").GetArrayLength());
    }

    [Fact]
    public void Without_a_policy_or_with_a_broken_one_nothing_is_answered()
    {
        using var tree = new TemporaryDirectory();
        tree.Write("Cargo.toml", "[package]\nname = \"a\"\nversion = \"0.1.0\"\n");
        tree.Write("src/lib.rs", "");

        var none = HarnessCommand.Run(tree.Path, "why", "a");
        tree.Write("harness.toml", "version = 1\nlayers = 3\n");
        var broken = HarnessCommand.Run(tree.Path, "why", "a");

        Assert.Equal(("", 2), (none.Output, none.ExitCode));
        Assert.Contains("there is no policy", none.Error, StringComparison.Ordinal);
        Assert.Contains("'harness init' writes a first one", none.Error, StringComparison.Ordinal);
        Assert.Equal(("", 2), (broken.Output, broken.ExitCode));
        Assert.Contains("harness.toml:2", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_crate_that_is_alone_may_use_no_other()
    {
        using var tree = new TemporaryDirectory();
        tree.Write("Cargo.toml", "[package]\nname = \"a\"\nversion = \"0.1.0\"\n");
        tree.Write("src/lib.rs", "");
        tree.Write("harness.toml", "version = 1\nlayers = [{ name = \"all\", crates = [\"a\"] }]\n");

        Assert.Contains("\nIt may use no other crate of the tree.\n", HarnessCommand.Run(tree.Path, "why", "a").Output, StringComparison.Ordinal);
        Assert.Contains("\nNo other crate of the tree may use it.\n", HarnessCommand.Run(tree.Path, "why", "a", "--reverse").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_says_where_a_package_is_placed_and_by_which_lines()
    {
        var outcome = HarnessCommand.Run(Demo, ["explain", "megadb-core", .. Root]);

        Assert.Equal("", outcome.Error);
        Assert.Contains("layer: 'base' (harness.toml:7), by 'megadb-core' (harness.toml:7)", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("owner: 'master-db' (harness.toml:11), by 'megadb-core' (harness.toml:12)", outcome.Output, StringComparison.Ordinal);
    }

    private static string Demo => RepositoryRoot.Combine("src/Harness.CommandLine/Demo");

    private static ProcessOutcome Why(string question) => HarnessCommand.Run(Demo, ["why", .. question.Split(' '), .. Root]);

    private static string[] Root => ["--root", Demo];
}
