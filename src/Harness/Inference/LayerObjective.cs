namespace Harness.Inference;

/// <summary>
/// What a placement costs, less being better: selectors that people read, layers that they keep in mind, edges inside of layers that
/// need an excuse, and layers so large that they say nothing. Edges upward have no weight: there are none.
/// </summary>
internal static class LayerObjective
{
    /// <summary>Of one edge between two packages of one layer.</summary>
    public const double SameLayerWeight = 0.08;

    private const double LayerWeight = 2;

    /// <summary>Of the size of one layer among all packages.</summary>
    public static double SizeCost(int size, int packages) => (double)size * size / (2.0 * packages);

    /// <summary>Of a placement.</summary>
    public static double Compute(long selectors, int sameLayer, ReadOnlySpan<int> sizes, int packages)
    {
        var cost = selectors + (SameLayerWeight * sameLayer);
        foreach (var size in sizes)
        {
            cost += size == 0 ? 0 : LayerWeight + SizeCost(size, packages);
        }

        return cost;
    }
}
