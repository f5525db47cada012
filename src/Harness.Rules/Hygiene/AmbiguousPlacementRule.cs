using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Placements;
using Harness.Policies;

namespace Harness.Rules.Hygiene;

/// <summary>HRN1002: the policy gives a package two places, so that it has none.</summary>
internal sealed class AmbiguousPlacementRule : WorkspaceRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN1002", "ambiguous-placement", "A package is placed twice", DiagnosticCategory.Policy, DiagnosticSeverity.Error);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var policy = context.Policy;
        return policy.LayerTies.Select(tie => OfTie(tie, "layer", policy.Policy.Layers.Select(l => (l.Name, l.Crates))))
            .Concat(policy.OwnerTies.Select(tie => OfTie(tie, "agent", policy.Policy.Agents.Select(a => (a.Name, a.Crates)))))
            .Concat(policy.DeclaredLayers.Where(d => policy.LayerSelectorOf(d.Package) is not null).Select(d => OfManifest(policy, d)));
    }

    private static Diagnostic OfTie(PlacementTie tie, string what, IEnumerable<(string Name, ImmutableArray<Selector> Crates)> places)
    {
        var claims = places
            .SelectMany(place => place.Crates.Where(tie.Selectors.Contains).Select(selector => (place.Name, Selector: selector)))
            .ToArray();
        var (first, last) = (claims[0], claims[^1]);
        return new Diagnostic(
            Descriptor,
            last.Selector.Location,
            $"Package '{tie.Package.Name}' is in {what} '{first.Name}' by '{first.Selector}' and in {what} '{last.Name}' by '{last.Selector}', which fit equally well.",
            $"name \"{tie.Package.Name}\" in the one {what} it belongs to, or make one of the two selectors fit better",
            what,
            tie.Package.Name,
            tie.Package.Directory.ToString())
        {
            Package = tie.Package.Name,
            KeyNames = [null, tie.Package.Directory],
            KeyPaths = [null, null, tie.Package.Directory],
            RelatedLocations =
            [
                .. claims[..^1].Select(c => new RelatedLocation(c.Selector.Location, $"{what} '{c.Name}' claims it")),
                new RelatedLocation(tie.Package.NameLocation, "the package"),
            ],
        };
    }

    private static Diagnostic OfManifest(BoundPolicy policy, DeclaredLayer declared)
    {
        var selector = policy.LayerSelectorOf(declared.Package)!;
        return new Diagnostic(
            Descriptor,
            declared.Location,
            $"Package '{declared.Package.Name}' names the layer '{declared.Name}' here, and the policy places it in '{policy.FindLayer(declared.Package)}' by '{selector}'.",
            "keep one of the two: take the key out of the manifest, or the selector out of the policy",
            "manifest",
            declared.Package.Name,
            declared.Package.Directory.ToString())
        {
            Package = declared.Package.Name,
            KeyNames = [null, declared.Package.Directory],
            KeyPaths = [null, null, declared.Package.Directory],
            RelatedLocations = [new RelatedLocation(selector.Location, "the policy places it here")],
        };
    }
}
