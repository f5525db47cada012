using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Placements;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;

namespace Harness.Analysis;

/// <summary>The outcome of an analysis, used as the exit code of a front-end.</summary>
public enum AnalysisOutcome
{
    /// <summary>No finding at or above the threshold.</summary>
    Clean = 0,

    /// <summary>Findings at or above the threshold.</summary>
    Findings = 1,

    /// <summary>Something could not be read or decided.</summary>
    Failed = 2,
}

/// <summary>A finding that an exception of the policy excuses.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Exception">The exception.</param>
public sealed record ExcusedFinding(Diagnostic Finding, PolicyException Exception);

/// <summary>The findings of an analysis, ordered by path, offset, rule and key.</summary>
public sealed record AnalysisResult
{
    internal AnalysisResult(RuleSet rules, IEnumerable<Diagnostic> findings, IEnumerable<ExcusedFinding> excused, AnalysisStatistics statistics)
    {
        RuleSet = rules;
        Findings = [.. findings.Order(DiagnosticOrder.Instance)];
        Excused = [.. excused.OrderBy(e => e.Finding, DiagnosticOrder.Instance)];
        Statistics = statistics;
    }

    /// <summary>The rules that the engine was given.</summary>
    public RuleSet RuleSet { get; }

    /// <summary>
    /// The kinds of findings that the rules that ran can report, ordered by id. A rule that is off did not run. Without a change, no rule over
    /// changes ran.
    /// </summary>
    public ImmutableArray<DiagnosticDescriptor> Rules => IsOfOthers ? []
        : [.. (Comparison is null ? RuleSet.OfTrees : RuleSet.OfChanges).Where(d => !Statistics.RulesOff.Contains(d.Id))];

    /// <summary>
    /// The policy by which the tree was judged, bound to its packages. For a change, the tree is the merge result. <see langword="null"/> if the
    /// input could not be read, or if no rule ran.
    /// </summary>
    public BoundPolicy? Policy { get; internal init; }

    /// <summary>The findings.</summary>
    public ImmutableArray<Diagnostic> Findings { get; private init; }

    /// <summary>
    /// The findings about a change that are certain although its input is incomplete. They concern rights, which depend only on the target's tip.
    /// Empty if the input is complete.
    /// </summary>
    public ImmutableArray<Diagnostic> Certain { get; private init; } = [];

    /// <summary>The findings that exceptions excuse.</summary>
    public ImmutableArray<ExcusedFinding> Excused { get; private init; }

    /// <summary>The findings that are in the tree's baseline, and so do not count.</summary>
    public ImmutableArray<Diagnostic> Baselined { get; internal init; } = [];

    /// <summary>The tree's baseline, or <see langword="null"/> if it has none.</summary>
    public Baseline? Baseline { get; internal init; }

    /// <summary>
    /// The enforcement of the policy, which decides the findings that fail a check. For a change, it is that of the target's tip, which the change
    /// cannot weaken.
    /// </summary>
    public Enforcement Enforcement { get; internal init; } = Enforcement.New;

    /// <summary>The numbers of packages, edges, files and rules that were examined.</summary>
    public AnalysisStatistics Statistics { get; }

    /// <summary>The effect of the change on the findings, or <see langword="null"/> if a single tree was analysed.</summary>
    public ChangeComparison? Comparison { get; internal init; }

    /// <summary>A value that indicates whether the result holds only findings of other tools, so that no rule has run.</summary>
    public bool IsOfOthers => Statistics.Rules == 0 && !HasFailed;

    /// <summary>A value that indicates whether any of the input could not be read or decided.</summary>
    public bool HasFailed => Findings.Any(f => f.Descriptor.IsInputFailure);

    /// <summary>
    /// Returns this result with the findings of other tools. For a change, all of them count as new, so the caller leaves out the others.
    /// </summary>
    /// <param name="others">The findings of other tools.</param>
    public AnalysisResult Including(IReadOnlyCollection<Diagnostic> others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return this with { Findings = [.. Findings.Concat(others).Order(DiagnosticOrder.Instance)], Comparison = Comparison?.Including(others) };
    }

    /// <summary>Returns this result with paths from the top of the repository, as a host names them.</summary>
    /// <param name="directory">The directory of the tree in its repository.</param>
    public AnalysisResult Below(RepoPath directory)
    {
        if (directory.IsRoot)
        {
            return this;
        }

        var moved = new Dictionary<SourceText, SourceText>(ReferenceEqualityComparer.Instance);
        var findings = new Dictionary<Diagnostic, Diagnostic>(ReferenceEqualityComparer.Instance);
        return this with
        {
            Findings = [.. Findings.Select(InRepository).Order(DiagnosticOrder.Instance)],
            Excused = [.. Excused.Select(e => e with { Finding = InRepository(e.Finding) })],
            Baselined = [.. Baselined.Select(InRepository)],
            Comparison = Comparison?.In(InRepository),
        };

        // A comparison identifies its findings by reference.
        Diagnostic InRepository(Diagnostic finding) => findings.TryGetValue(finding, out var known) ? known : findings[finding] = finding.In(Move);

        SourceText Move(SourceText text) =>
            moved.TryGetValue(text, out var known) ? known : moved[text] = SourceText.From(directory.Combine(text.Path.Value), text.Bytes);
    }

    /// <summary>Returns a result that holds only findings of other tools. No rule has run.</summary>
    /// <param name="others">The findings of other tools.</param>
    public static AnalysisResult FromOtherTools(IReadOnlyCollection<Diagnostic> others) => new AnalysisResult(RuleSet.Empty, [], [], new AnalysisStatistics(0, 0, 0, 0, [])).Including(others);

    /// <summary>Determines whether a finding of sufficient severity fails a check under an enforcement.</summary>
    /// <param name="finding">A finding of this result.</param>
    /// <param name="enforcement">The enforcement, which decides the findings that count. In a single tree, every finding is new.</param>
    public bool Counts(Diagnostic finding, Enforcement enforcement)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return enforcement switch
        {
            Enforcement.Report => false,
            Enforcement.New => Comparison is null || Comparison.IsNew(finding),
            _ => true,
        };
    }

    /// <summary>Returns a result for incomplete input. No rule has run.</summary>
    internal static AnalysisResult Failed(RuleSet rules, IEnumerable<Diagnostic> diagnostics, int files, params ImmutableArray<Diagnostic> certain) =>
        new(rules, diagnostics, [], new AnalysisStatistics(0, 0, files, 0, [])) { Certain = [.. certain.Order(DiagnosticOrder.Instance)] };

    /// <summary>Returns the outcome of the analysis.</summary>
    /// <param name="threshold">The lowest severity that counts as a failure.</param>
    /// <param name="enforcement">The enforcement, which decides the findings that count.</param>
    public AnalysisOutcome GetOutcome(DiagnosticSeverity threshold, Enforcement enforcement = Enforcement.All) =>
        HasFailed ? AnalysisOutcome.Failed
        : Findings.Any(f => f.Severity >= threshold && Counts(f, enforcement)) ? AnalysisOutcome.Findings
        : AnalysisOutcome.Clean;
}
