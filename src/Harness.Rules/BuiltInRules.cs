using Harness.Analysis;
using Harness.Rules.Changes;
using Harness.Rules.Direction;
using Harness.Rules.Hygiene;

namespace Harness.Rules;

/// <summary>The rules that come with Harness.</summary>
public static class BuiltInRules
{
    /// <summary>All of them, each group ordered by id, with their pages.</summary>
    public static RuleSet All { get; } = RuleSet.Empty.WithPages(RulePages.Read).Add(
        new UnassignedPackageRule(),
        new AmbiguousPlacementRule(),
        new DeadSelectorRule(),
        new LayerEdgeRule(),
        new OrphanManifestRule(),
        new NestedPolicyRule(),
        new UnownedPackageRule(),
        new PlacedByPatternRule(),
        new UnreachableAgentRule(),
        new LeaseRule(),
        new AmbiguousPathRule(),
        new CodeOwnersRule(),
        new UpwardDependencyRule(),
        new SiblingDependencyRule(),
        new ForbiddenDependencyRule(),
        new ConfinedDependencyRule(),
        new DependencyCycleRule(),
        new OverrideRule(),
        new ShadowedMemberRule(),
        new ForeignTargetRule(),
        new DevDependencyCycleRule(),
        new LayerCycleRule(),
        new OwnerCycleRule(),

        new BaselineGrowthRule(),
        new FirstOwnerEdgeRule(),
        new ForeignChangeRule(),
        new ProtectedChangeRule(),
        new UnownedChangeRule(),
        new SharedChangeRule(),
        new PlacementEffectRule(),
        new PackageBoundaryRule(),
        new CrossingLinkRule(),
        new PathCollisionRule(),
        new HostilePathRule(),
        new IdentityRule(),
        new WorkspaceEntryRule(),
        new MembershipRule(),
        new LegalisedEdgeRule());
}
