using System.Collections.Immutable;

namespace Harness.Policies;

/// <summary>The dimensions of a review, in order.</summary>
public enum ReviewDimension
{
    /// <summary>The direction of dependencies, and the ownership of the changed paths.</summary>
    Boundaries,

    /// <summary>The public API, and its dependents.</summary>
    Interface,

    /// <summary>Whether tests accompany the change.</summary>
    Correctness,

    /// <summary>Panics and errors.</summary>
    Failures,

    /// <summary>Benchmarks, and the crates that the policy calls hot.</summary>
    Performance,

    /// <summary>Unsafe code, dependencies and configuration.</summary>
    Operability,
}

/// <summary>Words for dimensions.</summary>
public static class ReviewDimensions
{
    /// <summary>All of them, in order.</summary>
    public static ImmutableArray<ReviewDimension> All { get; } = [.. Enum.GetValues<ReviewDimension>()];

    /// <summary>Returns the word of policies, packets and answers: <c>boundaries</c>.</summary>
    /// <param name="dimension">The dimension.</param>
    public static string ToText(this ReviewDimension dimension) => dimension switch
    {
        ReviewDimension.Boundaries => "boundaries",
        ReviewDimension.Interface => "interface",
        ReviewDimension.Correctness => "correctness",
        ReviewDimension.Failures => "failures",
        ReviewDimension.Performance => "performance",
        _ => "operability",
    };
}
