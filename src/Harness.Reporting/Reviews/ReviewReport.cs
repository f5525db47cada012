using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Reviews;

namespace Harness.Reporting.Reviews;

/// <summary>A review of a pull request: the judged change, the verdict, and the evidence. All outputs of a review are written from it.</summary>
public sealed class ReviewReport
{
    /// <summary>The number of the pull request.</summary>
    public required int Number { get; init; }

    /// <summary>The id of the commit that was judged.</summary>
    public required string Head { get; init; }

    /// <summary>The branch that it was judged against.</summary>
    public required string Branch { get; init; }

    /// <summary>The id of the tip of that branch, or <see langword="null"/> if it could not be read.</summary>
    public required string? Tip { get; init; }

    /// <summary>The SHA-256 of the policy of that tip, in lower-case hexadecimal digits, or <see langword="null"/> if it has none.</summary>
    public required string? Policy { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The findings of rules, or <see langword="null"/> if they could not run.</summary>
    public required AnalysisResult? Result { get; init; }

    /// <summary>The machine evidence, by dimension. Empty if rules could not run.</summary>
    public required ImmutableArray<DimensionEvidence> Evidence { get; init; }

    /// <summary>The outcome of the architecture review.</summary>
    public required ArchitectOutcome Architect { get; init; }

    /// <summary>The findings that the change brings.</summary>
    public IEnumerable<Diagnostic> Brought => Evidence.SelectMany(e => e.Findings);

    /// <summary>
    /// The fingerprint that distinguishes this verdict from others on the same head. It covers the content but not line numbers, which move with the
    /// target's tip. It has 16 hexadecimal digits.
    /// </summary>
    public string Fingerprint
    {
        get
        {
            IEnumerable<string> blocking = Result is null ? [] : Verdict.FindBlocking(Result).Select(f => f.Key.ToString()).Order(StringComparer.Ordinal);
            var parts = new[] { Head, Branch, Policy ?? "", Verdict.Kind.ToText(), Architect.State.ToString(), Architect.Failure ?? "" }
                .Concat(blocking)
                .Concat(Verdict.Standing.Where(r => r.Kind == Verdict.Kind).Select(r => r.Text))
                .Concat((Architect.Review?.Judgements ?? []).Select(j => $"{j.Dimension.ToText()} {j.Kind.ToText()} {j.Reason}"))
                .Concat((Architect.Review?.Notes ?? []).Select(n => $"{n.Path} {n.Text}"));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..16];
        }
    }
}
