using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Xunit;

namespace Harness.Rules.Tests.Engine;

/// <summary>Rules of a third party beside the built-in ones.</summary>
public sealed class RuleSetTests
{
    private const string Layers = "version = 1\nlayers = [\n{ name = \"all\", crates = [\"**\"], siblings = \"allow\" },\n]\n";

    private static readonly RuleSet Rules = BuiltInRules.All.Add(new EveryEdgeRule("ACME1"));

    [Theory]
    [InlineData("HRN9001", "reserved")]
    [InlineData("HRNX1", "reserved")]
    [InlineData("acme1", "capital letters followed by digits")]
    [InlineData("ACME", "capital letters followed by digits")]
    [InlineData("ACME 1", "capital letters followed by digits")]
    [InlineData("ACME1", null)]
    public void An_id_has_its_form_and_does_not_pass_for_a_built_in_one(string id, string? complaint)
    {
        var refused = Record.Exception(() => RuleSet.Empty.Add(new EveryEdgeRule(id)));

        Assert.Equal(complaint is not null, refused is ArgumentException);
        Assert.Contains(complaint ?? "", refused?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Two_rules_may_not_report_one_id() =>
        Assert.Throws<ArgumentException>(() => Rules.Add(new EveryEdgeRule("ACME1")));

    [Fact]
    public void Two_rules_may_not_have_one_name() =>
        Assert.Contains("'ACME1' and 'ACME2' have one name", Assert.Throws<ArgumentException>(() => Rules.Add(new EveryEdgeRule("ACME2"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_rule_is_found_by_id_and_name_in_any_case()
    {
        Assert.Equal("ACME1", Rules.Find("acme1")!.Id);
        Assert.Equal("ACME1", Rules.Find("Every-Edge")!.Id);
        Assert.Equal("HRN2001", Rules.Find("upward-dependency")!.Id);
        Assert.Null(Rules.Find("ACME2"));
        Assert.Null(BuiltInRules.All.Find("ACME1"));
    }

    [Fact]
    public void A_page_is_found_for_a_rule_of_the_set_only()
    {
        var set = Rules.WithPages(id => $"# {id}\n");

        Assert.Equal("# ACME1\n", set.GetPage("ACME1"));
        Assert.StartsWith("# HRN2001", set.GetPage("HRN2001"), StringComparison.Ordinal);
        Assert.NotEqual("# HRN2001\n", set.GetPage("HRN2001"));
        Assert.Null(set.GetPage("ACME2"));
        Assert.Null(Rules.GetPage("ACME1"));
    }

    [Fact]
    public void Its_findings_stand_beside_those_of_the_built_in_rules() =>
        Assert.Equal(["ACME1 a -> b", "HRN2007 c -> a"], Judge("", "a: b", "b", "c: a/registry").Findings.Where(f => f.Edge is not null).Select(f => $"{f.Descriptor.Id} {f.Edge!.From} -> {f.Edge.To}").Where(f => !f.StartsWith("ACME1 c", StringComparison.Ordinal)));

    [Theory]
    [InlineData("off", null)]
    [InlineData("note", DiagnosticSeverity.Note)]
    [InlineData("error", DiagnosticSeverity.Error)]
    public void The_policy_sets_its_severity(string severity, DiagnosticSeverity? expected)
    {
        var result = Judge($"[rules]\nACME1 = \"{severity}\"\n", "a: b", "b");

        Assert.Equal(expected, result.Findings.SingleOrDefault()?.Severity);
        Assert.Equal(expected is null, result.Statistics.RulesOff.Contains("ACME1"));
        Assert.Equal(expected is not null, result.Rules.Any(r => r.Id == "ACME1"));
    }

    [Fact]
    public void The_policy_scopes_it_and_gives_it_options()
    {
        Assert.Empty(Judge("[rules.ACME1]\nseverity = \"error\"\ncrates = [\"a\"]\nmost = 3\n", "a", "b").Findings);
        Assert.Contains("'least'", Assert.Single(Judge("[rules.ACME1]\nseverity = \"error\"\nleast = 3\n", "a", "b").Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_it_an_entry_for_it_has_no_effect()
    {
        var result = new AnalysisEngine(BuiltInRules.All).Analyze(Judged.Tree("a", "b"), Judged.Text(Layers + "[rules]\nACME1 = \"off\"\n"), Judged.Today, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal("HRN1014", Assert.Single(result.Findings).Descriptor.Id);
    }

    [Fact]
    public void An_exception_that_names_it_excuses_its_finding()
    {
        var result = Judge("[[exceptions]]\nedge = \"a -> b\"\nrule = \"ACME1\"\nbecause = \"x\"\nowner = \"me\"\nexpires = 2030-12-31\n", "a: b", "b");

        Assert.Empty(result.Findings);
        Assert.Equal("ACME1", Assert.Single(result.Excused).Finding.Descriptor.Id);
    }

    [Fact]
    public void A_crash_of_it_ends_the_check_as_undecided()
    {
        var result = new AnalysisEngine(BuiltInRules.All.Add(new Pages.CrashingRule())).Analyze(Judged.Tree("a", "b"), Judged.Text(Layers), Judged.Today, cancellation: TestContext.Current.CancellationToken);

        Assert.True(result.HasFailed);
    }

    private static AnalysisResult Judge(string policy, params string[] packages) =>
        new AnalysisEngine(Rules).Analyze(Judged.Tree(packages), Judged.Text(Layers + policy), Judged.Today, cancellation: TestContext.Current.CancellationToken);

    private sealed class EveryEdgeRule(string id) : WorkspaceRule
    {
        private readonly DiagnosticDescriptor descriptor = new(id, "every-edge", "A package depends on another", DiagnosticCategory.Direction, DiagnosticSeverity.Warning) { Options = ["most"] };

        public override ImmutableArray<DiagnosticDescriptor> Descriptors => [descriptor];

        public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context) => context.Graph.Edges.Select(e => new Diagnostic(
            descriptor, e.From.NameLocation, $"'{e.From.Name}' depends on '{e.To.Name}'.", "remove the dependency", e.From.Name, e.To.Name)
        {
            Package = e.From.Name,
            Edge = new EdgeName(e.From.Name, e.To.Name),
        });
    }
}
