using System.Collections.Immutable;
using CsCheck;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Rules.Tests.Pages;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Rules.Tests.Engine;

/// <summary>What the engine makes of what rules say: exceptions, severities and scopes, order, failures.</summary>
public sealed class EngineTests
{
    private static readonly string Layers = Judged.Layers("crates = [\"a\"]", "crates = [\"b\", \"c\"]");

    [Theory]
    [InlineData("a")]
    [InlineData("a a/build a/unix")]
    [InlineData("a/registry")]
    public void An_exception_excuses_every_layer_finding_of_its_pair(string dependencies)
    {
        var result = Judged.By(Layers + Exception("b -> a") + "[rules]\nHRN2007 = \"off\"\n", "a", $"b: {dependencies}", "c");
        Assert.Empty(result.Findings);
        Assert.Equal(dependencies.Split(' ').Length, result.Excused.Length);
        Assert.All(result.Excused, e => Assert.Equal("b -> a", e.Exception.ToString()));
    }

    [Fact]
    public void An_exception_excuses_siblings_too_and_no_other_pair()
    {
        var result = Judged.By(Layers + Exception("b -> c"), "a", "b: c a", "c: b/unix");
        Assert.Equal(["HRN2002"], result.Excused.Select(e => e.Finding.Descriptor.Id));
        Assert.Contains(result.Findings, f => f.Descriptor.Id == "HRN2001");
        Assert.Contains(result.Findings, f => f.Descriptor.Id == "HRN2002" && f.Edge == new EdgeName("c", "b"));
    }

    [Fact]
    public void An_exception_excuses_from_no_other_rule_and_one_with_a_rule_from_that_only()
    {
        var policy = Layers + "[[forbid]]\nfrom = [\"b\"]\nto = [\"a\"]\nbecause = \"x\"\n";
        Assert.Equal("2003 b a", Judged.Edges(policy + Exception("b -> a"), "a", "b: a", "c"));
        Assert.Equal("2001 b a", Judged.Edges(policy + Exception("b -> a", "HRN2003"), "a", "b: a", "c"));
        Assert.Equal("", Judged.Edges(policy + Exception("b -> a") + Exception("b -> a", "HRN2003"), "a", "b: a", "c"));
    }

    [Fact]
    public void A_transitive_finding_is_excused_by_its_ends()
    {
        var policy = "version = 1\n[[forbid]]\nfrom = [\"a\"]\nto = [\"c\"]\nreach = \"transitive\"\nbecause = \"x\"\n";
        Assert.Empty(Judged.By(policy + Exception("a -> c", "HRN2003"), "a: b", "b: c", "c").Findings);
        Assert.Equal("HRN2003 HRN1004", Judged.Ids(policy + Exception("a -> b", "HRN2003"), "a: b", "b: c", "c"));
    }

    [Theory]
    [InlineData(0, "HRN1006")]
    [InlineData(-14, "HRN1006")]
    [InlineData(-15, "")]
    [InlineData(1, "HRN2001 HRN1005")]
    public void An_exception_is_good_through_its_last_day_and_says_so_two_weeks_ahead(int days, string ids)
    {
        var result = Judged.By(new DateOnly(2099, 12, 31).AddDays(days), Layers + Exception("b -> a"), "a", "b: a", "c");
        Assert.Equal(ids, string.Join(' ', result.Findings.Select(f => f.Descriptor.Id)));
        Assert.Equal(days > 0 ? 0 : 1, result.Excused.Length);
    }

    [Fact]
    public void An_exception_that_excuses_nothing_is_a_finding_and_not_where_its_rule_is_off()
    {
        Assert.Equal("HRN1004", Judged.Ids(Layers + Exception("a -> b"), "a: b", "b", "c"));
        Assert.Equal("", Judged.Ids(Layers + Exception("b -> a") + "[rules]\nHRN2001 = \"off\"\n", "a", "b: a", "c"));
    }

    [Theory]
    [InlineData(true, "HRN1015", 0)]
    [InlineData(false, "", 1)]
    public void A_line_of_the_baseline_is_needed_only_where_no_exception_excuses(bool isExcused, string ids, int baselined)
    {
        var result = Judged.By(Layers + (isExcused ? Exception("b -> a") : ""), "a", "b: a", "c", "harness.baseline= HRN2001 b -> a normal\n");
        Assert.Equal(ids, string.Join(' ', result.Findings.Select(f => f.Descriptor.Id)));
        Assert.Equal((isExcused ? 1 : 0, baselined), (result.Excused.Length, result.Baselined.Length));
    }

