using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Text;

namespace Harness.Rules.Hygiene;

/// <summary>HRN1001: a package is in no layer, so that no layer rule judges it.</summary>
internal sealed class UnassignedPackageRule : WorkspaceRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN1001", "unassigned-package", "A package is in no layer", DiagnosticCategory.Policy, DiagnosticSeverity.Error);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var names = context.Policy.Policy.Layers.Select(l => l.Name).ToArray();
        var declared = context.Policy.DeclaredLayers.ToDictionary(d => d.Package);
        foreach (var package in context.Policy.PackagesWithoutLayer)
        {
            var wrong = declared.GetValueOrDefault(package);
            yield return new Diagnostic(
                Descriptor,
                wrong?.Location ?? package.NameLocation,
                wrong is null ? $"Package '{package.Name}' is in no layer." : $"Package '{package.Name}' names the layer '{wrong.Name}', which the policy does not have.",
                wrong is null
                    ? $"add \"{package.Name}\" to the 'crates' of one of the layers {Listing(names)}"
                    : NearestName.Suggest(wrong.Name, names) + $"the layers are {Listing(names)}",
                package.Name,
                package.Directory.ToString())
            {
                Package = package.Name,
                KeyNames = [package.Directory],
                KeyPaths = [null, package.Directory],
            };
        }
    }

    private static string Listing(string[] names) => string.Join(", ", names.Select(n => $"'{n}'"));
}
