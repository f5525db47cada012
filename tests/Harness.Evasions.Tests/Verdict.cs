using System.Collections.Immutable;
using Harness.Git;

namespace Harness.Evasions.Tests;

/// <summary>What a check says of a change.</summary>
internal sealed class Verdict
{
    private readonly string text;

    /// <summary>The change was judged.</summary>
    public Verdict(AnalysisResult result)
    {
        Exit = (int)result.GetOutcome(DiagnosticSeverity.Error, result.Enforcement);
        text = string.Join('\n', result.Findings.Select(f => $"{f.Severity} {f.Descriptor} {f.Location}: {f.Message}"));
        Findings = [.. result.Findings.Where(f => result.HasFailed || result.Comparison!.IsNew(f)).Select(ToCatch).Distinct().OrderBy(c => c.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>The repository could not tell the change.</summary>
    public Verdict(GitException refusal)
    {
        Exit = (int)AnalysisOutcome.Failed;
        text = refusal.Message;
        Findings = [Catch.Refusal(refusal.Message)];
    }

    /// <summary>The exit code of a check.</summary>
    public int Exit { get; }

    /// <summary>What the change brings.</summary>
    public ImmutableArray<Catch> Findings { get; }

    /// <summary>What counts against the change, in order.</summary>
    public IEnumerable<Catch> Against => Findings.Where(f => f.Kind != CatchKind.Beside);

    /// <summary>Everything that was said.</summary>
    public override string ToString() => text;

    private static Catch ToCatch(Diagnostic finding) => new(
        finding.Descriptor.IsInputFailure ? CatchKind.Failure : finding.Severity == DiagnosticSeverity.Error ? CatchKind.Error : CatchKind.Beside,
        finding.Descriptor.Id,
        finding.Location.Path.Value);
}
