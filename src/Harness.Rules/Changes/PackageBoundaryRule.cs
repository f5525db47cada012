using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;

namespace Harness.Rules.Changes;

/// <summary>HRN3006: a manifest is added or removed among another agent's paths, so that the paths around it change owner.</summary>
internal sealed class PackageBoundaryRule : ChangeRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN3006", "package-boundary", "A change moves a package boundary in another agent's package", DiagnosticCategory.Ownership, DiagnosticSeverity.Error)
    {
        IsConfigurable = false,
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(ChangeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Refusal.Find(context, RefusalKind.Boundary).Select(r => PathFinding.Create(
            context,
            Descriptor,
            r,
            $"{PathFinding.Subject(r.Demand)} {PathFinding.Verb(r.File)} '{r.File.Path}' on the ground of the package '{r.Demand.Ownership.Package!.Name}', "
                + $"and so moves what lies in '{r.File.Path.Parent}' to another package.",
            "let the package stand beside the other's, not in it"));
    }
}
