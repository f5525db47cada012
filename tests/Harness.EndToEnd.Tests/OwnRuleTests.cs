using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Rules;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>A program with a rule of its own: the rule works wherever a built-in one does.</summary>
public sealed class OwnRuleTests : IDisposable
{
    private static readonly RuleSet Rules = BuiltInRules.All.Add(new LoneLetterRule()).WithPages(id => id == "ACME1" ? "# ACME1: lone-letter\n\nA name says what a crate is for.\n" : null);

    private readonly TemporaryDirectory tree = new();

    public OwnRuleTests()
    {
        tree.Write("harness.toml", "version = 1\nlayers = [{ name = \"all\", crates = [\"**\"], siblings = \"allow\" }]\n");
        tree.Write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"a\", \"b\"]\n");
        tree.Write("a/Cargo.toml", "[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\nb = { path = \"../b\" }\n");
        tree.Write("b/Cargo.toml", "[package]\nname = \"b\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
        tree.Write("a/src/lib.rs", "");
        tree.Write("b/src/lib.rs", "");
    }

    public void Dispose() => tree.Dispose();

    [Fact]
    public void A_check_reports_it_in_every_format()
    {
        var (exitCode, text, _) = Run("check", "--format", "text", "--format", "sarif:out.sarif", "--fail-on", "warning");
        var run = JsonNode.Parse(File.ReadAllText(tree.Combine("out.sarif")))!["runs"]![0]!;
        var driver = run["tool"]!["driver"]!;
        var rule = Assert.Single(driver["rules"]!.AsArray(), r => (string?)r!["id"] == "ACME1")!;

        Assert.Equal(1, exitCode);
        Assert.Contains("warning[ACME1]: 'a' is one letter.", text, StringComparison.Ordinal);
        Assert.Equal("Acme", (string?)driver["name"]);
        Assert.Equal("# ACME1: lone-letter\n\nA name says what a crate is for.\n", (string?)rule["help"]!["markdown"]);
        Assert.Equal(["ACME1", "ACME1"], run["results"]!.AsArray().Select(r => (string?)r!["ruleId"]));
    }

    [Theory]
    [InlineData("ACME1")]
    [InlineData("acme1")]
    [InlineData("lone-letter")]
    public void Explain_prints_its_page(string subject)
    {
        Assert.Equal("# ACME1: lone-letter\n\nA name says what a crate is for.\n", Run("explain", subject).Output);
    }

    [Fact]
    public void Explain_lists_it_and_finds_what_was_meant()
    {
        Assert.Contains("| [ACME1](ACME1.md) | `lone-letter` | A crate's name is one letter | warning |", Run("explain").Output, StringComparison.Ordinal);
        Assert.Contains("there is no rule 'ACME2'; did you mean 'ACME1'?", Run("explain", "ACME2").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_baseline_holds_its_findings()
    {
        Run("baseline");

        Assert.Equal(["ACME1 a", "ACME1 b"], File.ReadAllLines(tree.Combine("harness.baseline")).Where(l => l.StartsWith("ACME1", StringComparison.Ordinal)));
        Assert.Equal(0, Run("check", "--fail-on", "note").ExitCode);
    }

    [Fact]
    public void Init_takes_it_into_the_first_baseline()
    {
        File.Delete(tree.Combine("harness.toml"));

        Assert.Equal(0, Run("init").ExitCode);

        Assert.Contains("ACME1 a\n", File.ReadAllText(tree.Combine("harness.baseline")), StringComparison.Ordinal);
        Assert.Equal(0, Run("check", "--fail-on", "warning").ExitCode);
    }

    private ProcessOutcome Run(params string[] arguments) => HarnessCommand.RunWith(Rules, "Acme", tree.Path, arguments);

    private sealed class LoneLetterRule : WorkspaceRule
    {
        private static readonly DiagnosticDescriptor Descriptor = new("ACME1", "lone-letter", "A crate's name is one letter", DiagnosticCategory.Source, DiagnosticSeverity.Warning);

        public override ImmutableArray<DiagnosticDescriptor> Descriptors => [Descriptor];

        public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context) => context.Codebase.Packages
            .Where(p => p.Name.Length == 1)
            .Select(p => new Diagnostic(Descriptor, p.NameLocation, $"'{p.Name}' is one letter.", "say what it is for", p.Name) { Package = p.Name });
    }
}
