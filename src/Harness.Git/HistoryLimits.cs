namespace Harness.Git;

/// <summary>The limits of a walk through history.</summary>
/// <param name="MaximumCommits">The most commits.</param>
/// <param name="MaximumTime">The longest time.</param>
public sealed record HistoryLimits(int MaximumCommits, TimeSpan MaximumTime)
{
    /// <summary>Fifty thousand commits or ten seconds, whichever is reached first.</summary>
    public static HistoryLimits Default { get; } = new(50_000, TimeSpan.FromSeconds(10));
}
