using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Policies;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Analysis;

/// <summary>Runs rules over one tree, and the policy's severities and exceptions over what they say.</summary>
internal sealed class TreeAnalyzer(ImmutableArray<WorkspaceRule> rules, ImmutableArray<DiagnosticDescriptor> descriptors, SettingAudit settings)
{
    /// <summary>Analyses a tree under a policy that is bound to it.</summary>
    /// <param name="policy">The policy and the codebase.</param>
    /// <param name="earlier">What reading the policy has found.</param>
    /// <param name="today">The date in UTC that exceptions are held against.</param>
    /// <param name="cancellation">Cancels the analysis.</param>
    public AnalysisResult Analyze(BoundPolicy policy, ImmutableArray<Diagnostic> earlier, DateOnly today, CancellationToken cancellation)
    {
        var graph = DependencyGraph.Build(policy.Codebase);
        var context = new WorkspaceContext(policy, graph, today, cancellation);
        var ledger = new ExceptionLedger(policy.Policy, today);
        var findings = new List<Diagnostic>(earlier.Concat(policy.Codebase.Diagnostics));
        var excused = new List<ExcusedFinding>();
        foreach (var finding in rules.SelectMany(rule => RuleRun.Of(rule, context)))
        {
            // An exception counts as used also where the rule is off, so that switching a rule off makes no exception dead.
            var exception = ledger.Excuse(finding);
            if (RuleRun.Weigh(policy, finding) is not { } weighed)
            {
                continue;
            }

            if (exception is null)
            {
                findings.Add(weighed);
            }
            else
            {
                excused.Add(new ExcusedFinding(weighed, exception));
            }
        }

        findings.AddRange(ledger.Audit().Concat(settings.Run(policy.Policy)).Select(f => RuleRun.Weigh(policy, f)).OfType<Diagnostic>());
        var statistics = Count(policy, graph);
        findings.AddRange(EmptyCheck.Find(policy, graph, statistics));
        return new AnalysisResult(findings, excused, statistics);
    }

    private AnalysisStatistics Count(BoundPolicy policy, DependencyGraph graph)
    {
        var off = descriptors.Where(d => policy.SeverityOf(d, package: null) is null).Select(d => d.Id).ToImmutableArray();
        var kinds = policy.Policy.Forbids.Select(f => f.Kinds).Concat(policy.Policy.Confines.Select(c => c.Kinds))
            .Aggregate(policy.Policy.Workspace.Kinds, (all, own) => all | (own ?? DependencyKinds.None));
        var edges = graph.Edges.Count(e => (e.Kinds & kinds) != 0);
        return new AnalysisStatistics(graph.Packages.Length, edges, policy.Codebase.Manifests.Length + 1, descriptors.Length - off.Length, off);
    }
}
