namespace Harness.Graphs;

/// <summary>The number of simple paths from one package to another.</summary>
/// <param name="Count">The number. If it is not exact, there are more paths.</param>
/// <param name="IsExact">A value that indicates whether the number is exact. It is not exact if a cycle is on the way, or beyond 10^18.</param>
public readonly record struct PathCount(long Count, bool IsExact)
{
    /// <summary>The largest number that is counted to.</summary>
    public const long Maximum = 1_000_000_000_000_000_000;

    internal static PathCount From(long count) => new(Math.Min(count, Maximum), count < Maximum);
}
