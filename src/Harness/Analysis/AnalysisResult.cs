using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Policies;

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
public sealed class AnalysisResult
{
    internal AnalysisResult(IEnumerable<Diagnostic> findings, IEnumerable<ExcusedFinding> excused, AnalysisStatistics statistics)
    {
        Findings = [.. findings.Order(DiagnosticOrder.Instance)];
        Excused = [.. excused.OrderBy(e => e.Finding, DiagnosticOrder.Instance)];
        Statistics = statistics;
    }

    /// <summary>The findings.</summary>
    public ImmutableArray<Diagnostic> Findings { get; }

    /// <summary>The findings that exceptions excuse.</summary>
    public ImmutableArray<ExcusedFinding> Excused { get; }

    /// <summary>What was looked at.</summary>
    public AnalysisStatistics Statistics { get; }

    /// <summary>How the analysis ends.</summary>
    /// <param name="threshold">The least severity that counts as a failure.</param>
    public AnalysisOutcome GetOutcome(DiagnosticSeverity threshold) =>
        Findings.Any(f => f.Descriptor.IsInputFailure) ? AnalysisOutcome.Failed
        : Findings.Any(f => f.Severity >= threshold) ? AnalysisOutcome.Findings
        : AnalysisOutcome.Clean;
}
