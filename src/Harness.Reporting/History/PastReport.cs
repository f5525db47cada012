using System.Collections.Immutable;
using Harness.Diagnostics;

namespace Harness.Reporting.History;

/// <summary>The findings of a policy on the changes that landed on a branch.</summary>
public sealed class PastReport
{
    /// <summary>The policy's path.</summary>
    public required string Policy { get; init; }

    /// <summary>The changes, the newest first.</summary>
    public required ImmutableArray<PastChange> Changes { get; init; }

    /// <summary>The least severity that would have failed a check.</summary>
    public required DiagnosticSeverity FailOn { get; init; }

    /// <summary>The reason why some requested changes are missing, with advice, or <see langword="null"/> if none are.</summary>
    public string? Incomplete { get; init; }

    /// <summary>The number of changes that are older than a manifest that the policy names. The manifest was left out there.</summary>
    public int OlderThanManifests { get; init; }

    /// <summary>Determines whether a check of the change would have failed.</summary>
    /// <param name="change">One of the changes.</param>
    public bool WouldFail(PastChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Findings.Any(f => f.Severity >= FailOn);
    }

    /// <summary>The number of findings of each rule over all changes, by the rule's id.</summary>
    public IEnumerable<(string Rule, int Count)> Counts =>
        Changes.SelectMany(c => c.Counts).GroupBy(c => c.Rule, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Sum(c => c.Count)));
}
