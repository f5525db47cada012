using System.Collections.Immutable;

namespace Harness.Policies;

/// <summary>A check that must be green before a change is reviewed, and may be required by the host.</summary>
/// <param name="Name">The name of the check.</param>
/// <param name="App">The app that reports it, by its name in URLs: <c>github-actions</c>. A check of that name from another app is ignored.</param>
public sealed record RequiredCheck(string Name, string App)
{
    /// <summary><c>'gate' of github-actions</c>.</summary>
    public override string ToString() => $"'{Name}' of {App}";
}

/// <summary>The settings of reviews: the table <c>[review]</c>.</summary>
public sealed class ReviewSettings
{
    /// <summary>The checks that must pass. If <see langword="null"/>, all checks must pass, and there must be at least one.</summary>
    public ImmutableArray<RequiredCheck>? Checks { get; init; }

    /// <summary>The performance-critical packages.</summary>
    public ImmutableArray<Selector> Hot { get; init; } = [];

    /// <summary>The maximum number of changes that may wait for one reviewer.</summary>
    public int Capacity { get; init; } = DefaultCapacity;

    /// <summary>A value that indicates whether the host merges approved changes automatically, by rebase.</summary>
    public bool MergesItself { get; init; }

    /// <summary>The guidance for an architect, by dimension.</summary>
    public ImmutableDictionary<ReviewDimension, string> Guidance { get; init; } = ImmutableDictionary<ReviewDimension, string>.Empty;

    /// <summary>The settings of a policy without the table.</summary>
    public static ReviewSettings Default { get; } = new();

    internal const int DefaultCapacity = 5;
}
