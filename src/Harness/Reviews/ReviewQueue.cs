using System.Collections.Immutable;

namespace Harness.Reviews;

/// <summary>A change that waits for a review.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="Lines">The number of lines that it adds and removes.</param>
public sealed record QueuedChange(int Number, DateTimeOffset Since, int Lines);

/// <summary>The order in which changes are reviewed.</summary>
public static class ReviewQueue
{
    // A small change is soon done, and a large one has to come some day.
    private const int LinesOfAnHour = 100;
    private static readonly TimeSpan MostForSize = TimeSpan.FromHours(10);

    /// <summary>
    /// Orders changes by age and size. A hundred lines count like an hour of later arrival, and a thousand or more like ten hours, so that no change
    /// waits forever.
    /// </summary>
    /// <param name="changes">The changes.</param>
    public static ImmutableArray<QueuedChange> Order(IEnumerable<QueuedChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return [.. changes.OrderBy(Turn).ThenBy(c => c.Number)];
    }

    private static DateTimeOffset Turn(QueuedChange change)
    {
        var penalty = TimeSpan.FromHours(Math.Max(change.Lines, 0) / (double)LinesOfAnHour);
        return change.Since + (penalty < MostForSize ? penalty : MostForSize);
    }
}
