namespace Harness.Inference;

/// <summary>
/// Cuts levels into bands of neighbouring levels. Dynamic programming finds the cheapest cut, with few edges inside bands and bands of similar size.
/// No edge leads upward, because none leads to a higher level.
/// </summary>
internal static class BandCut
{
    // The work grows with the square of the levels: of a very deep graph, neighbouring levels are one.
    private const int MostLevels = 256;

    /// <summary>Returns the band of each package, 0 the lowest.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="levels">The level of each package. A package does not use one with a higher level.</param>
    /// <param name="bands">The number of bands, at most that of the levels.</param>
    public static int[] Cut(UseGraph graph, int[] levels, int bands)
    {
        var compact = Compact(levels);
        var count = compact.Max() + 1;
        var cost = CostOfSpans(graph, compact, count);
        var cuts = Cheapest(cost, count, Math.Min(bands, count));
        return [.. compact.Select(level => cuts.Count(cut => cut <= level))];
    }

    private static int[] Compact(int[] levels)
    {
        var used = levels.Distinct().Order().Select((level, rank) => (level, rank)).ToDictionary(u => u.level, u => u.rank);
        var step = Math.Max(1, (used.Count + MostLevels - 1) / MostLevels);
        return [.. levels.Select(level => used[level] / step)];
    }

    // cost[from][to]: of one band that holds the levels from..to.
    private static double[][] CostOfSpans(UseGraph graph, int[] levels, int count)
    {
        var edges = Square<int>(count);
        for (var from = 0; from < graph.Count; from++)
        {
            foreach (var use in graph.Uses[from])
            {
                edges[levels[use.Package]][levels[from]] += use.Weight;
            }
        }

        var sizes = new int[count];
        Array.ForEach(levels, level => sizes[level]++);
        var (inner, cost) = (Square<int>(count), Square<double>(count));
        for (var high = 0; high < count; high++)
        {
            var (size, intoTop) = (0, 0);
            for (var low = high; low >= 0; low--)
            {
                size += sizes[low];
                intoTop += edges[low][high];
                inner[low][high] = intoTop + (low < high ? inner[low][high - 1] : 0);
                cost[low][high] = (LayerObjective.SameLayerWeight * inner[low][high]) + LayerObjective.SizeCost(size, graph.Count);
            }
        }

        return cost;
    }

    // The first level of each band but the lowest.
    private static List<int> Cheapest(double[][] cost, int count, int bands)
    {
        var best = Square<double>(Math.Max(bands, count) + 1);
        var start = Square<int>(Math.Max(bands, count) + 1);
        for (var used = 0; used <= bands; used++)
        {
            for (var end = 0; end <= count; end++)
            {
                best[used][end] = used == 0 && end == 0 ? 0 : double.PositiveInfinity;
                for (var from = used - 1; used > 0 && from < end; from++)
                {
                    var total = best[used - 1][from] + cost[from][end - 1];
                    if (total < best[used][end])
                    {
                        (best[used][end], start[used][end]) = (total, from);
                    }
                }
            }
        }

        var cuts = new List<int>();
        for (var (used, end) = (bands, count); used > 1; used--)
        {
            end = start[used][end];
            cuts.Add(end);
        }

        return cuts;
    }

    private static T[][] Square<T>(int side) => [.. Enumerable.Range(0, side).Select(_ => new T[side])];
}
