namespace Harness.Inference;

/// <summary>
/// The cost of a placement: selectors that people read, layers that they remember, edges inside layers that need an exception, and layers too large
/// to be useful. Lower is better. Upward edges have no cost, because there are none.
/// </summary>
internal static class LayerObjective
{
    /// <summary>The cost of an edge between two packages of one layer.</summary>
    public const double SameLayerWeight = 0.08;

    private const double LayerWeight = 2;

    /// <summary>Returns the cost of the size of a layer among all packages.</summary>
    public static double SizeCost(int size, int packages) => (double)size * size / (2.0 * packages);

    /// <summary>Returns the cost of a placement.</summary>
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
