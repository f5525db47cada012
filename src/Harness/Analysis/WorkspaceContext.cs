using Harness.Graphs;
using Harness.Placements;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Analysis;

/// <summary>The input of a <see cref="WorkspaceRule"/>.</summary>
public sealed class WorkspaceContext
{
    internal WorkspaceContext(BoundPolicy policy, DependencyGraph graph, DateOnly today, CancellationToken cancellation)
    {
        Policy = policy;
        Graph = graph;
        Today = today;
        Cancellation = cancellation;
    }

    /// <summary>The packages of the tree.</summary>
    public Codebase Codebase => Policy.Codebase;

    /// <summary>The policy, bound to the packages.</summary>
    public BoundPolicy Policy { get; }

    /// <summary>The dependency graph.</summary>
    public DependencyGraph Graph { get; }

    /// <summary>The date, in UTC, against which exceptions are checked.</summary>
    public DateOnly Today { get; }

    /// <summary>Cancels the analysis.</summary>
    public CancellationToken Cancellation { get; }
}
