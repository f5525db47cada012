namespace Harness.Graphs;

/// <summary>How many simple paths lead from one package to another.</summary>
/// <param name="Count">The number; where it is not exact there are more than so many.</param>
/// <param name="IsExact">A value that indicates whether it is the number itself. It is not where a cycle lies on the way, or beyond 10^18.</param>
public readonly record struct PathCount(long Count, bool IsExact)
{
    /// <summary>The largest number that is counted to.</summary>
    public const long Maximum = 1_000_000_000_000_000_000;

    internal static PathCount From(long count) => new(Math.Min(count, Maximum), count < Maximum);
}
