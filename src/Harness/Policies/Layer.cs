using System.Collections.Immutable;
using Harness.Placements;
using Harness.Text;

namespace Harness.Policies;

/// <summary>The rule for dependencies between the slices of one layer.</summary>
public enum SiblingRule
{
    /// <summary>Slices may use each other only if <see cref="Layer.Edges"/> lists the edge.</summary>
    Deny,

    /// <summary>Slices may use each other freely.</summary>
    Allow,
}

/// <summary>An edge between two slices of a layer that the policy allows.</summary>
/// <param name="From">The packages that may use the others. <c>*</c> is every package of the layer.</param>
/// <param name="To">The packages that may be used.</param>
/// <param name="Location">Its place in the policy.</param>
public sealed record LayerEdge(Selector From, Selector To, Location Location)
{
    /// <inheritdoc/>
    public override string ToString() => $"{From.Text} -> {To.Text}";
}

/// <summary>A layer: packages that may use those of lower layers and are used by those of higher ones.</summary>
public sealed class Layer
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The position: 0 is the top.</summary>
    public required int Index { get; init; }

    /// <summary>The selectors that place packages in it.</summary>
    public required ImmutableArray<Selector> Crates { get; init; }

    /// <summary>The rule for dependencies between its slices.</summary>
    public SiblingRule Siblings { get; init; }

    /// <summary>Directories and name globs that make a slice of several packages.</summary>
    public ImmutableArray<Selector> Slices { get; init; } = [];

    /// <summary>The edges allowed between its slices.</summary>
    public ImmutableArray<LayerEdge> Edges { get; init; } = [];

    /// <summary>Its place in the policy.</summary>
    public required Location Location { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
