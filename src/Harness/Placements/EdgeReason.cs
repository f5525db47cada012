using Harness.Diagnostics;
using Harness.Manifests;
using Harness.Policies;
using Harness.Text;

namespace Harness.Placements;

/// <summary>The kind of a reason why an edge is allowed or denied.</summary>
public enum EdgeReasonKind
{
    /// <summary>One end has no layer, or is not a package of the tree, so that they have no order.</summary>
    NoOrder,

    /// <summary>Allowed: the package that is used is in a lower layer.</summary>
    LowerLayer,

    /// <summary>Allowed: both are in one slice of their layer.</summary>
    SameSlice,

    /// <summary>Allowed: the slices of the layer may use each other.</summary>
    SiblingsAllowed,

    /// <summary>Allowed: an entry of the layer's edges lists it.</summary>
    ListedEdge,

    /// <summary>Denied by HRN2001: the package that is used is in a higher layer.</summary>
    HigherLayer,

    /// <summary>Denied by HRN2002: the two are in different slices of one layer, and nothing lists the edge.</summary>
    UnlistedSibling,

    /// <summary>Denied by HRN2003: a forbid names the two ends.</summary>
    Forbidden,

    /// <summary>Denied by HRN2003: the edge would complete a path between two other ends, which a transitive forbid names.</summary>
    ForbiddenWay,

    /// <summary>Denied by HRN2004: only other packages may use the crate.</summary>
    ConfinedUsers,

    /// <summary>Denied by HRN2004: the using package may use only other packages.</summary>
    ConfinedUses,
}

/// <summary>A reason why the policy allows or denies an edge, with its line of the policy.</summary>
public sealed class EdgeReason
{
    internal EdgeReason(EdgeReasonKind kind, DependencyKinds kinds, Location? location) => (Kind, Kinds, Location) = (kind, kinds, location);

    /// <summary>The kind of the reason.</summary>
    public EdgeReasonKind Kind { get; }

    /// <summary>The kinds of dependencies that it applies to.</summary>
    public DependencyKinds Kinds { get; }

    /// <summary>The place in the policy, or <see langword="null"/> if it comes from no line.</summary>
    public Location? Location { get; }

    /// <summary>The layers of the two ends, or <see langword="null"/> if the reason is not about layers.</summary>
    public (Layer From, Layer To)? Layers { get; internal init; }

    /// <summary>The entry of the layer's edges that allows the edge, if any.</summary>
    public LayerEdge? Edge { get; internal init; }

    /// <summary>The confine that denies the edge, if any.</summary>
    public Confine? Confine { get; internal init; }

    /// <summary>The forbidden ends that the edge would connect, if they are not its own: <see cref="EdgeReasonKind.ForbiddenWay"/>.</summary>
    public EdgeName? Ends { get; internal init; }

    /// <summary>The reason that the policy gives, if any.</summary>
    public string? Because { get; internal init; }

    /// <summary>The alternative that the policy suggests, if any.</summary>
    public string? Instead { get; internal init; }

    /// <summary>The number of the rule that reports such an edge, or <see langword="null"/> if the reason allows it.</summary>
    public string? RuleId => Kind switch
    {
        EdgeReasonKind.HigherLayer => DirectionRuleIds.Upward,
        EdgeReasonKind.UnlistedSibling => DirectionRuleIds.Sibling,
        EdgeReasonKind.Forbidden or EdgeReasonKind.ForbiddenWay => DirectionRuleIds.Forbidden,
        EdgeReasonKind.ConfinedUsers or EdgeReasonKind.ConfinedUses => DirectionRuleIds.Confined,
        _ => null,
    };

    /// <summary>A value that indicates whether the reason denies the edge.</summary>
    public bool Denies => RuleId is not null;
}
