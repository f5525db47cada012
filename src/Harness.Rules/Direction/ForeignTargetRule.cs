using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;

namespace Harness.Rules.Direction;

/// <summary>HRN2008: a target's file lies outside its package, or inside another one.</summary>
internal sealed class ForeignTargetRule : WorkspaceRule
{
    /// <summary>The kind of findings that the rule reports.</summary>
    public static DiagnosticDescriptor Descriptor { get; } =
        new("HRN2008", "target-outside-package", "A target's file lies outside its package", DiagnosticCategory.Direction, DiagnosticSeverity.Error);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var package in context.Codebase.Packages)
        {
            foreach (var target in package.Targets)
            {
                var around = context.Codebase.FindPackageAround(target.Path);
                if (target.Path.IsUnder(package.Directory) && around == package)
                {
                    continue;
                }

                var where = around is null || around == package ? "which is in no package" : $"which belongs to '{around.Name}'";
                yield return new Diagnostic(
                    Descriptor,
                    target.Location ?? package.NameLocation,
                    $"The {target.Kind} '{target.Name}' of '{package.Name}' is compiled from '{target.Path}', {where}.",
                    "move the file into the package, or depend on the package that it belongs to",
                    package.Name,
                    target.Kind,
                    target.Path.ToString())
                {
                    Package = package.Name,
                    KeyNames = [package.Directory],
                    KeyPaths = [null, null, package.Directory],
                };
            }
        }
    }
}
