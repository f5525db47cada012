using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Policies;

namespace Harness.Analysis;

/// <summary>
/// Finds the findings of a merge result that a change brings. It compares the keys of both trees, and uses the old keys of renamed packages. A
/// baseline line or exception with the old name still holds such a finding. One with the new name, written for another package, does not.
/// </summary>
internal sealed class ChangedFindings
{
    private readonly AnalysisResult? old;
    private readonly FindingIdentity? identity;
    private readonly List<Diagnostic> findings = [];
    private readonly List<Diagnostic> added = [];
    private readonly List<Diagnostic> baselined = [];
    private readonly List<ExcusedFinding> excused = [];
    private readonly HashSet<FindingKey> carried = [];
    private readonly HashSet<PolicyException> carriedExceptions = [];

    /// <summary>Holds the findings of two trees against each other.</summary>
    /// <param name="old">The target's tip, or <see langword="null"/> if it has no policy.</param>
    /// <param name="now">The merge result.</param>
    /// <param name="identity">The identity of packages across the change, or <see langword="null"/> if the tip has no policy.</param>
    /// <param name="tip">The policy of the target's tip.</param>
    public ChangedFindings(AnalysisResult? old, AnalysisResult now, FindingIdentity? identity, Policy? tip)
    {
        (this.old, this.identity) = (old, identity);
        HoldAgainstLines(now);
        HoldAgainstExceptions(now, tip);
        Sort(now);
        var kept = now.Findings.Select(KeyOf).ToHashSet();
        Fixed = [.. (old?.Findings ?? []).Where(f => !kept.Contains(f.Key))];
    }

    /// <summary>The findings that count.</summary>
    public IReadOnlyList<Diagnostic> Findings => findings;

    /// <summary>Those of them that the change brings.</summary>
    public IReadOnlyList<Diagnostic> Added => added;

    /// <summary>The findings that a baseline holds.</summary>
    public IReadOnlyList<Diagnostic> Baselined => baselined;

    /// <summary>The findings that an exception excuses.</summary>
    public IReadOnlyList<ExcusedFinding> Excused => excused;

    /// <summary>The findings of the tip that are gone.</summary>
    public IReadOnlyList<Diagnostic> Fixed { get; }

    private FindingKey KeyOf(Diagnostic finding) => identity?.KeyAtTip(finding) ?? finding.Key;

    // A baseline holds earlier findings only. A line for a finding that the change itself brings has no effect.
    private void HoldAgainstLines(AnalysisResult now)
    {
        var known = old is null ? null : old.Findings.Concat(old.Baselined).Select(f => f.Key).ToHashSet();
        foreach (var finding in now.Baselined)
        {
            if (known is null || known.Contains(KeyOf(finding)))
            {
                baselined.Add(finding);
            }
            else
            {
                findings.Add(finding);
                added.Add(finding);
            }
        }
    }

    // An exception names packages. If another package takes a name over, an exception that the tip already has does not excuse it.
    private void HoldAgainstExceptions(AnalysisResult now, Policy? tip)
    {
        var known = old is null ? [] : old.Findings.Concat(old.Baselined).Concat(old.Excused.Select(e => e.Finding)).Select(f => f.Key).ToHashSet();
        foreach (var one in now.Excused)
        {
            var isTakenOver = old is not null && KeyOf(one.Finding) is var key && key != one.Finding.Key && !known.Contains(key)
                && tip!.Exceptions.Any(e => e.From == one.Exception.From && e.To == one.Exception.To && e.Covers(one.Finding.Descriptor.Id));
            if (isTakenOver)
            {
                findings.Add(one.Finding);
                added.Add(one.Finding);
            }
            else
            {
                excused.Add(one);
            }
        }
    }

    private void Sort(AnalysisResult now)
    {
        var counts = (old?.Findings ?? []).GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.Count());
        var lines = (old?.Baselined ?? []).Select(f => f.Key).ToHashSet();
        var exceptions = (old?.Excused ?? []).GroupBy(e => e.Finding.Key).ToDictionary(g => g.Key, g => g.First().Exception);
        var brought = new List<Diagnostic>();
        foreach (var finding in now.Findings)
        {
            var key = KeyOf(finding);
            if (counts.TryGetValue(key, out var count) && count > 0)
            {
                counts[key] = count - 1;
                findings.Add(finding);
            }
            else if (key != finding.Key && lines.Contains(key))
            {
                carried.Add(key);
                baselined.Add(finding);
            }
            else if (key != finding.Key && exceptions.TryGetValue(key, out var exception))
            {
                carriedExceptions.Add(exception);
                excused.Add(new ExcusedFinding(finding, exception));
            }
            else
            {
                brought.Add(finding);
            }
        }

        foreach (var finding in brought.Select(Weigh))
        {
            findings.Add(finding);
            added.Add(finding);
        }
    }

    private Diagnostic Weigh(Diagnostic finding) =>
        old is null || !finding.Descriptor.CanFollowFromFix ? finding : Rephrase(finding).WithSeverity(DiagnosticSeverity.Note);

    // An entry that still applies under the old name is not to be deleted.
    private Diagnostic Rephrase(Diagnostic finding)
    {
        var arguments = finding.Key.Arguments;
        return finding.Descriptor == BaselineDescriptors.Stale && carried.Contains(new FindingKey(arguments[0], arguments[1..]))
                ? new Diagnostic(finding.Descriptor, finding.Location, finding.Message, "a package has another name now: let 'harness baseline' write the line anew in this change", arguments)
            : finding.Descriptor == ExceptionDescriptors.Unused && carriedExceptions.Any(e => e.From == arguments[0] && e.To == arguments[1] && (e.RuleId ?? "") == arguments[2])
                ? new Diagnostic(finding.Descriptor, finding.Location, finding.Message, "a package has another name now: let whoever may change the policy write that name into the exception", arguments) { Package = finding.Package }
            : finding;
    }
}
