using System.Collections.Immutable;
using Harness.Diagnostics;

namespace Harness.Reporting.History;

/// <summary>One change of the past, and what a policy says of it.</summary>
public sealed class PastChange
{
    /// <summary>The commit that it became.</summary>
    public required string Commit { get; init; }

    /// <summary>The day in UTC on which it landed.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Who made the commit, by the commit's own word.</summary>
    public required string Author { get; init; }

    /// <summary>The first line of its message.</summary>
    public required string Title { get; init; }

    /// <summary>The findings that it brought, notes left out, in the order of a check.</summary>
    public ImmutableArray<Diagnostic> Findings { get; init; } = [];

    /// <summary>Why it could not be judged, or <see langword="null"/> if it was.</summary>
    public string? Problem { get; init; }

    /// <summary>How many findings each rule has, by the rule's number.</summary>
    public IEnumerable<(string Rule, int Count)> Counts =>
        Findings.CountBy(f => f.Descriptor.Id).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value));
}
