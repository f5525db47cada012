using Harness.Diagnostics;
using Harness.Manifests;
using Harness.Policies;
using Harness.Text;

namespace Harness.Placements;

/// <summary>What a line of the policy says of an edge.</summary>
public enum EdgeReasonKind
{
    /// <summary>One end has no layer, or is not a package of the tree: no order between them.</summary>
    NoOrder,

    /// <summary>Allowed: the package that is used is in a lower layer.</summary>
    LowerLayer,

    /// <summary>Allowed: both are in one slice of their layer.</summary>
    SameSlice,

    /// <summary>Allowed: the layer lets its slices use each other.</summary>
    SiblingsAllowed,

    /// <summary>Allowed: an entry of the layer's edges lists it.</summary>
    ListedEdge,

    /// <summary>Denied by HRN2001: the package that is used is in a higher layer.</summary>
    HigherLayer,

    /// <summary>Denied by HRN2002: the two are in different slices of one layer, and nothing lists the edge.</summary>
    UnlistedSibling,

    /// <summary>Denied by HRN2003: a forbid names the two ends.</summary>
    Forbidden,

    /// <summary>Denied by HRN2003: the edge would close a way between two other ends, which a transitive forbid names.</summary>
    ForbiddenWay,

    /// <summary>Denied by HRN2004: what is used is confined to others.</summary>
    ConfinedUsers,

    /// <summary>Denied by HRN2004: the package that uses is confined to using others.</summary>
    ConfinedUses,
}

/// <summary>One thing that the policy says of an edge, with the line that says it.</summary>
public sealed class EdgeReason
{
    internal EdgeReason(EdgeReasonKind kind, DependencyKinds kinds, Location? location) => (Kind, Kinds, Location) = (kind, kinds, location);

    /// <summary>What is said.</summary>
    public EdgeReasonKind Kind { get; }

    /// <summary>The kinds of dependencies it is said of; other kinds are free of it.</summary>
    public DependencyKinds Kinds { get; }

    /// <summary>The place in the policy, or <see langword="null"/> if nothing is written.</summary>
    public Location? Location { get; }

    /// <summary>The layers of the two ends, or <see langword="null"/> if they are not what it is about.</summary>
    public (Layer From, Layer To)? Layers { get; internal init; }

    /// <summary>The entry of the layer's edges, where one allows the edge.</summary>
    public LayerEdge? Edge { get; internal init; }

    /// <summary>The confine, where one denies the edge.</summary>
    public Confine? Confine { get; internal init; }

    /// <summary>The ends that the edge would lead from and to, where others than its own are forbidden: <see cref="EdgeReasonKind.ForbiddenWay"/>.</summary>
    public EdgeName? Ends { get; internal init; }

    /// <summary>Why the policy says so, where it gives a reason.</summary>
    public string? Because { get; internal init; }

    /// <summary>What to use instead, where the policy says it.</summary>
    public string? Instead { get; internal init; }

    /// <summary>The number of the rule that reports such an edge, or <see langword="null"/> for what allows it.</summary>
    public string? RuleId => Kind switch
    {
        EdgeReasonKind.HigherLayer => DirectionRuleIds.Upward,
        EdgeReasonKind.UnlistedSibling => DirectionRuleIds.Sibling,
        EdgeReasonKind.Forbidden or EdgeReasonKind.ForbiddenWay => DirectionRuleIds.Forbidden,
        EdgeReasonKind.ConfinedUsers or EdgeReasonKind.ConfinedUses => DirectionRuleIds.Confined,
        _ => null,
    };

    /// <summary>A value that indicates whether it speaks against the edge.</summary>
    public bool Denies => RuleId is not null;
}
