using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Manifests;

/// <summary>An entry of a dependency table as it is written, before inheritance.</summary>
internal sealed class DependencyDeclaration
{
    public required string Key { get; init; }

    /// <summary>From the key to the end of the entry on the key's line.</summary>
    public required Location Location { get; init; }

    /// <summary>A value that indicates whether it has <c>workspace = true</c>. Only the other keys allowed with it then count.</summary>
    public bool Inherits { get; init; }

    public string? Package { get; init; }

    /// <summary>The version requirement, or <see langword="null"/> if there is none.</summary>
    public VersionRequirement? Requirement { get; init; }

    public string? Path { get; init; }

    /// <summary>The URL of a git repository as Cargo prints it.</summary>
    public string? Git { get; init; }

    /// <summary><c>?branch=x</c>, <c>?tag=x</c> or <c>?rev=x</c>. Empty if there is none.</summary>
    public string GitReference { get; init; } = "";

    public string? Registry { get; init; }

    public string? RegistryIndex { get; init; }

    /// <summary>The features, or the default array if none are named.</summary>
    public ImmutableArray<string> Features { get; init; }

    public bool? Optional { get; init; }

    public bool? DefaultFeatures { get; init; }

    /// <summary>A value that indicates whether <c>default_features</c> is present, which Cargo refuses from the 2024 edition on.</summary>
    public bool HasUnderscore { get; init; }

    public string Name => Package ?? Key;

    /// <summary>The errors that Cargo reports in an entry of <c>[workspace.dependencies]</c> once a member inherits it.</summary>
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
