using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Rules.Hygiene;

/// <summary>HRN1009: a harness.toml next to or above a manifest is not the policy of the check.</summary>
internal sealed class NestedPolicyRule : WorkspaceRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN1009", "nested-policy", "A policy file is ignored", DiagnosticCategory.Policy, DiagnosticSeverity.Warning)
    {
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var own = context.Policy.Policy.Text.Path;
        return Directories(context.Codebase)
            .Select(directory => directory.Combine(Policy.FileName))
            .Where(path => path != own && context.Codebase.Tree.GetKind(path) == EntryKind.File)
            .Select(path => new Diagnostic(
                Descriptor,
                Location.OfFile(path),
                $"'{path}' is ignored: the policy of this check is '{own}'.",
                $"move what it says into '{own}', and delete it",
                path.ToString()));
    }

    // If a manifest is data, a policy next to it is too.
    private static SortedSet<RepoPath> Directories(Codebase codebase)
    {
        var directories = new SortedSet<RepoPath>();
        foreach (var manifest in codebase.Manifests.Where(m => m.Role != ManifestRole.Ignored))
        {
            for (var at = manifest.Path.Parent; directories.Add(at) && !at.IsRoot && !at.IsOutside; at = at.Parent)
            {
            }
        }

        return directories;
    }
}
