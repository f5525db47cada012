using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Placements;
using Harness.Policies;

namespace Harness.Rules.Direction;

/// <summary>HRN2001: a package uses one of a higher layer.</summary>
internal sealed class UpwardDependencyRule : WorkspaceRule
{
    /// <summary>The kind of findings that the rule reports.</summary>
    public static DiagnosticDescriptor Descriptor { get; } =
        new("HRN2001", "upward-dependency", "A package depends on a package of a higher layer", DiagnosticCategory.Direction, DiagnosticSeverity.Error) { Fix = FixKind.DeleteDependency };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var policy = context.Policy;
        foreach (var edge in context.Graph.Edges)
        {
            if (policy.JudgeLayers(edge.From, edge.To) is not { Kind: EdgeReasonKind.HigherLayer, Layers: var (lower, upper) } reason)
            {
                continue;
            }

            foreach (var declaration in edge.DeclarationsOf(reason.Kinds))
            {
                yield return new EdgeFinding(context, declaration) { Rule = ("layers", upper.Location) }.Create(
                    Descriptor,
                    $"'{edge.From.Name}' ({lower.Name}) may not depend on '{edge.To.Name}' ({upper.Name}).",
                    $"move what both need to '{lower.Name}' or below, or add '{edge}' to [[exceptions]] with because, owner and expires");
            }
        }
    }
}
