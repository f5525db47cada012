using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Placements;
using Harness.Workspaces;

namespace Harness.Analysis.Inquiries;

/// <summary>Whether a package may use another, whether it does, and by which ways it is reached.</summary>
public sealed class EdgeAnswer
{
    /// <summary>What the policy says.</summary>
    public required EdgeVerdict Verdict { get; init; }

    /// <summary>The same with severities and exceptions, in the verdict's order.</summary>
    public required ImmutableArray<EdgeRuling> Rulings { get; init; }

    /// <summary>The declarations that make the edge; empty where there is none.</summary>
    public required ImmutableArray<Dependency> Declarations { get; init; }

    /// <summary>What a check reports of the pair.</summary>
    public required ImmutableArray<Diagnostic> Findings { get; init; }

    /// <summary>What a check would report of the pair, did an exception not excuse it.</summary>
    public required ImmutableArray<ExcusedFinding> Excused { get; init; }

    /// <summary>Ways from the one to the other, the shortest first; empty for a crate that is none of the tree.</summary>
    public required ImmutableArray<ImmutableArray<DependencyEdge>> Chains { get; init; }

    /// <summary>How many ways there are.</summary>
    public required PathCount ChainCount { get; init; }

    /// <summary>The kinds of dependencies by which a check would report the edge.</summary>
    public DependencyKinds ReportedKinds => Rulings.Where(r => r.IsReported).Aggregate(DependencyKinds.None, (kinds, r) => kinds | r.Reason.Kinds);
}
