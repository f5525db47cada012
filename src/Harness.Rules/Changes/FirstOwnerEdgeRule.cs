using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Placements;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Rules.Changes;

/// <summary>HRN2012: a change makes the first edge from one agent's packages to another's.</summary>
internal sealed class FirstOwnerEdgeRule : ChangeRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN2012", "first-owner-edge", "A change adds the first dependency between two owners", DiagnosticCategory.Direction, DiagnosticSeverity.Note)
    {
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(ChangeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var known = Edges(context.Before).Select(e => (e.From.Name, e.To.Name)).ToHashSet();
        return Edges(context.After)
            .Where(e => !known.Contains((e.From.Name, e.To.Name)))
            .DistinctBy(e => (e.From, e.To))
            .Select(e => new Diagnostic(
                Descriptor,
                e.Dependency.Location,
                $"'{e.Dependency.Owner.Name} -> {e.Dependency.Resolved!.Name}' is the first edge from what '{e.From}' owns to what '{e.To}' owns.",
                "let both know: from now on the one builds on the other",
                e.From.Name,
                e.To.Name));
    }

    private static IEnumerable<(Agent From, Agent To, Dependency Dependency)> Edges(BoundPolicy policy) =>
        from package in policy.Codebase.Packages
        let owner = policy.FindOwner(package)
        where owner is not null
        from dependency in package.Dependencies
        where dependency.Resolved is not null
        let other = policy.FindOwner(dependency.Resolved!)
        where other is not null && other.Name != owner.Name
        select (owner, other, dependency);
}
