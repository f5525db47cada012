using System.Collections.Immutable;
using Harness.Changes;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Reviews;

/// <summary>The role of a file in its package.</summary>
public enum FilePart
{
    /// <summary>Code of a library or a program, including tests within it.</summary>
    Source,

    /// <summary>A separate test.</summary>
    Test,

    /// <summary>A benchmark.</summary>
    Benchmark,

    /// <summary>An example.</summary>
    Example,

    /// <summary>The manifest.</summary>
    Manifest,

    /// <summary>The build script.</summary>
    BuildScript,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A changed file of a package.</summary>
/// <param name="File">The change.</param>
/// <param name="Part">Its role in the package.</param>
/// <param name="Added">The number of added lines.</param>
/// <param name="Removed">The number of removed lines.</param>
public sealed record FilePiece(FileChange File, FilePart Part, int Added, int Removed);

/// <summary>The changes to one package, or to files outside packages.</summary>
public sealed class CrateChange
{
    /// <summary>The package from the merge result or else from the target, or <see langword="null"/> for files outside packages.</summary>
    public required Package? Package { get; init; }

    /// <summary>The owner of the package by the target's policy, or <see langword="null"/> if it has none.</summary>
    public required Agent? Owner { get; init; }

    /// <summary>The changed files, in ordinal order.</summary>
    public required ImmutableArray<FilePiece> Files { get; init; }

    /// <summary>The packages that depend on it directly, by normal and build dependencies.</summary>
    public required ImmutableArray<Package> Dependents { get; init; }

    /// <summary>The number of packages that depend on it, directly or indirectly.</summary>
    public required int Reach { get; init; }

    /// <summary>A value that indicates whether the policy marks it as performance-critical.</summary>
    public required bool IsHot { get; init; }

    /// <summary>Its name, or <c>(no crate)</c>.</summary>
    public string Name => Package?.Name ?? "(no crate)";

    /// <summary>Returns the number of lines added to a part of it.</summary>
    /// <param name="part">The part.</param>
    public int AddedTo(FilePart part) => Files.Where(f => f.Part == part).Sum(f => f.Added);

    /// <summary>Determines whether a part of it changed.</summary>
    /// <param name="part">The part.</param>
    public bool Touches(FilePart part) => Files.Any(f => f.Part == part);
}
