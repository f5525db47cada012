using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Manifests;

/// <summary>One entry of a dependency table as it is written; nothing is inherited yet.</summary>
internal sealed class DependencyDeclaration
{
    public required string Key { get; init; }

    /// <summary>From the key to the end of the entry on the key's line.</summary>
    public required Location Location { get; init; }

    /// <summary>A value that indicates whether it says <c>workspace = true</c>. What it may say beside is all that counts then.</summary>
    public bool Inherits { get; init; }

    public string? Package { get; init; }

    /// <summary>The version requirement, <see langword="null"/> if none stands.</summary>
    public VersionRequirement? Requirement { get; init; }

    public string? Path { get; init; }

    /// <summary>The URL of a git repository as Cargo prints it.</summary>
    public string? Git { get; init; }

    /// <summary><c>?branch=x</c>, <c>?tag=x</c> or <c>?rev=x</c>; empty where none stands.</summary>
    public string GitReference { get; init; } = "";

    public string? Registry { get; init; }

    public string? RegistryIndex { get; init; }

    /// <summary>The features; the default array where none are named.</summary>
    public ImmutableArray<string> Features { get; init; }

    public bool? Optional { get; init; }

    public bool? DefaultFeatures { get; init; }

    /// <summary>A value that indicates whether <c>default_features</c> is there, which Cargo refuses from the 2024 edition on.</summary>
    public bool HasUnderscore { get; init; }

    public string Name => Package ?? Key;

    /// <summary>What Cargo refuses in an entry of <c>[workspace.dependencies]</c> once a member inherits it.</summary>
    public ImmutableArray<Diagnostic> Problems { get; private set; } = [];

    internal DependencyDeclaration With(ImmutableArray<Diagnostic> problems)
    {
        Problems = problems;
        return this;
    }
}

/// <summary>One dependency table: its entries in the order of their keys.</summary>
/// <param name="Kind">The kind of its dependencies.</param>
/// <param name="Target">The platform as Cargo prints it, or <see langword="null"/> for all.</param>
/// <param name="Declarations">Its entries.</param>
internal sealed record DependencyTable(DependencyKind Kind, string? Target, ImmutableArray<DependencyDeclaration> Declarations);
