using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Placements;
using Harness.Workspaces;

namespace Harness.Analysis.Inquiries;

/// <summary>The answer to the question whether a package may use another, whether it does, and through which paths.</summary>
public sealed class EdgeAnswer
{
    /// <summary>The verdict of the policy.</summary>
    public required EdgeVerdict Verdict { get; init; }

    /// <summary>The same with severities and exceptions, in the verdict's order.</summary>
    public required ImmutableArray<EdgeRuling> Rulings { get; init; }

    /// <summary>The declarations that make the edge. Empty if there is no edge.</summary>
    public required ImmutableArray<Dependency> Declarations { get; init; }

    /// <summary>The findings of a check about the pair.</summary>
    public required ImmutableArray<Diagnostic> Findings { get; init; }

    /// <summary>The findings about the pair that an exception excuses.</summary>
    public required ImmutableArray<ExcusedFinding> Excused { get; init; }

    /// <summary>The paths between the packages, shortest first. Empty for an external crate.</summary>
    public required ImmutableArray<ImmutableArray<DependencyEdge>> Chains { get; init; }

    /// <summary>The number of paths.</summary>
    public required PathCount ChainCount { get; init; }

    /// <summary>The kinds of dependencies by which a check would report the edge.</summary>
    public DependencyKinds ReportedKinds => Rulings.Where(r => r.IsReported).Aggregate(DependencyKinds.None, (kinds, r) => kinds | r.Reason.Kinds);
}
