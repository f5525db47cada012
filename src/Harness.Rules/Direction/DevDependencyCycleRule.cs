using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Manifests;
using Harness.Workspaces;

namespace Harness.Rules.Direction;

/// <summary>HRN2009: a package's tests use a package that is built upon it. Legal in Cargo, and off by default.</summary>
internal sealed class DevDependencyCycleRule : WorkspaceRule
{
    /// <summary>The kind of findings that the rule reports.</summary>
    public static DiagnosticDescriptor Descriptor { get; } =
        new("HRN2009", "dev-dependency-cycle", "A dev-dependency closes a cycle of packages", DiagnosticCategory.Direction, DiagnosticSeverity.Warning) { EnabledByDefault = false };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var cycle = new Dictionary<Package, int>();
        foreach (var component in context.Graph.FindCycles(DependencyKinds.All))
        {
            var number = cycle.Count;
            foreach (var package in component)
            {
                cycle.Add(package, number);
            }
        }

        foreach (var edge in context.Graph.Edges.Where(e => e.Kinds.Includes(DependencyKind.Dev)))
        {
            if (!cycle.TryGetValue(edge.From, out var one) || !cycle.TryGetValue(edge.To, out var other) || one != other)
            {
                continue;
            }

            var back = context.Graph.FindShortestPath(edge.To, edge.From, JudgedDeclarations.Built);
            foreach (var declaration in back.IsEmpty ? [] : edge.DeclarationsOf(DependencyKinds.Dev))
            {
                yield return new EdgeFinding(context, declaration) { Path = back.Insert(0, edge) }.Create(
                    Descriptor,
                    $"The tests of '{edge.From.Name}' depend on '{edge.To.Name}', which is built upon it.",
                    "move the tests into a package above both");
            }
        }
    }
}
