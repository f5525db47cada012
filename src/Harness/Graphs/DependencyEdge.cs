using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Workspaces;

namespace Harness.Graphs;

/// <summary>One package using another: a pair of nodes with every declaration that makes it so.</summary>
/// <param name="From">The package that uses.</param>
/// <param name="To">The package that is used.</param>
/// <param name="Declarations">The declarations, in the order of the manifest. Never empty.</param>
public sealed record DependencyEdge(Package From, Package To, ImmutableArray<Dependency> Declarations)
{
    /// <summary>The kinds of all declarations.</summary>
    public DependencyKinds Kinds => Declarations.Aggregate(DependencyKinds.None, (kinds, d) => kinds | d.Kind.ToSet());

    /// <inheritdoc/>
    public override string ToString() => $"{From.Name} -> {To.Name}";
}