    [Fact]
    public void A_line_of_the_baseline_is_needed_also_where_its_rule_is_off() =>
        Assert.Equal("", Judged.Ids(Layers + "[rules]\nHRN2001 = \"off\"\n", "a", "b: a", "c", "harness.baseline= HRN2001 b -> a normal\n"));

    [Theory]
    [InlineData("edge = \"b -> a\"")]
    [InlineData("because = \"x\"")]
    [InlineData("owner = \"x\"")]
    [InlineData("expires = 2099-12-31")]
    public void All_four_keys_of_an_exception_are_required(string key)
    {
        var result = Judged.By(Layers + Exception("b -> a").Replace(key + "\n", "", StringComparison.Ordinal), "a", "b: a", "c");
        Assert.All(result.Findings, f => Assert.Equal("HRN0006", f.Descriptor.Id));
        Assert.Equal(AnalysisOutcome.Failed, result.GetOutcome(DiagnosticSeverity.Error));
    }

    [Fact]
    public void A_severity_holds_for_the_packages_of_its_scope_only()
    {
        var result = Judged.By(Layers + "[rules]\nHRN2001 = { severity = \"note\", crates = [\"b\"] }\n", "a", "b: a", "c: a");
        Assert.Equal(["b Note", "c Error"], result.Findings.Select(f => $"{f.Package} {f.Severity}"));
    }

    [Theory]
    [InlineData("off", AnalysisOutcome.Clean, AnalysisOutcome.Clean)]
    [InlineData("note", AnalysisOutcome.Clean, AnalysisOutcome.Clean)]
    [InlineData("warning", AnalysisOutcome.Clean, AnalysisOutcome.Findings)]
    [InlineData("error", AnalysisOutcome.Findings, AnalysisOutcome.Findings)]
    public void A_check_fails_by_findings_at_the_threshold_or_above(string severity, AnalysisOutcome atError, AnalysisOutcome atWarning)
    {
        var result = Judged.By($"{Layers}[rules]\nHRN2001 = \"{severity}\"\n", "a", "b: a", "c");
        Assert.Equal((atError, atWarning), (result.GetOutcome(DiagnosticSeverity.Error), result.GetOutcome(DiagnosticSeverity.Warning)));
        Assert.Equal(severity == "off", result.Statistics.RulesOff.Contains("HRN2001"));
    }

    [Fact]
    public void No_rule_masks_another()
    {
        // Each rule by itself says what it says among all the others.
        var policy = Layers + "[[forbid]]\nfrom = [\"b\"]\nto = [\"a\", \"serde\"]\nbecause = \"x\"\n[[confine]]\ncrates = [\"a\"]\nusers = []\nbecause = \"x\"\n"
            + "[agents.x]\ncrates = [\"a\", \"ghost\"]\n[rules]\nHRN2009 = \"note\"\nHRN2011 = \"note\"\n";
        string[] packages = ["a: b", "b: a a/dev serde c", "c: b a/registry"];
        var together = Judged.By(policy, packages).Findings.Select(f => f.Key).Order();
        var alone = Judged.Rules.SelectMany(rule => Judged.EngineOf(rule).Analyze(Judged.Tree(packages), Judged.Text(policy), Judged.Today, cancellation: Token).Findings
            .Where(f => rule.Descriptors.Contains(f.Descriptor))).Select(f => f.Key).Order();
        Assert.Equal(together.Where(k => k.RuleId != "HRN1014"), alone);
        Assert.True(together.Select(k => k.RuleId).Distinct().Count() >= 8);
    }

    [Fact]
    public void The_order_of_rules_and_files_changes_nothing() => Gen.Int.Sample(seed =>
    {
        var policy = Layers + "[[forbid]]\nfrom = [\"**\"]\nto = [\"a\", \"serde\"]\nbecause = \"x\"\n[[forbid]]\nfrom = [\"b\"]\nto = [\"a\"]\nbecause = \"y\"\n[agents.x]\ncrates = [\"a\", \"ghost\"]\n";
        string[] packages = ["a: b", "b: a a/dev serde c", "c: b a/registry serde"];
        var shuffled = Judged.Rules.OrderBy(r => HashCode.Combine(r.GetType().Name, seed)).ToImmutableArray();
        var turned = Judged.EngineOf(shuffled).Analyze(Judged.Tree([.. packages.Reverse()]), Judged.Text(policy), Judged.Today);
        Assert.Equal(Spell(Judged.By(policy, packages)), Spell(turned));
    });

