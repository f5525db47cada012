using System.Runtime.InteropServices;
using Harness.Policies;
using Harness.Trees;

namespace Harness.Ownership;

/// <summary>A pattern and its value.</summary>
internal sealed class PathClaim<T>
{
    public PathClaim(PathGlob glob, T value)
    {
        (Glob, Value) = (glob, value);
        Alone = [this];
    }

    public PathGlob Glob { get; }

    public T Value { get; }

    /// <summary>An array with only this claim, so that returning it does not allocate.</summary>
    public PathClaim<T>[] Alone { get; }
}

/// <summary>
/// An index of path patterns, so that a path is compared with few of them. A pattern without wildcards is the best match, then the pattern with the
/// most literal characters.
/// </summary>
internal sealed class PathGlobIndex<T>
{
    private readonly Dictionary<string, List<PathClaim<T>>> exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PathClaim<T>>> below = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PathClaim<T>>> named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PathClaim<T>>> byTop = new(StringComparer.Ordinal);
    private readonly List<PathClaim<T>> floating = [];
    private readonly bool isEmpty = true;

    public PathGlobIndex(IEnumerable<(PathGlob Glob, T Value)> globs)
    {
        foreach (var (glob, value) in globs)
        {
            ListOf(glob).Add(new PathClaim<T>(glob, value));
            isEmpty = false;
        }
    }

    /// <summary>
    /// Returns the claims that match a path best, in the order of the policy. There may be none, one, or several that match equally well.
    /// </summary>
    public PathClaim<T>[] FindBest(string path)
    {
        if (isEmpty)
        {
            return [];
        }

        if (exact.TryGetValue(path, out var literal))
        {
            return literal.Count == 1 ? literal[0].Alone : [.. literal];
        }

        var best = new BestClaims();
        var belowSpan = below.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var end = path.Length; end > 0; end = path.AsSpan(0, end).LastIndexOf('/'))
        {
            best.Offer(belowSpan.TryGetValue(path.AsSpan(0, end), out var around) ? around : null);
        }

        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        best.Offer(named.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var same) ? same : null);
        var top = path.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? path.AsSpan(0, slash) : path;
        best.OfferMatching(byTop.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(top, out var under) ? under : null, path);
        best.OfferMatching(floating, path);
        return best.ToArray();
    }

    private List<PathClaim<T>> ListOf(PathGlob glob)
    {
        var segments = glob.Text.Split('/');
        if (!Glob.HasWildcard(glob.Text))
        {
            return At(exact, glob.Text);
        }

        if (segments[^1] == "**" && segments.Length > 1 && !Glob.HasWildcard(glob.Text[..^3]))
        {
            return At(below, glob.Text[..^3]);
        }

        if (segments.Length == 2 && segments[0] == "**" && !Glob.HasWildcard(segments[1]))
        {
            return At(named, segments[1]);
        }

        return Glob.HasWildcard(segments[0]) ? floating : At(byTop, segments[0]);
    }

    private static List<PathClaim<T>> At(Dictionary<string, List<PathClaim<T>>> index, string key) =>
        CollectionsMarshal.GetValueRefOrAddDefault(index, key, out _) ??= [];

    private struct BestClaims
    {
        private PathClaim<T>? first;
        private List<PathClaim<T>>? all;

        public void Offer(List<PathClaim<T>>? claims)
        {
            foreach (var claim in claims ?? [])
            {
                Add(claim);
            }
        }

        public void OfferMatching(List<PathClaim<T>>? claims, string path)
        {
            foreach (var claim in claims ?? [])
            {
                if (claim.Glob.LiteralLength >= (first?.Glob.LiteralLength ?? 0) && claim.Glob.Matches(path))
                {
                    Add(claim);
                }
            }
        }

        public readonly PathClaim<T>[] ToArray() =>
            all is not null ? [.. all.OrderBy(c => c.Glob.Location.Span.Start)] : first?.Alone ?? [];

        private void Add(PathClaim<T> claim)
        {
            var order = first is null ? 1 : claim.Glob.LiteralLength.CompareTo(first.Glob.LiteralLength);
            if (order > 0)
            {
                (first, all) = (claim, null);
            }
            else if (order == 0)
            {
                all ??= [first!];
                all.Add(claim);
            }
        }
    }
}
