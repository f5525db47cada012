using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Policies;

namespace Harness.Rules.Direction;

/// <summary>HRN2011: the packages of several owners use one another in a cycle. Off by default, because teams are often divided so.</summary>
internal sealed class OwnerCycleRule : WorkspaceRule
{
    /// <summary>The kind of findings that the rule reports.</summary>
    public static DiagnosticDescriptor Descriptor { get; } =
        new("HRN2011", "owner-cycle", "Owners depend on one another in a cycle", DiagnosticCategory.Direction, DiagnosticSeverity.Note) { EnabledByDefault = false };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var kinds = context.Policy.Policy.Workspace.Kinds;
        return new CycleFindings<Agent>(context, context.Graph.GroupBy(context.Policy.FindOwner, kinds), kinds)
        {
            Descriptor = Descriptor,
            NameOf = owner => owner.Name,
            Noun = "owners",
        }.Find();
    }
}
