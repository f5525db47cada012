using System.Collections.Immutable;

namespace Harness.Changes;

/// <summary>
/// The shortest edit from one sequence to another (Myers, 1986). The furthest points of each distance are kept to walk back, so the
/// distance is bounded: memory grows with its square.
/// </summary>
internal sealed class LineComparison
{
    // 2,000 edits beyond the common ends: 16 MiB of points.
    private const int MaximumDistance = 2000;

    // A tenth of a second. Otherwise, text with few different lines could take thousands of diagonals.
    private const long MaximumSteps = 50_000_000;

    private readonly int[] before;
    private readonly int[] after;
    private readonly int start;
    private long steps;

    /// <summary>Creates a comparison of two sequences.</summary>
    public LineComparison(int[] before, int[] after)
    {
        start = before.AsSpan().CommonPrefixLength(after);
        var end = 0;
        while (end < Math.Min(before.Length, after.Length) - start && before[^(end + 1)] == after[^(end + 1)])
        {
            end++;
        }

        this.before = before[start..(before.Length - end)];
        this.after = after[start..(after.Length - end)];
    }

    /// <summary>
    /// Returns the indexes of the lines that only the second has. If the edit is too long, returns all lines between the common ends.
    /// </summary>
    public ImmutableArray<int> FindAdded() => Find().Added;

    /// <summary>
    /// Returns the indexes of the lines that only the first has, and that only the second has. If the edit is too long, returns all lines between the
    /// common ends.
    /// </summary>
    public (ImmutableArray<int> Removed, ImmutableArray<int> Added) Find()
    {
        var edit = before.Length == 0 || after.Length == 0 ? null : WalkBack();
        return edit is { } found ? ([.. found.Removed.Order()], [.. found.Added.Order()])
            : ([.. Enumerable.Range(start, before.Length)], [.. Enumerable.Range(start, after.Length)]);
    }

    private (List<int> Removed, List<int> Added)? WalkBack()
    {
        var rounds = new List<int[]>();
        return Reach(rounds) ? Collect(rounds) : null;
    }

    /// <summary>Extends every diagonal as far as each distance allows, until the end is reached. Diagonal k is kept at index k + distance.</summary>
    private bool Reach(List<int[]> rounds)
    {
        for (var distance = 0; distance <= MaximumDistance && steps <= MaximumSteps; distance++)
        {
            var points = new int[(2 * distance) + 1];
            for (var k = -distance; k <= distance; k += 2)
            {
                var x = Slide(distance == 0 ? 0 : Enter(rounds[^1], distance, k), k);
                points[k + distance] = x;
                if (x >= before.Length && x - k >= after.Length)
                {
                    rounds.Add(points);
                    return true;
                }
            }

            rounds.Add(points);
        }

        return false;
    }

    private static int Enter(int[] previous, int distance, int k) =>
        ComesFromAbove(previous, distance, k) ? previous[k + distance] : previous[k + distance - 2] + 1;

    // Down is an added element, right a removed one.
    private static bool ComesFromAbove(int[] previous, int distance, int k) =>
        k == -distance || (k != distance && previous[k + distance - 2] < previous[k + distance]);

    private int Slide(int x, int k)
    {
        var from = x;
        while (x < before.Length && x - k < after.Length && x - k >= 0 && before[x] == after[x - k])
        {
            x++;
        }

        steps += x - from + 1;
        return x;
    }

    private (List<int> Removed, List<int> Added) Collect(List<int[]> rounds)
    {
        var (removed, added) = (new List<int>(), new List<int>());
        var k = before.Length - after.Length;
        for (var distance = rounds.Count - 1; distance > 0; distance--)
        {
            var previous = rounds[distance - 1];
            if (ComesFromAbove(previous, distance, k))
            {
                k++;
                added.Add(start + previous[k + distance - 1] - k);
            }
            else
            {
                removed.Add(start + previous[k + distance - 2]);
                k--;
            }
        }

        return (removed, added);
    }
}