    [Fact]
    public void Findings_are_ordered_by_path_place_and_rule()
    {
        var findings = Judged.By(Layers + Exception("a -> c") + "[rules]\nHRN9999 = \"off\"\n", "a: b", "b: a c", "c: a/registry").Findings;
        Assert.True(findings.Length > 6);
        Assert.Equal(findings.OrderBy(f => f.Location.Path).ThenBy(f => f.Location.Span.Start).ThenBy(f => f.Descriptor.Id, StringComparer.Ordinal).ThenBy(f => f.Key), findings);
    }

    [Fact]
    public void A_rule_that_crashes_ends_the_check_as_undecided_and_hides_nobody_elses_findings()
    {
        var result = Judged.EngineOf([new CrashingRule(), .. Judged.Rules]).Analyze(Judged.Tree("a", "b: a", "c"), Judged.Text(Layers + "[rules]\nHRN0007 = \"error\"\n"), Judged.Today, cancellation: Token);
        Assert.Equal(["HRN2001", "HRN0007"], result.Findings.Select(f => f.Descriptor.Id));
        Assert.Contains("InvalidOperationException: as it always does", result.Findings[1].Message, StringComparison.Ordinal);
        Assert.Equal(AnalysisOutcome.Failed, result.GetOutcome(DiagnosticSeverity.Error));
    }

    [Fact]
    public void A_run_that_is_cancelled_is_no_crash()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => Judged.EngineOf(Judged.Rules).Analyze(Judged.Tree("a"), Judged.Text(Layers), Judged.Today, cancellation: cancelled.Token));

        // Also where a rule is the one that asks.
        using var late = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Judged.EngineOf(new CancellingRule(late)).Analyze(Judged.Tree("a"), Judged.Text(Layers), Judged.Today, cancellation: late.Token));
    }

    [Fact]
    public void Two_rules_with_one_id_are_refused() =>
        Assert.Throws<ArgumentException>(() => BuiltInRules.All.Add(new Harness.Rules.Direction.UpwardDependencyRule()));

    [Theory]
    [InlineData("HRN2010X = \"off\"", "HRN0006", "write it as in 'HRN2001'")]
    [InlineData("HRN2103 = \"off\"", "HRN1014", "did you mean 'HRN2003'?")]
    [InlineData("ACME1 = \"off\"", "HRN1014", "'harness explain' lists the rules")]
    [InlineData("HRN2001 = { severty = \"off\" }", "HRN1014", "did you mean 'severity'?")]
    [InlineData("HRN0002 = \"off\"", "HRN1014", "take the entry out")]
    [InlineData("HRN0002 = \"warning\"", "HRN1014", "take the entry out")]
    [InlineData("HRN1009 = { severity = \"off\", crates = [\"a\"] }", "HRN1014", "take 'crates' out")]
    [InlineData("HRN2001 = {}", "HRN1014", "add 'severity'")]
    public void What_rules_sets_in_vain_is_a_finding_with_its_cure(string entry, string id, string help)
    {
        var finding = Judged.By($"{Layers}[rules]\n{entry}\n", "a: b", "b", "c").Findings[0];
        Assert.Equal(id, finding.Descriptor.Id);
        Assert.Contains(help, finding.Help, StringComparison.Ordinal);
        Assert.Equal(7, finding.Location.Line);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Spell(AnalysisResult result) =>
        string.Join('\n', result.Findings.Select(f => $"{f} {f.Severity} {f.Help} {f.Key} {string.Join('|', f.Notes)} {string.Join('|', f.RelatedLocations.Select(r => r.Location + r.Message))}"));

    private static string Exception(string edge, string? rule = null) =>
        $"[[exceptions]]\nedge = \"{edge}\"\n{(rule is null ? "" : $"rule = \"{rule}\"\n")}because = \"x\"\nowner = \"x\"\nexpires = 2099-12-31\n";

    private sealed class CancellingRule(CancellationTokenSource source) : WorkspaceRule
    {
        public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [new("TST0002", "cancel", "Cancels", DiagnosticCategory.Direction, DiagnosticSeverity.Note)];

        public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
        {
            source.Cancel();
            context.Cancellation.ThrowIfCancellationRequested();
            return [];
        }
    }
}
