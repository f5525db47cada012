using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Workspaces;

namespace Harness.Rules.Direction;

/// <summary>HRN2005: packages use one another in a circle of normal and build dependencies, optional ones too: Cargo refuses it.</summary>
public sealed class DependencyCycleRule : WorkspaceRule
{
    /// <summary>What the rule reports.</summary>
    public static DiagnosticDescriptor Descriptor { get; } =
        new("HRN2005", "dependency-cycle", "Packages depend on one another in a circle", DiagnosticSeverity.Error);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var component in context.Graph.FindCycles(JudgedDeclarations.Built))
        {
            var cycle = ShortestCycle(context.Graph, component[0], [.. component]);
            var names = string.Join(" -> ", cycle.Select(e => e.From.Name).Append(component[0].Name));
            yield return new EdgeFinding(context, cycle[0].DeclarationsOf(JudgedDeclarations.Built).First()) { Path = cycle }.Create(
                Descriptor,
                $"'{component[0].Name}' depends on itself: {names}; {component.Length} packages are entangled in all.",
                "cut one of the edges: move what both sides need into a package of its own");
        }
    }

    private static ImmutableArray<DependencyEdge> ShortestCycle(DependencyGraph graph, Package start, HashSet<Package> component) =>
        graph.EdgesFrom(start)
            .Where(e => (e.Kinds & JudgedDeclarations.Built) != 0 && component.Contains(e.To))
            .Select(e => graph.FindShortestPath(e.To, start, JudgedDeclarations.Built).Insert(0, e))
            .MinBy(path => path.Length);
}
