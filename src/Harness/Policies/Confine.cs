using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;

namespace Harness.Policies;

/// <summary>
/// A rule of the policy that restricts the users of a set of crates, or the crates that the set may use. Exactly one of the two is given.
/// </summary>
public sealed class Confine
{
    /// <summary>The confined crates. With <see cref="Users"/>, a name also matches an external crate.</summary>
    public required ImmutableArray<Selector> Crates { get; init; }

    /// <summary>
    /// The packages that may use them, in addition to each other. Empty allows none. <see langword="null"/> if <see cref="Uses"/> is given.
    /// </summary>
    public ImmutableArray<Selector>? Users { get; init; }

    /// <summary>
    /// The packages of the tree that they may use, in addition to each other, or <see langword="null"/> if <see cref="Users"/> is given.
    /// </summary>
    public ImmutableArray<Selector>? Uses { get; init; }

    /// <summary>The dependency kinds that are judged, or <see langword="null"/> for those of the workspace.</summary>
    public DependencyKinds? Kinds { get; init; }

    /// <summary>The reason.</summary>
    public required string Because { get; init; }

    /// <summary>The suggested alternative.</summary>
    public string? Instead { get; init; }

    /// <summary>Its place in the policy.</summary>
    public required Location Location { get; init; }
}
