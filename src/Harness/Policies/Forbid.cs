using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;

namespace Harness.Policies;

/// <summary>How far a <see cref="Forbid"/> looks.</summary>
public enum Reach
{
    /// <summary>At direct dependencies only.</summary>
    Direct,

    /// <summary>Along paths of any length.</summary>
    Transitive,
}

/// <summary>A rule of the policy: nothing in one set uses what is in another.</summary>
public sealed class Forbid
{
    /// <summary>Who must not use.</summary>
    public required ImmutableArray<Selector> From { get; init; }

    /// <summary>What must not be used; a name is an external crate's too.</summary>
    public required ImmutableArray<Selector> To { get; init; }

    /// <summary>How far it looks.</summary>
    public Reach Reach { get; init; }

    /// <summary>The kinds judged, or <see langword="null"/> for the workspace's.</summary>
    public DependencyKinds? Kinds { get; init; }

    /// <summary>The reason.</summary>
    public required string Because { get; init; }

    /// <summary>What to use instead.</summary>
    public string? Instead { get; init; }

    /// <summary>Its place in the policy.</summary>
    public required Location Location { get; init; }
}
