using System.Collections.Immutable;
using Harness.Diagnostics;

namespace Harness.Reporting.History;

/// <summary>A past change, with the findings of a policy.</summary>
public sealed class PastChange
{
    /// <summary>The commit that it became.</summary>
    public required string Commit { get; init; }

    /// <summary>The date, in UTC, on which it landed.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The author that the commit states.</summary>
    public required string Author { get; init; }

    /// <summary>The first line of its message.</summary>
    public required string Title { get; init; }

    /// <summary>The findings that it brought, notes left out, in the order of a check.</summary>
    public ImmutableArray<Diagnostic> Findings { get; init; } = [];

    /// <summary>The reason why it could not be judged, or <see langword="null"/> if it was.</summary>
    public string? Problem { get; init; }

    /// <summary>The number of findings of each rule, by the rule's id.</summary>
    public IEnumerable<(string Rule, int Count)> Counts =>
        Findings.CountBy(f => f.Descriptor.Id).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value));
}
