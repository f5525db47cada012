using System.Collections.Immutable;
using Harness.Diagnostics;

namespace Harness.Reporting.History;

/// <summary>What a policy would have said of the changes that landed on a branch.</summary>
public sealed class PastReport
{
    /// <summary>The policy's path.</summary>
    public required string Policy { get; init; }

    /// <summary>The changes, the newest first.</summary>
    public required ImmutableArray<PastChange> Changes { get; init; }

    /// <summary>The least severity that would have failed a check.</summary>
    public required DiagnosticSeverity FailOn { get; init; }

    /// <summary>Why these are not all of the changes asked for, and what helps, or <see langword="null"/> if they are.</summary>
    public string? Incomplete { get; init; }

    /// <summary>How many changes are older than one of the manifests that the policy names, which was left out there.</summary>
    public int OlderThanManifests { get; init; }

    /// <summary>Determines whether a check of the change would have failed.</summary>
    /// <param name="change">One of the changes.</param>
    public bool WouldFail(PastChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Findings.Any(f => f.Severity >= FailOn);
    }

    /// <summary>How many findings each rule has over all changes, by the rule's number.</summary>
    public IEnumerable<(string Rule, int Count)> Counts =>
        Changes.SelectMany(c => c.Counts).GroupBy(c => c.Rule, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Sum(c => c.Count)));
}
