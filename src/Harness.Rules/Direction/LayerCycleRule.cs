using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Policies;

namespace Harness.Rules.Direction;

/// <summary>HRN2010: layers use one another in a cycle. Off by default, because HRN2001 already reports each upward edge.</summary>
internal sealed class LayerCycleRule : WorkspaceRule
{
    /// <summary>The kind of findings that the rule reports.</summary>
    public static DiagnosticDescriptor Descriptor { get; } =
        new("HRN2010", "layer-cycle", "Layers depend on one another in a cycle", DiagnosticCategory.Direction, DiagnosticSeverity.Note) { EnabledByDefault = false };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var kinds = context.Policy.Policy.Workspace.Kinds;
        return new CycleFindings<Layer>(context, context.Graph.GroupBy(context.Policy.FindLayer, kinds), kinds)
        {
            Descriptor = Descriptor,
            NameOf = layer => layer.Name,
            Noun = "layers",
        }.Find();
    }
}
