using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Placements;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Analysis;

/// <summary>Runs rules over a tree, and applies the policy's severities and exceptions to their findings.</summary>
internal sealed class TreeAnalyzer(RuleSet rules)
{
    private readonly SettingAudit settings = new(rules);

    /// <summary>Analyses a tree under a policy that is bound to it.</summary>
    /// <param name="policy">The policy and the codebase.</param>
    /// <param name="earlier">The diagnostics from reading the policy.</param>
    /// <param name="today">The date, in UTC, against which exceptions are checked.</param>
    /// <param name="cancellation">Cancels the analysis.</param>
    /// <param name="judgedBefore">The kinds that were judged before a change, or <see langword="null"/> for a tree without a past.</param>
    public AnalysisResult Analyze(
        BoundPolicy policy, ImmutableArray<Diagnostic> earlier, DateOnly today, CancellationToken cancellation, DependencyKinds? judgedBefore = null)
    {
        var graph = policy.Codebase.Graph;
        var context = new WorkspaceContext(policy, graph, today, cancellation);
        var ledger = new ExceptionLedger(policy.Policy, today);
        var baseline = Baseline.Read(policy.Codebase.Tree);
        var lines = new BaselineLedger(baseline.Value);
        var findings = new List<Diagnostic>(earlier.Concat(policy.Codebase.Diagnostics).Concat(baseline.Diagnostics));
        var (excused, baselined) = (new List<ExcusedFinding>(), new List<Diagnostic>());
        foreach (var finding in rules.WorkspaceRules.SelectMany(rule => RuleRun.Run(rule, context)))
        {
            // Exceptions and baseline lines also count as used if the rule is off, so that switching a rule off makes none of them dead.
            var exception = ledger.Excuse(finding);
            var isBaselined = exception is null && lines.Holds(finding);
            if (RuleRun.Weigh(policy, finding) is not { } weighed)
            {
                continue;
            }

            if (exception is not null)
            {
                excused.Add(new ExcusedFinding(weighed, exception));
            }
            else
            {
                (isBaselined ? baselined : findings).Add(weighed);
            }
        }

        var audits = ledger.Audit().Concat(lines.Audit()).Concat(settings.Run(policy.Policy));
        findings.AddRange(audits.Select(f => RuleRun.Weigh(policy, f)).OfType<Diagnostic>());
        var statistics = Count(policy, graph, baseline.Value);
        findings.AddRange(EmptyCheck.Find(policy, graph, statistics, judgedBefore));
        return new AnalysisResult(rules, findings, excused, statistics)
        {
            Policy = policy,
            Enforcement = policy.Policy.Workspace.Enforce,
            Baseline = baseline.Value,
            Baselined = [.. baselined.Order(DiagnosticOrder.Instance)],
        };
    }

    private AnalysisStatistics Count(BoundPolicy policy, DependencyGraph graph, Baseline? baseline)
    {
        var kinds = policy.Policy.JudgedKinds;
        var edges = graph.Edges.Count(e => (e.Kinds & kinds) != 0);
        var files = policy.Codebase.Manifests.Length + (baseline is null ? 1 : 2);
        return new AnalysisStatistics(graph.Packages.Length, edges, files, 0, [])
        {
            AllEdges = graph.Edges.Length,
            Unseen = [.. policy.Codebase.Packages.Where(p => p.Submodule is not null).Select(p => p.Directory)],
        }.WithRules(rules.OfTrees, policy);
    }
}
