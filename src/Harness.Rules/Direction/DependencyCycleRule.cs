using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Workspaces;

namespace Harness.Rules.Direction;

/// <summary>HRN2005: packages use one another in a cycle of normal and build dependencies, optional ones too: Cargo refuses it.</summary>
internal sealed class DependencyCycleRule : WorkspaceRule
{
    /// <summary>The kind of findings that the rule reports.</summary>
    public static DiagnosticDescriptor Descriptor { get; } =
        new("HRN2005", "dependency-cycle", "Packages depend on one another in a cycle", DiagnosticCategory.Direction, DiagnosticSeverity.Error);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Graph.FindCycles(JudgedDeclarations.Built).IsEmpty)
        {
            return [];
        }

        var packages = context.Graph.GroupBy<Package>(package => package, JudgedDeclarations.Built);
        return new CycleFindings<Package>(context, packages, JudgedDeclarations.Built)
        {
            Descriptor = Descriptor,
            NameOf = package => package.Name,
            Noun = "packages",
        }.Find();
    }
}
