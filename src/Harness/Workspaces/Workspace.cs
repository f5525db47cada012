using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>A Cargo workspace: a root manifest and its members. A package without a workspace is one with a single member.</summary>
public sealed class Workspace
{
    /// <summary>The root manifest's path.</summary>
    public required RepoPath ManifestPath { get; init; }

    /// <summary>The root directory.</summary>
    public RepoPath Directory => ManifestPath.Parent;

    /// <summary>The parsed root manifest.</summary>
    public required CargoManifest Manifest { get; init; }

    /// <summary>The members in Cargo's order.</summary>
    public required ImmutableArray<Package> Members { get; init; }

    /// <summary>The default members in Cargo's order.</summary>
    public required ImmutableArray<Package> DefaultMembers { get; init; }

    /// <summary>A value that indicates whether the root manifest has no package of its own.</summary>
    public bool IsVirtual => Members.All(member => member.ManifestPath != ManifestPath);
}
