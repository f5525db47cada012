using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Manifests;
using Harness.Placements;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Rules.Direction;

/// <summary>HRN2004: a package uses a confined crate without being one of its users, or a confined crate uses more than it may.</summary>
internal sealed class ConfinedDependencyRule : WorkspaceRule
{
    /// <summary>The kind of findings that the rule reports.</summary>
    public static DiagnosticDescriptor Descriptor { get; } =
        new("HRN2004", "confined-dependency", "A dependency breaks the bounds of a confined crate", DiagnosticCategory.Direction, DiagnosticSeverity.Error) { Fix = FixKind.DeleteDependency };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Policy.Confines.SelectMany(confine => Analyze(context, confine));
    }

    private static IEnumerable<Diagnostic> Analyze(WorkspaceContext context, BoundConfine bound) =>
        from package in context.Codebase.Packages
        from declaration in package.Dependencies
        where bound.Kinds.Includes(declaration.Kind)
            && (declaration.Resolved is { } to ? bound.Denies(package, to) : bound.Denies(package, declaration.Name))
        select Report(context, bound.Confine, declaration);

    private static Diagnostic Report(WorkspaceContext context, Confine confine, Dependency declaration) =>
        new EdgeFinding(context, declaration) { Rule = ("confine", confine.Location), Because = confine.Because }.Create(
            Descriptor,
            confine.Users is { } users
                ? $"Only {Names(users)} may depend on '{Target(declaration)}', not '{declaration.Owner.Name}': {confine.Because}."
                : $"'{declaration.Owner.Name}' may depend on {Names(confine.Uses)} only, not on '{Target(declaration)}': {confine.Because}.",
            confine.Instead is { } instead ? $"use '{instead}' instead" : "remove the dependency, or widen the confine in the policy");

    private static string Target(Dependency declaration) => declaration.Resolved?.Name ?? declaration.Name;

    private static string Names(ImmutableArray<Selector>? selectors) =>
        selectors is { IsDefaultOrEmpty: false } some ? string.Join(", ", some.Select(s => $"'{s.Text}'")) : "nothing in the workspace";
}
