using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Analysis;

/// <summary>Runs rules over a tree, and the policy's severities and exceptions over what they say. Immutable; safe to share.</summary>
public sealed class AnalysisEngine
{
    private readonly ImmutableArray<WorkspaceRule> rules;

    /// <summary>An engine with these rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <exception cref="ArgumentException">Two rules report under one number.</exception>
    public AnalysisEngine(ImmutableArray<WorkspaceRule> rules)
    {
        this.rules = rules;
        Descriptors = [.. rules.SelectMany(r => r.Descriptors).Concat([ExceptionDescriptors.Unused, ExceptionDescriptors.Expired, ExceptionDescriptors.Expiring])
            .OrderBy(d => d.Id, StringComparer.Ordinal)];
        if (Descriptors.GroupBy(d => d.Id).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"'{twice.Key}' is reported by two rules", nameof(rules));
        }
    }

    /// <summary>What the rules and the engine can report about a tree that could be read, by number.</summary>
    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; }

    /// <summary>Reads the policy and the tree, and analyses them.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="policyText">The policy's text.</param>
    /// <param name="today">The date in UTC that exceptions are held against.</param>
    /// <param name="cache">Parsed manifests to use again; <see langword="null"/> for none.</param>
    /// <param name="cancellation">Cancels the analysis.</param>
    /// <returns>The findings. Where the input is not whole these are what is wrong with it, and no rule has run.</returns>
    public AnalysisResult Analyze(SourceTree tree, SourceText policyText, DateOnly today, ManifestCache? cache = null, CancellationToken cancellation = default)
    {
        var policy = Policy.Parse(policyText);
        if (policy.Diagnostics.Any(d => d.Descriptor.IsInputFailure))
        {
            return Failed(policy.Diagnostics, files: 1);
        }

        var codebase = Codebase.Load(tree, policy.Value.Workspace.ToCodebaseOptions(cache), cancellation);
        if (codebase.Diagnostics.Any(d => d.Descriptor.IsInputFailure))
        {
            return Failed([.. policy.Diagnostics, .. codebase.Diagnostics], codebase.Manifests.Length + 1);
        }

        return Analyze(BoundPolicy.Bind(policy.Value, codebase), policy.Diagnostics, today, cancellation);
    }

    /// <summary>Analyses a tree under a policy that is bound to it.</summary>
    /// <param name="policy">The policy and the codebase.</param>
    /// <param name="today">The date in UTC that exceptions are held against.</param>
    /// <param name="cancellation">Cancels the analysis.</param>
    public AnalysisResult Analyze(BoundPolicy policy, DateOnly today, CancellationToken cancellation = default) =>
        Analyze(policy, [], today, cancellation);

    private static AnalysisResult Failed(ImmutableArray<Diagnostic> diagnostics, int files) =>
        new(diagnostics, [], new AnalysisStatistics(0, 0, files, 0, []));

    private AnalysisResult Analyze(BoundPolicy policy, ImmutableArray<Diagnostic> earlier, DateOnly today, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var graph = DependencyGraph.Build(policy.Codebase);
        var context = new WorkspaceContext(policy, graph, today, cancellation);
        var ledger = new ExceptionLedger(policy.Policy, today);
        var findings = new List<Diagnostic>(earlier.Concat(policy.Codebase.Diagnostics));
        var excused = new List<ExcusedFinding>();
        foreach (var finding in rules.SelectMany(rule => Run(rule, context)))
        {
            // An exception counts as used also where the rule is off, so that switching a rule off makes no exception dead.
            var exception = ledger.Excuse(finding);
            if (Weigh(policy, finding) is not { } weighed)
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

        findings.AddRange(ledger.Audit().Select(f => Weigh(policy, f)).OfType<Diagnostic>());
        var statistics = Count(policy, graph);
        findings.AddRange(ExaminedNothing(policy, graph, statistics));
        return new AnalysisResult(findings, excused, statistics);
    }

    private static List<Diagnostic> Run(WorkspaceRule rule, WorkspaceContext context)
    {
        var found = new List<Diagnostic>();
        try
        {
            found.AddRange(rule.Analyze(context));
        }
#pragma warning disable CA1031 // A rule of a third party may throw anything; the run must end as "could not decide", whatever it was.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            var id = rule.Descriptors.IsEmpty ? rule.GetType().Name : rule.Descriptors[0].Id;
            found.Add(new Diagnostic(
                InputDescriptors.CrashedRule,
                Location.OfFile(context.Policy.Policy.Text.Path),
                $"The rule '{id}' failed: {failure.GetType().Name}: {failure.Message}",
                "report this with the workspace that shows it; nothing is decided until the rule runs",
                id));
        }

        return found;
    }

    private static Diagnostic? Weigh(BoundPolicy policy, Diagnostic finding) =>
        finding.Descriptor.IsInputFailure ? finding
        : policy.SeverityOf(finding.Descriptor, finding.Package) is { } severity ? finding.WithSeverity(severity)
        : null;

    private AnalysisStatistics Count(BoundPolicy policy, DependencyGraph graph)
    {
        var off = Descriptors.Where(d => policy.SeverityOf(d, package: null) is null).Select(d => d.Id).ToImmutableArray();
        var kinds = policy.Policy.Forbids.Select(f => f.Kinds).Concat(policy.Policy.Confines.Select(c => c.Kinds))
            .Aggregate(policy.Policy.Workspace.Kinds, (all, own) => all | (own ?? DependencyKinds.None));
        var edges = graph.Edges.Count(e => (e.Kinds & kinds) != 0);
        return new AnalysisStatistics(graph.Packages.Length, edges, policy.Codebase.Manifests.Length + 1, Descriptors.Length - off.Length, off);
    }

    private static IEnumerable<Diagnostic> ExaminedNothing(BoundPolicy policy, DependencyGraph graph, AnalysisStatistics statistics)
    {
        foreach (var glob in policy.Policy.Workspace.Manifests.Where(g => !policy.Codebase.Manifests.Any(m => g.Matches(m.Path))))
        {
            yield return new Diagnostic(
                InputDescriptors.NothingExamined,
                glob.Location,
                $"No manifest of the tree matches '{glob}'.",
                "mend the path, or take it out of 'manifests'",
                glob.Text);
        }

        if (statistics.Crates == 0 || (statistics.Edges == 0 && !graph.Edges.IsEmpty))
        {
            var (what, help) = statistics.Crates == 0
                ? ("No package was examined.", "name the workspace's manifest in 'manifests' of [workspace]")
                : ($"None of the {graph.Edges.Length} edges between packages was examined.", "name their kinds in 'kinds' of [workspace]: normal, build, dev");
            yield return new Diagnostic(InputDescriptors.NothingExamined, Location.OfFile(policy.Policy.Text.Path), what, help, "");
        }
    }
}
