using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;

namespace Harness.Rules.Hygiene;

/// <summary>HRN1011: a pattern, not a name, placed a package in its layer. Off unless asked for: it is about new packages.</summary>
internal sealed class PlacedByPatternRule : WorkspaceRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN1011", "placed-by-pattern", "A pattern placed a package in its layer", DiagnosticCategory.Policy, DiagnosticSeverity.Note)
    {
        EnabledByDefault = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var policy = context.Policy;
        return policy.PackagesPlacedByGlob.Select(package => new Diagnostic(
            Descriptor,
            package.NameLocation,
            $"Package '{package.Name}' is in layer '{policy.FindLayer(package)}' by the pattern '{policy.LayerSelectorOf(package)}'.",
            $"if it belongs elsewhere, name \"{package.Name}\" in the 'crates' of that layer",
            package.Name,
            package.Directory.ToString())
        {
            Package = package.Name,
            KeyNames = [package.Directory],
            KeyPaths = [null, package.Directory],
            RelatedLocations = [new RelatedLocation(policy.LayerSelectorOf(package)!.Location, "the pattern")],
        });
    }
}
