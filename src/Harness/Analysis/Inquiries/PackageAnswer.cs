using System.Collections.Immutable;
using Harness.Graphs;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Analysis.Inquiries;

/// <summary>Which way a question looks from a package.</summary>
public enum DependencyDirection
{
    /// <summary>At what it uses.</summary>
    Uses,

    /// <summary>At what uses it.</summary>
    Users,
}

/// <summary>The packages of a layer, by whether they may be at the other end.</summary>
/// <param name="Layer">The layer, or <see langword="null"/> for packages without one.</param>
/// <param name="Allowed">Those that may, in the order of the codebase.</param>
/// <param name="Denied">Those that may not.</param>
public sealed record LayerGroup(Layer? Layer, ImmutableArray<Package> Allowed, ImmutableArray<Package> Denied);

/// <summary>Whom a package uses and may use, or who uses a package or crate and may.</summary>
public sealed class PackageAnswer
{
    /// <summary>The package asked about, or <see langword="null"/> for a crate that is none of the tree.</summary>
    public required Package? Package { get; init; }

    /// <summary>The name asked about.</summary>
    public required string Name { get; init; }

    /// <summary>Which way.</summary>
    public required DependencyDirection Direction { get; init; }

    /// <summary>The declarations that lead from it or to it, grouped by the other end, packages of the tree before other crates.</summary>
    public required ImmutableArray<ImmutableArray<Dependency>> Declared { get; init; }

    /// <summary>The packages that may be at the other end of a judged dependency, by layer, top first; those without a layer last.</summary>
    public required ImmutableArray<LayerGroup> Groups { get; init; }
}
