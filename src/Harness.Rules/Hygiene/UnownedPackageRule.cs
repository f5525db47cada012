using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;

namespace Harness.Rules.Hygiene;

/// <summary>HRN1010: a package has no owner.</summary>
internal sealed class UnownedPackageRule : WorkspaceRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN1010", "unowned-package", "A package has no owner", DiagnosticCategory.Policy, DiagnosticSeverity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Policy.PackagesWithoutOwner.Select(package => new Diagnostic(
            Descriptor,
            package.NameLocation,
            $"Package '{package.Name}' has no owner.",
            $"add \"{package.Name}\" or its directory to the 'crates' of an agent, or give one agent \"**\", the rest",
            package.Name,
            package.Directory.ToString())
        {
            Package = package.Name,
            KeyNames = [package.Directory],
            KeyPaths = [null, package.Directory],
        });
    }
}
