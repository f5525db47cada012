using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;

namespace Harness.Reviews;

/// <summary>The result of a review, best first. Of several reasons, the worst decides.</summary>
public enum VerdictKind
{
    /// <summary>It may merge.</summary>
    Approved,

    /// <summary>Something has not ended yet.</summary>
    Waiting,

    /// <summary>The change must not merge as it is.</summary>
    ChangesRequested,

    /// <summary>It could not be judged.</summary>
    Error,
}

/// <summary>Words for verdicts.</summary>
public static class VerdictKinds
{
    /// <summary>Returns the word of reports: <c>approved</c>, <c>waiting</c>, <c>changes-requested</c>, <c>error</c>.</summary>
    /// <param name="kind">The verdict.</param>
    public static string ToText(this VerdictKind kind) => kind switch
    {
        VerdictKind.Approved => "approved",
        VerdictKind.Waiting => "waiting",
        VerdictKind.ChangesRequested => "changes-requested",
        _ => "error",
    };
}

/// <summary>One reason of a verdict.</summary>
/// <param name="Kind">The mildest verdict that it allows.</param>
/// <param name="Text">The reason, with advice.</param>
public sealed record VerdictReason(VerdictKind Kind, string Text);

/// <summary>A verdict on exactly one head, by exactly one policy.</summary>
public sealed class Verdict
{
    private Verdict(ImmutableArray<VerdictReason> standing, IEnumerable<VerdictReason> further)
    {
        Standing = standing;
        Reasons = [.. standing.Concat(further).OrderByDescending(r => r.Kind)];
        Kind = Reasons.IsEmpty ? VerdictKind.Approved : Reasons[0].Kind;
    }

    /// <summary>The result.</summary>
    public VerdictKind Kind { get; }

    /// <summary>The reasons, most severe first. Empty if there is no objection.</summary>
    public ImmutableArray<VerdictReason> Reasons { get; }

    /// <summary>Those from around the change: its checks, its state.</summary>
    public ImmutableArray<VerdictReason> Standing { get; }

    /// <summary>Decides the verdict. The architect's judgement adds reasons, and never removes any.</summary>
    /// <param name="standing">Reasons from around the change: its checks, its state.</param>
    /// <param name="result">The findings of rules, or <see langword="null"/> if they could not run.</param>
    /// <param name="architect">The outcome of the architecture review.</param>
    public static Verdict Decide(IEnumerable<VerdictReason> standing, AnalysisResult? result, ArchitectOutcome architect)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(architect);
        return new Verdict([.. standing], [.. OfRules(result), .. OfArchitect(architect)]);
    }

    /// <summary>Returns the findings that hold a change up, by the policy of the target's tip.</summary>
    /// <param name="result">The findings of rules.</param>
    public static IEnumerable<Diagnostic> FindBlocking(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Findings.Where(f => f.Severity == DiagnosticSeverity.Error && result.Counts(f, result.Enforcement));
    }

    private static IEnumerable<VerdictReason> OfRules(AnalysisResult? result) => result switch
    {
        null => [],
        { HasFailed: true } => result.Findings.Where(f => f.Descriptor.IsInputFailure).Select(f => new VerdictReason(VerdictKind.Error, Describe(f))),
        _ => FindBlocking(result).Select(f => new VerdictReason(VerdictKind.ChangesRequested, Describe(f))),
    };

    private static IEnumerable<VerdictReason> OfArchitect(ArchitectOutcome architect) => architect.Failure is { } failure
        ? [new VerdictReason(VerdictKind.Error, $"the architect gave no usable answer: {failure}")]
        : (architect.Review?.Judgements ?? []).Where(j => j.Kind == JudgementKind.Block)
            .Select(j => new VerdictReason(VerdictKind.ChangesRequested, $"the architect blocks for {j.Dimension.ToText()}: {j.Reason}"));

    private static string Describe(Diagnostic finding) =>
        $"{finding.Location}: {finding.Descriptor.Id}: {finding.Message}{(finding.Help.Length == 0 ? "" : $" Help: {finding.Help}.")}";
}
