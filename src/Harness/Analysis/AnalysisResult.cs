using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Placements;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;

namespace Harness.Analysis;

/// <summary>How an analysis ends: the exit code of a front-end.</summary>
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

/// <summary>What an analysis found, in a total order: by path, offset, rule and key.</summary>
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
    /// What the rules that ran can report, ordered by id. A rule that is off did not run, nor did a rule over changes where there is no
    /// change.
    /// </summary>
    public ImmutableArray<DiagnosticDescriptor> Rules => IsOfOthers ? []
        : [.. (Comparison is null ? RuleSet.OfTrees : RuleSet.OfChanges).Where(d => !Statistics.RulesOff.Contains(d.Id))];

    /// <summary>
    /// The policy by which the tree was judged, bound to its packages; of a change the merge result. <see langword="null"/> if the input
    /// could not be read, or if no rule ran.
    /// </summary>
    public BoundPolicy? Policy { get; internal init; }

    /// <summary>The findings.</summary>
    public ImmutableArray<Diagnostic> Findings { get; private init; }

    /// <summary>
    /// What is certain of a change although its input is incomplete: findings about who may change what, which go by the target's tip alone.
    /// Empty where the input is whole.
    /// </summary>
    public ImmutableArray<Diagnostic> Certain { get; private init; } = [];

    /// <summary>The findings that exceptions excuse.</summary>
    public ImmutableArray<ExcusedFinding> Excused { get; private init; }

    /// <summary>The findings that the tree's baseline holds: they do not count.</summary>
    public ImmutableArray<Diagnostic> Baselined { get; internal init; } = [];

    /// <summary>The tree's baseline, or <see langword="null"/> if it has none.</summary>
    public Baseline? Baseline { get; internal init; }

    /// <summary>Which findings fail a check, by the policy; of a change by that of the target's tip, which it cannot soften.</summary>
    public Enforcement Enforcement { get; internal init; } = Enforcement.New;

    /// <summary>What was looked at.</summary>
    public AnalysisStatistics Statistics { get; }

    /// <summary>What the change did to the findings, or <see langword="null"/> if one tree was analysed by itself.</summary>
    public ChangeComparison? Comparison { get; internal init; }

    /// <summary>A value that indicates whether it holds only what other tools found: no rule has run.</summary>
    public bool IsOfOthers => Statistics.Rules == 0 && !HasFailed;

    /// <summary>A value that indicates whether any of the input could not be read or decided.</summary>
    public bool HasFailed => Findings.Any(f => f.Descriptor.IsInputFailure);

    /// <summary>
    /// Returns this result with what other tools found. Of a change all of it counts as brought by it: the caller leaves out what is not.
    /// </summary>
    /// <param name="others">The findings of other tools.</param>
    public AnalysisResult Including(IReadOnlyCollection<Diagnostic> others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return this with { Findings = [.. Findings.Concat(others).Order(DiagnosticOrder.Instance)], Comparison = Comparison?.Including(others) };
    }

    /// <summary>Returns this result with its places named from further up, as a host names them where a tree is not the whole repository.</summary>
    /// <param name="directory">Where the tree lies in its repository.</param>
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

        // A comparison knows its findings by identity.
        Diagnostic InRepository(Diagnostic finding) => findings.TryGetValue(finding, out var known) ? known : findings[finding] = finding.In(Move);

        SourceText Move(SourceText text) =>
            moved.TryGetValue(text, out var known) ? known : moved[text] = SourceText.From(directory.Combine(text.Path.Value), text.Bytes);
    }

    /// <summary>Returns a result of other tools alone: no rule has run.</summary>
    /// <param name="others">The findings of other tools.</param>
    public static AnalysisResult FromOtherTools(IReadOnlyCollection<Diagnostic> others) => new AnalysisResult(RuleSet.Empty, [], [], new AnalysisStatistics(0, 0, 0, 0, [])).Including(others);

    /// <summary>Determines whether a finding fails a check under an enforcement, given that it is heavy enough.</summary>
    /// <param name="finding">A finding of this result.</param>
    /// <param name="enforcement">Which findings count. Of one tree by itself every finding is new.</param>
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

    /// <summary>Returns a result of input that is incomplete: no rule has run.</summary>
    internal static AnalysisResult Failed(RuleSet rules, IEnumerable<Diagnostic> diagnostics, int files, params ImmutableArray<Diagnostic> certain) =>
        new(rules, diagnostics, [], new AnalysisStatistics(0, 0, files, 0, [])) { Certain = [.. certain.Order(DiagnosticOrder.Instance)] };

    /// <summary>How the analysis ends.</summary>
    /// <param name="threshold">The least severity that counts as a failure.</param>
    /// <param name="enforcement">Which findings count.</param>
    public AnalysisOutcome GetOutcome(DiagnosticSeverity threshold, Enforcement enforcement = Enforcement.All) =>
        HasFailed ? AnalysisOutcome.Failed
        : Findings.Any(f => f.Severity >= threshold && Counts(f, enforcement)) ? AnalysisOutcome.Findings
        : AnalysisOutcome.Clean;
}
