using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;

namespace Harness.Policies;

/// <summary>The range of a <see cref="Forbid"/>.</summary>
public enum Reach
{
    /// <summary>Direct dependencies only.</summary>
    Direct,

    /// <summary>Paths of any length.</summary>
    Transitive,
}

/// <summary>A rule of the policy: no crate of one set may use a crate of another set.</summary>
public sealed class Forbid
{
    /// <summary>The packages that must not use the others.</summary>
    public required ImmutableArray<Selector> From { get; init; }

    /// <summary>The crates that must not be used. A name also matches an external crate.</summary>
    public required ImmutableArray<Selector> To { get; init; }

    /// <summary>The range of the rule.</summary>
    public Reach Reach { get; init; }

    /// <summary>The dependency kinds that are judged, or <see langword="null"/> for those of the workspace.</summary>
    public DependencyKinds? Kinds { get; init; }

    /// <summary>The reason.</summary>
    public required string Because { get; init; }

    /// <summary>The suggested alternative.</summary>
    public string? Instead { get; init; }

    /// <summary>Its place in the policy.</summary>
    public required Location Location { get; init; }
}
