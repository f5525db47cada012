using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Workspaces;

namespace Harness.Rules.Direction;

/// <summary>HRN2007: a dependency has the name of a package of the tree but comes from elsewhere.</summary>
internal sealed class ShadowedMemberRule : WorkspaceRule
{
    /// <summary>The kind of findings that the rule reports.</summary>
    public static DiagnosticDescriptor Descriptor { get; } =
        new("HRN2007", "shadowed-member", "A dependency takes a package of the tree from a registry or from git", DiagnosticCategory.Direction, DiagnosticSeverity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Codebase.Packages.SelectMany(p => p.Dependencies)
            .Where(d => d.Resolution == DependencyResolution.Shadowed)
            .Select(d => new EdgeFinding(context, d).Create(
                Descriptor,
                $"'{d.Owner.Name}' takes '{d.Name}' from {(d.Source is { } s && s.StartsWith("git+", StringComparison.Ordinal) ? "git" : "a registry")}, though '{d.Resolved!.Directory}' is that package.",
                $"write path = \"{d.Resolved!.Directory.RelativeTo(d.Owner.Directory)}\"; a sample that means the published one may keep it, and 'harness baseline' holds it; direction rules judge it as the package of the tree"));
    }
}
