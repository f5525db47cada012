namespace Harness.Tests.Workspaces;

/// <summary>A stream of choices that a seed decides: the same on every machine and every version of the framework (SplitMix64).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>A number from 0 to below <paramref name="end"/>.</summary>
    public int Below(int end)
    {
        state += 0x9E3779B97F4A7C15;
        var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)end);
    }

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>One of the values.</summary>
    public T Pick<T>(params IReadOnlyList<T> values) => values[Below(values.Count)];
}
