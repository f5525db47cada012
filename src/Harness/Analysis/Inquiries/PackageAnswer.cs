using System.Collections.Immutable;
using Harness.Graphs;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Analysis.Inquiries;

/// <summary>The packages of a layer, by whether they may be at the other end.</summary>
/// <param name="Layer">The layer, or <see langword="null"/> for packages without one.</param>
/// <param name="Allowed">Those that may, in the order of the codebase.</param>
/// <param name="Denied">Those that may not.</param>
public sealed record LayerGroup(Layer? Layer, ImmutableArray<Package> Allowed, ImmutableArray<Package> Denied);

/// <summary>The packages that a package uses or may use, or the packages that use or may use a package or crate.</summary>
public sealed class PackageAnswer
{
    /// <summary>The package of the question, or <see langword="null"/> for an external crate.</summary>
    public required Package? Package { get; init; }

    /// <summary>The name asked about.</summary>
    public required string Name { get; init; }

    /// <summary>The direction of the question.</summary>
    public required DependencyDirection Direction { get; init; }

    /// <summary>The declarations that lead from it or to it, grouped by the other end, packages of the tree before other crates.</summary>
    public required ImmutableArray<ImmutableArray<Dependency>> Declared { get; init; }

    /// <summary>The packages that may be at the other end of a judged dependency, by layer, top first. Packages without a layer come last.</summary>
    public required ImmutableArray<LayerGroup> Groups { get; init; }
}
