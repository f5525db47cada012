using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Rules.Hygiene;

/// <summary>HRN1008: a Cargo.toml is not judged, and the policy does not mark it as data.</summary>
internal sealed class OrphanManifestRule : WorkspaceRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN1008", "orphan-manifest", "Nothing judges a manifest of the tree", DiagnosticCategory.Policy, DiagnosticSeverity.Warning)
    {
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Codebase.Manifests
            .Where(manifest => manifest.Role is ManifestRole.Orphan or ManifestRole.Excluded)
            .Select(manifest => new Diagnostic(
                Descriptor,
                Location.OfFile(manifest.Path),
                manifest.Role == ManifestRole.Orphan
                    ? $"'{manifest.Path}' belongs to no workspace that is judged."
                    : $"'{manifest.Path}' is excluded from its workspace, and nothing else judges it.",
                $"add \"{manifest.Path}\" to 'manifests' of [workspace] to have it judged, or to 'ignore' if it is data",
                manifest.Path.ToString()));
    }
}
