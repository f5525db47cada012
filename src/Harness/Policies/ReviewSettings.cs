using System.Collections.Immutable;

namespace Harness.Policies;

/// <summary>A check that must be green before a change is reviewed, and may be required by the host.</summary>
/// <param name="Name">The name of the check.</param>
/// <param name="App">The app that reports it, by its name in addresses: <c>github-actions</c>. A check of that name from anyone else counts for nothing.</param>
public sealed record RequiredCheck(string Name, string App)
{
    /// <summary><c>'gate' of github-actions</c>.</summary>
    public override string ToString() => $"'{Name}' of {App}";
}

/// <summary>The table <c>[review]</c>: how changes are reviewed.</summary>
public sealed class ReviewSettings
{
    /// <summary>The checks that must be green, or <see langword="null"/> if the policy does not say: then all there are, at least one.</summary>
    public ImmutableArray<RequiredCheck>? Checks { get; init; }

    /// <summary>The packages whose speed matters.</summary>
    public ImmutableArray<Selector> Hot { get; init; } = [];

    /// <summary>How many changes may wait for one reviewer at a time.</summary>
    public int Capacity { get; init; } = DefaultCapacity;

    /// <summary>A value that indicates whether the host merges by itself what is approved, by rebase.</summary>
    public bool MergesItself { get; init; }

    /// <summary>What an architect is told, by dimension.</summary>
    public ImmutableDictionary<ReviewDimension, string> Guidance { get; init; } = ImmutableDictionary<ReviewDimension, string>.Empty;

    /// <summary>The settings of a policy without the table.</summary>
    public static ReviewSettings Default { get; } = new();

    internal const int DefaultCapacity = 5;
}
