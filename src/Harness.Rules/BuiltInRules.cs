using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Rules.Changes;
using Harness.Rules.Direction;
using Harness.Rules.Hygiene;

namespace Harness.Rules;

/// <summary>The rules that come with Harness.</summary>
public static class BuiltInRules
{
    /// <summary>Those over one tree, by number.</summary>
    public static ImmutableArray<WorkspaceRule> All { get; } =
    [
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
    ];

    /// <summary>Those over a change, by number.</summary>
    public static ImmutableArray<ChangeRule> OfChanges { get; } =
    [
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
        new LegalisedEdgeRule(),
    ];

    /// <summary>Everything that a check with these rules can report, by number: what the input failed by and what the engine says too.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
    [
        .. InputDescriptors.All.Concat(new AnalysisEngine(All, OfChanges).Descriptors).OrderBy(d => d.Id, StringComparer.Ordinal),
    ];
}
