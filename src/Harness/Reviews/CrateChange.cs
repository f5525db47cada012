using System.Collections.Immutable;
using Harness.Changes;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Reviews;

/// <summary>What a file is to its package.</summary>
public enum FilePart
{
    /// <summary>Code that a library or a program is built from. Tests within it count as it.</summary>
    Source,

    /// <summary>A test that stands by itself.</summary>
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
/// <param name="Part">What it is to the package.</param>
/// <param name="Added">How many lines it has that it had not.</param>
/// <param name="Removed">How many lines it had that it has not.</param>
public sealed record FilePiece(FileChange File, FilePart Part, int Added, int Removed);

/// <summary>What a change does to one package, or to what lies in none.</summary>
public sealed class CrateChange
{
    /// <summary>The package as the merge result has it, else as the target has it, or <see langword="null"/> for what lies in none.</summary>
    public required Package? Package { get; init; }

    /// <summary>Who owns the package by the target's policy, or <see langword="null"/> for nobody.</summary>
    public required Agent? Owner { get; init; }

    /// <summary>The changed files, in ordinal order.</summary>
    public required ImmutableArray<FilePiece> Files { get; init; }

    /// <summary>The packages that depend on it directly, by normal and build dependencies.</summary>
    public required ImmutableArray<Package> Dependents { get; init; }

    /// <summary>How many packages depend on it, directly or not.</summary>
    public required int Reach { get; init; }

    /// <summary>A value that indicates whether the policy says that its speed matters.</summary>
    public required bool IsHot { get; init; }

    /// <summary>Its name, or <c>(no crate)</c>.</summary>
    public string Name => Package?.Name ?? "(no crate)";

    /// <summary>How many lines were added to a part of it.</summary>
    /// <param name="part">The part.</param>
    public int AddedTo(FilePart part) => Files.Where(f => f.Part == part).Sum(f => f.Added);

    /// <summary>Determines whether a part of it changed.</summary>
    /// <param name="part">The part.</param>
    public bool Touches(FilePart part) => Files.Any(f => f.Part == part);
}
