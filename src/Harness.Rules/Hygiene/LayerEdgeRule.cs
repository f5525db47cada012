using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Placements;
using Harness.Policies;

namespace Harness.Rules.Hygiene;

/// <summary>HRN1007 and HRN1013: an edge that a layer lists contradicts the policy, or allows nothing that is used.</summary>
internal sealed class LayerEdgeRule : WorkspaceRule
{
    private static readonly DiagnosticDescriptor Contradictory = new(
        "HRN1007", "contradictory-edge", "An edge of a layer contradicts the rest of the policy", DiagnosticCategory.Policy, DiagnosticSeverity.Error)
    {
        IsScopable = false,
    };

    private static readonly DiagnosticDescriptor Unused = new(
        "HRN1013", "unused-edge", "An edge of a layer allows nothing that is used", DiagnosticCategory.Policy, DiagnosticSeverity.Note)
    {
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Contradictory, Unused];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Policy.LayerEdgeFindings.Select(Describe);
    }

    private static Diagnostic Describe(LayerEdgeFinding finding)
    {
        var (descriptor, problem, help) = finding.Fault switch
        {
            LayerEdgeFault.Opposed => (Contradictory, "is listed in both directions, which together are a cycle", "keep the direction that is meant"),
            LayerEdgeFault.Forbidden => (Contradictory, "is allowed here and denied by a [[forbid]]", "take the edge out, or narrow the forbid"),
            LayerEdgeFault.Needless => (Contradictory, "is listed, and 'siblings = \"allow\"' allows every edge of the layer", "take the edge out, or 'siblings'"),
            _ => (Unused, "is allowed, and no dependency needs it", "take the edge out; if its ends are to come, write one in 'planned' of [workspace]"),
        };
        return new Diagnostic(
            descriptor,
            finding.Edge.Location,
            $"'{finding.Edge.From}' -> '{finding.Edge.To}' of layer '{finding.Layer}' {problem}.",
            help,
            finding.Layer.Name,
            finding.Edge.ToString())
        {
            RelatedLocations = finding.Other is null ? [] : [new RelatedLocation(finding.Other, "the other entry")],
        };
    }
}
