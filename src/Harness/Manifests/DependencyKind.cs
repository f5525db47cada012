namespace Harness.Manifests;

/// <summary>The kind of table that a dependency is in.</summary>
public enum DependencyKind
{
    /// <summary><c>[dependencies]</c>.</summary>
    Normal,

    /// <summary><c>[dev-dependencies]</c>.</summary>
    Dev,

    /// <summary><c>[build-dependencies]</c>.</summary>
    Build,
}

/// <summary>A set of dependency kinds.</summary>
[Flags]
public enum DependencyKinds
{
    /// <summary>No kind.</summary>
    None = 0,

    /// <summary>Normal dependencies.</summary>
    Normal = 1,

    /// <summary>Dev-dependencies.</summary>
    Dev = 2,

    /// <summary>Build-dependencies.</summary>
    Build = 4,

    /// <summary>All kinds.</summary>
    All = Normal | Dev | Build,
}

/// <summary>Conversions between a kind, a set of kinds and their spellings.</summary>
public static class DependencyKindExtensions
{
    /// <summary>Returns the set with only this kind.</summary>
    /// <param name="kind">The kind.</param>
    public static DependencyKinds ToSet(this DependencyKind kind) => (DependencyKinds)(1 << (int)kind);

    /// <summary>Determines whether the set holds the kind.</summary>
    /// <param name="kinds">The set.</param>
    /// <param name="kind">The kind.</param>
    public static bool Includes(this DependencyKinds kinds, DependencyKind kind) => (kinds & kind.ToSet()) != 0;

    /// <summary>Returns the kind as Cargo prints it: <c>normal</c>, <c>dev</c>, <c>build</c>.</summary>
    /// <param name="kind">The kind.</param>
    public static string ToText(this DependencyKind kind) => kind switch
    {
        DependencyKind.Dev => "dev",
        DependencyKind.Build => "build",
        _ => "normal",
    };

    /// <summary>Returns the manifest table of the kind: <c>dependencies</c>, <c>dev-dependencies</c>, <c>build-dependencies</c>.</summary>
    /// <param name="kind">The kind.</param>
    public static string ToTableName(this DependencyKind kind) => kind switch
    {
        DependencyKind.Dev => "dev-dependencies",
        DependencyKind.Build => "build-dependencies",
        _ => "dependencies",
    };
}
