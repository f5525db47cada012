using Harness.Analysis;
using Harness.Changes;
using Harness.Ownership;
using Harness.Rights;

namespace Harness.Rules.Changes;

/// <summary>The kind of a refusal, which decides the rule that reports it.</summary>
internal enum RefusalKind
{
    Foreign,
    Protected,
    Unowned,
    BeyondShared,
    Boundary,
    Entries,
}

/// <summary>A changed path that may not change.</summary>
internal readonly record struct Refusal(FileChange File, RightDemand Demand, RefusalKind Kind)
{
    /// <summary>Returns the refusals of a kind. Empty if no contributor is proven, because another rule reports that.</summary>
    public static IEnumerable<Refusal> Find(ChangeContext context, RefusalKind kind) => IsUnproven(context.Rights) ? [] : All(context).Where(r => r.Kind == kind);

    /// <summary>Returns every refusal, whoever made the change: one a path.</summary>
    public static IEnumerable<Refusal> All(ChangeContext context) => context.Rights.IsJudged
        ? context.Rights.Decisions
            .Where(d => !d.IsAllowed)
            .Select(d => (d.File, Demand: d.Demands.First(r => r.Right is null)))
            .Select(r => new Refusal(r.File, r.Demand, KindOf(r.File, r.Demand)))
        : [];

    /// <summary>Determines whether no contributor is an agent or a stranger by evidence that the policy accepts.</summary>
    public static bool IsUnproven(ChangeRights rights) =>
        rights.Actor.Principal is null && !rights.Actor.Contributors.Any(c => c.Claim.Evidence == IdentityEvidence.Host);

    private static RefusalKind KindOf(FileChange file, RightDemand demand) =>
        demand.Ownership.Kind == OwnershipKind.Protected ? RefusalKind.Protected
        : demand.Obstacles.Length > 0 ? demand.Ownership.Shared is null ? RefusalKind.Entries : RefusalKind.BeyondShared
        : IsBoundary(file, demand) ? RefusalKind.Boundary
        : demand.Ownership.Kind == OwnershipKind.Unowned ? RefusalKind.Unowned
        : RefusalKind.Foreign;

    // A manifest that is added in another package, or removed, moves the boundary between them.
    private static bool IsBoundary(FileChange file, RightDemand demand) =>
        file.Path.Name == "Cargo.toml" && file.Before.Exists != file.After.Exists
        && demand.Ownership.Package is { } package && (file.After.Exists ? package.Directory != file.Path.Parent : package.ManifestPath == file.Path);
}
