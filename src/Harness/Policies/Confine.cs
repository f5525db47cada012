using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;

namespace Harness.Policies;

/// <summary>A rule of the policy: who may use a set of crates, or what the set may use. Exactly one of the two is given.</summary>
public sealed class Confine
{
    /// <summary>The crates confined; with <see cref="Users"/> a name is an external crate's too.</summary>
    public required ImmutableArray<Selector> Crates { get; init; }

    /// <summary>Who may use them, beside one another; empty means nobody, <see langword="null"/> that <see cref="Uses"/> is given.</summary>
    public ImmutableArray<Selector>? Users { get; init; }

    /// <summary>
    /// What they may use among the packages of the tree, beside one another, or <see langword="null"/> if <see cref="Users"/> is given.
    /// </summary>
    public ImmutableArray<Selector>? Uses { get; init; }

    /// <summary>The kinds judged, or <see langword="null"/> for the workspace's.</summary>
    public DependencyKinds? Kinds { get; init; }

    /// <summary>The reason.</summary>
    public required string Because { get; init; }

    /// <summary>What to use instead.</summary>
    public string? Instead { get; init; }

    /// <summary>Its place in the policy.</summary>
    public required Location Location { get; init; }
}
