namespace Harness.Text;

/// <summary>Finds the name that a misspelt name probably means.</summary>
public static class NearestName
{
    // A longer name is not a typing error. The limit keeps hostile input cheap.
    private const int MaximumLength = 100;

    /// <summary>
    /// Returns the candidate with the fewest edits, at most a third of the name. Of several, returns the first one. Otherwise returns
    /// <see langword="null"/>.
    /// </summary>
    /// <param name="name">The name that was written.</param>
    /// <param name="candidates">The names that exist.</param>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        string? best = null;
        var bound = name.Length > MaximumLength ? 0 : Math.Max(1, name.Length / 3);
        foreach (var candidate in candidates)
        {
            var distance = Distance(name, candidate, bound);
            if (distance <= bound)
            {
                (best, bound) = (candidate, distance - 1);
            }
        }

        return best;
    }

    /// <summary>Returns the beginning of a help text that names the nearest candidate. Empty if none is near.</summary>
    /// <param name="name">The name that was written.</param>
    /// <param name="candidates">The names that exist.</param>
    public static string Suggest(string name, IEnumerable<string> candidates) =>
        Find(name, candidates) is { } nearest ? $"did you mean '{nearest}'? " : "";

    // Returns the Damerau-Levenshtein distance with adjacent swaps. A distance beyond the bound is the bound plus one.
    private static int Distance(string a, string b, int bound)
    {
        if (Math.Abs(a.Length - b.Length) > bound)
        {
            return bound + 1;
        }

        var (older, old, now) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            old[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                now[j] = Math.Min(Math.Min(now[j - 1], old[j]) + 1, old[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    now[j] = Math.Min(now[j], older[j - 2] + 1);
                }
            }

            (older, old, now) = (old, now, older);
        }

        return old[b.Length];
    }
}
