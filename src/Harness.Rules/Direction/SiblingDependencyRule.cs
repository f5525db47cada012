using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Placements;
using Harness.Policies;

namespace Harness.Rules.Direction;

/// <summary>HRN2002: a package uses one of another slice of its own layer.</summary>
internal sealed class SiblingDependencyRule : WorkspaceRule
{
    /// <summary>The kind of findings that the rule reports.</summary>
    public static DiagnosticDescriptor Descriptor { get; } =
        new("HRN2002", "sibling-dependency", "A package depends on a package of another slice of its layer", DiagnosticCategory.Direction, DiagnosticSeverity.Error) { Fix = FixKind.DeleteDependency };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var policy = context.Policy;
        foreach (var edge in context.Graph.Edges)
        {
            if (policy.JudgeLayers(edge.From, edge.To) is not { Kind: EdgeReasonKind.UnlistedSibling, Layers: var (layer, _) } reason)
            {
                continue;
            }

            foreach (var declaration in edge.DeclarationsOf(reason.Kinds))
            {
                yield return new EdgeFinding(context, declaration) { Rule = ("layers", layer.Location) }.Create(
                    Descriptor,
                    $"'{edge.From.Name}' may not depend on '{edge.To.Name}': both are in layer '{layer.Name}'.",
                    $"add '{edge}' to the layer's edges if it is meant to last, or to [[exceptions]] with because, owner and expires");
            }
        }
    }
}
