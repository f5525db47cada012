using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Rules.Direction;
using Harness.Rules.Hygiene;

namespace Harness.Rules;

/// <summary>The rules that come with Harness.</summary>
public static class BuiltInRules
{
    /// <summary>All of them, by number.</summary>
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

    /// <summary>Everything that a check with these rules can report, by number: what the input failed by and what the engine says too.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
    [
        .. InputDescriptors.All.Concat(new AnalysisEngine(All).Descriptors).OrderBy(d => d.Id, StringComparer.Ordinal),
    ];
}
