using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Rules.Direction;

/// <summary>HRN2004: a package uses a confined crate without being one of its users, or a confined crate uses more than it may.</summary>
public sealed class ConfinedDependencyRule : WorkspaceRule
{
    /// <summary>What the rule reports.</summary>
    public static DiagnosticDescriptor Descriptor { get; } =
        new("HRN2004", "confined-dependency", "A dependency crosses the bounds of a confined crate", DiagnosticSeverity.Error);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Policy.Policy.Confines.SelectMany(confine => Analyze(context, confine));
    }

    private static IEnumerable<Diagnostic> Analyze(WorkspaceContext context, Confine confine)
    {
        var kinds = confine.Kinds ?? context.Policy.Policy.Workspace.Kinds;
        var crates = context.Policy.Select(confine.Crates);
        var users = confine.Users is { } u ? ByOthers(context, crates, context.Policy.Select(u), kinds) : [];
        var uses = confine.Uses is { } s ? ByItself(context, crates, context.Policy.Select(s), kinds) : [];
        return users.Select(d => Report(
                context, confine, d, $"Only {Names(confine.Users)} may depend on '{Target(d)}', not '{d.Owner.Name}': {confine.Because}."))
            .Concat(uses.Select(d => Report(
                context, confine, d, $"'{d.Owner.Name}' may depend on {Names(confine.Uses)} only, not on '{Target(d)}': {confine.Because}.")));
    }

    // The confined crates may use one another.
    private static IEnumerable<Dependency> ByOthers(WorkspaceContext context, CrateSet crates, CrateSet users, DependencyKinds kinds)
    {
        var strangers = context.Codebase.Packages.Where(p => !users.Contains(p) && !crates.Contains(p));
        return strangers.SelectMany(p => p.Dependencies).Where(d => kinds.Includes(d.Kind) && d.Resolved != d.Owner
            && (d.Resolved is { } to ? crates.Contains(to) : crates.ContainsExternal(d.Name)));
    }

    private static IEnumerable<Dependency> ByItself(WorkspaceContext context, CrateSet crates, CrateSet uses, DependencyKinds kinds) =>
        crates.Packages.SelectMany(context.Graph.EdgesFrom)
            .Where(e => !uses.Contains(e.To) && !crates.Contains(e.To))
            .SelectMany(e => e.DeclarationsOf(kinds));

    private static Diagnostic Report(WorkspaceContext context, Confine confine, Dependency declaration, string message) =>
        new EdgeFinding(context, declaration) { Rule = ("confine", confine.Location), Because = confine.Because }.Create(
            Descriptor,
            message,
            confine.Instead is { } instead ? $"use '{instead}' instead" : "remove the dependency, or widen the confine in the policy");

    private static string Target(Dependency declaration) => declaration.Resolved?.Name ?? declaration.Name;

    private static string Names(ImmutableArray<Selector>? selectors) =>
        selectors is { IsDefaultOrEmpty: false } some ? string.Join(", ", some.Select(s => $"'{s.Text}'")) : "nothing in the workspace";
}
