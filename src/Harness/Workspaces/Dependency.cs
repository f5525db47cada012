using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>The way in which a dependency resolved to a package of the tree.</summary>
public enum DependencyResolution
{
    /// <summary>It leads to no package of the tree.</summary>
    External,

    /// <summary>By its own <c>path</c>.</summary>
    Path,

    /// <summary>By an override: <c>[patch]</c>, <c>[replace]</c>, or <c>paths</c> or <c>[patch]</c> of <c>.cargo/config.toml</c>.</summary>
    Override,

    /// <summary>By name only: it comes from a registry or from git, and has the name of a package of the tree.</summary>
    Shadowed,
}

/// <summary>One declaration of a dependency, resolved as Cargo resolves it: inheritance, renames and paths applied.</summary>
public sealed class Dependency
{
    /// <summary>The package that declares it.</summary>
    public required Package Owner { get; init; }

    /// <summary>The name of the package that is depended on.</summary>
    public required string Name { get; init; }

    /// <summary>The key in the manifest if <c>package = "…"</c> gives another name. Otherwise <see langword="null"/>.</summary>
    public string? Rename { get; init; }

    /// <summary>The table.</summary>
    public required DependencyKind Kind { get; init; }

    /// <summary>The platform, as Cargo prints it (<c>cfg(unix)</c>, a triple), or <see langword="null"/> for all.</summary>
    public string? Target { get; init; }

    /// <summary>A value that indicates whether a feature must turn it on.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The version requirement as Cargo prints it: <c>^1.2</c>, <c>*</c>.</summary>
    public string Requirement => RequiredVersions.ToString();

    /// <summary>The source as Cargo prints it (<c>registry+…</c>, <c>git+…</c>), or <see langword="null"/> for a path.</summary>
    public string? Source => Origin?.Printed;

    /// <summary>The directory that <c>path</c> names, in the tree's paths, or <see langword="null"/> without <c>path</c>.</summary>
    public RepoPath? Path { get; init; }

    /// <summary>The features asked for, in Cargo's order.</summary>
    public ImmutableArray<string> Features { get; init; } = [];

    /// <summary>A value that indicates whether the default features are asked for.</summary>
    public bool UsesDefaultFeatures { get; init; } = true;

    /// <summary>The declaration in the owner's manifest: from the key to the end of its value on the key's line.</summary>
    public required Location Location { get; init; }

    /// <summary>The entry of <c>[workspace.dependencies]</c> that it inherits, if any.</summary>
    public Location? WorkspaceLocation { get; init; }

    /// <summary>The package of the tree that it leads to for direction rules, or <see langword="null"/> for an external crate.</summary>
    public Package? Resolved { get; internal set; }

    /// <summary>The way in which it was resolved.</summary>
    public DependencyResolution Resolution { get; internal set; }

    /// <summary>The override's entry, or <see langword="null"/> if no override applied.</summary>
    public Location? OverrideLocation { get; internal set; }

    /// <summary>
    /// A value that indicates whether <c>[patch.crates-io]</c> of the workspace's root leads it to the workspace's own member of that name: the usual
    /// way to build every package with the members of the tree.
    /// </summary>
    public bool IsPatchedToMember { get; internal set; }

    /// <summary>The requirement that versions must meet.</summary>
    internal VersionRequirement RequiredVersions { get; init; } = VersionRequirement.Any;

    /// <summary>The source, or <see langword="null"/> for a path.</summary>
    internal DependencySource? Origin { get; init; }

    /// <summary>The key in the manifest.</summary>
    public string Key => Rename ?? Name;

    /// <inheritdoc/>
    public override string ToString() => $"{Owner.Name} -> {Name} ({Kind.ToText()})";
}
