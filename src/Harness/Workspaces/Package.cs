using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>The role of a package in the workspaces of the tree.</summary>
public enum PackageRole
{
    /// <summary>A member of a workspace that is judged, or a lone package that is.</summary>
    Member,

    /// <summary>No member, but reached by a path dependency or an override from one: Cargo builds it, so rules see it.</summary>
    PathDependency,
}

/// <summary>A package of the tree. Its identity is its directory.</summary>
public sealed class Package
{
    private ImmutableArray<Dependency> dependencies;

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The version, or <c>0.0.0</c> if the manifest has none.</summary>
    public required string Version { get; init; }

    /// <summary>The manifest's path.</summary>
    public required RepoPath ManifestPath
    {
        get;
        init
        {
            field = value;
            Directory = value.Parent;
        }
    }

    /// <summary>The directory of the manifest.</summary>
    public RepoPath Directory { get; private init; }

    /// <summary>The parsed manifest.</summary>
    public required CargoManifest Manifest { get; init; }

    /// <summary>The place of the name in the manifest.</summary>
    public required Location NameLocation { get; init; }

    /// <summary>The role of the package in the workspaces.</summary>
    public required PackageRole Role { get; init; }

    /// <summary>The workspace it is a member of, or <see langword="null"/> for a lone package or a path dependency outside.</summary>
    public Workspace? Workspace { get; internal set; }

    /// <summary>
    /// The submodule that contains the package, if the tree does not hold its files. Its dependencies and targets are then unknown, and its name
    /// comes from a dependency on it or from its directory. <see langword="null"/> for every other package.
    /// </summary>
    public RepoPath? Submodule { get; init; }

    /// <summary>Its targets with explicit paths, and those found in its directory.</summary>
    public ImmutableArray<PackageTarget> Targets { get; init; } = [];

    /// <summary>Its dependencies, in Cargo's order: normal, dev, build, each by key, then those of targets.</summary>
    public ImmutableArray<Dependency> Dependencies => dependencies;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Directory})";

    // Dependencies point at packages and back: the loader closes the cycle once, before anyone sees the package.
    internal void Complete(ImmutableArray<Dependency> declared) => dependencies = declared;
}

/// <summary>A target of a package: the file that a crate starts from.</summary>
/// <param name="Kind"><c>lib</c>, <c>bin</c>, <c>example</c>, <c>test</c>, <c>bench</c> or <c>custom-build</c>.</param>
/// <param name="Name">The target's name.</param>
/// <param name="Path">The file, as a path of the tree. It may be outside the package.</param>
/// <param name="Location">The manifest's line that names the file, or <see langword="null"/> if Cargo finds it by itself.</param>
public sealed record PackageTarget(string Kind, string Name, RepoPath Path, Location? Location);
