using System.Collections.Immutable;
using System.Numerics;

namespace Harness.Graphs;

/// <summary>The method by which a set of edges to cut was found.</summary>
public enum CutMethod
{
    /// <summary>Every order of the nodes was weighed: no lighter set cuts every cycle.</summary>
    Exact,

    /// <summary>By the greedy heuristic of Eades, Lin and Smyth: never more than half of the weight, and mostly far less.</summary>
    Greedy,
}

/// <summary>A weighted edge between two numbered nodes.</summary>
internal readonly record struct Arc(int From, int To, int Weight);

/// <summary>Finds edges of low total weight whose removal leaves a graph without cycles.</summary>
internal static class FeedbackArcs
{
    /// <summary>Up to this many nodes the lightest set is found: by dynamic programming over all sets of nodes, 2^n · n steps.</summary>
    public const int MaximumExact = 16;

    // Of sets with equal weight, the one with fewer edges is preferred, so each edge counts a little.
    private const int WeightShift = 24;

    /// <summary>Returns the edges to cut, in the order given.</summary>
    /// <param name="count">The number of nodes.</param>
    /// <param name="arcs">The edges: each pair once, and no edge from a node to itself.</param>
    public static (ImmutableArray<Arc> Cut, CutMethod Method) Find(int count, ImmutableArray<Arc> arcs)
    {
        var method = count <= MaximumExact ? CutMethod.Exact : CutMethod.Greedy;
        return (Backward(method == CutMethod.Exact ? ExactOrder(count, arcs) : GreedyOrder(count, arcs), arcs), method);
    }

    /// <summary>Returns the edges that an order of the nodes turns backward.</summary>
    public static ImmutableArray<Arc> Backward(int[] order, ImmutableArray<Arc> arcs)
    {
        var rank = new int[order.Length];
        for (var at = 0; at < order.Length; at++)
        {
            rank[order[at]] = at;
        }

        return [.. arcs.Where(a => rank[a.From] > rank[a.To])];
    }

    /// <summary>Returns an order with the least weight backward: the cheapest way to place a set first is the best choice of its last node.</summary>
    public static int[] ExactOrder(int count, ImmutableArray<Arc> arcs)
    {
        var weights = Enumerable.Range(0, count).Select(_ => new long[count]).ToArray();
        foreach (var (from, to, weight) in arcs)
        {
            weights[from][to] = ((long)weight << WeightShift) + 1;
        }

        var best = new long[1 << count];
        for (var set = 1; set < best.Length; set++)
        {
            best[set] = long.MaxValue;
            for (var rest = set; rest != 0; rest &= rest - 1)
            {
                var last = BitOperations.TrailingZeroCount(rest);
                best[set] = Math.Min(best[set], best[set & ~(1 << last)] + BackwardFrom(last, set, weights));
            }
        }

        return Unwind(count, best, weights);
    }

    /// <summary>
    /// Returns an order by removing nodes. Sinks go last and sources first. Otherwise the node with the largest surplus of outgoing over incoming
    /// weight goes first.
    /// </summary>
    public static int[] GreedyOrder(int count, ImmutableArray<Arc> arcs) => new GreedyRemoval(count, arcs).Run();

    // Of several best orders, takes the one in which later nodes have lower numbers, so that every run gives the same.
    private static int[] Unwind(int count, long[] best, long[][] weights)
    {
        var order = new int[count];
        var set = best.Length - 1;
        for (var at = count - 1; at >= 0; at--)
        {
            var last = 0;
            while ((set & (1 << last)) == 0 || best[set] != best[set & ~(1 << last)] + BackwardFrom(last, set, weights))
            {
                last++;
            }

            order[at] = last;
            set &= ~(1 << last);
        }

        return order;
    }

    private static long BackwardFrom(int node, int set, long[][] weights)
    {
        var sum = 0L;
        for (var rest = set & ~(1 << node); rest != 0; rest &= rest - 1)
        {
            sum += weights[node][BitOperations.TrailingZeroCount(rest)];
        }

        return sum;
    }

    private sealed class GreedyRemoval
    {
        private readonly ILookup<int, Arc> outward;
        private readonly ILookup<int, Arc> inward;
        private readonly long[] outWeight;
        private readonly long[] inWeight;
        private readonly bool[] isGone;
        private readonly Queue<int> ends = new();

        public GreedyRemoval(int count, ImmutableArray<Arc> arcs)
        {
            outward = arcs.ToLookup(a => a.From);
            inward = arcs.ToLookup(a => a.To);
            outWeight = [.. Enumerable.Range(0, count).Select(n => outward[n].Sum(a => (long)a.Weight))];
            inWeight = [.. Enumerable.Range(0, count).Select(n => inward[n].Sum(a => (long)a.Weight))];
            isGone = new bool[count];
        }

        public int[] Run()
        {
            var (first, last) = (new List<int>(), new List<int>());
            for (var node = 0; node < isGone.Length; node++)
            {
                EnqueueIfEnd(node);
            }

            while (Next() is >= 0 and var node)
            {
                (outWeight[node] == 0 ? last : first).Add(node);
                Remove(node);
            }

            last.Reverse();
            return [.. first, .. last];
        }

        private int Next()
        {
            while (ends.TryDequeue(out var end))
            {
                if (!isGone[end])
                {
                    return end;
                }
            }

            var best = -1;
            for (var node = 0; node < isGone.Length; node++)
            {
                if (!isGone[node] && (best < 0 || outWeight[node] - inWeight[node] > outWeight[best] - inWeight[best]))
                {
                    best = node;
                }
            }

            return best;
        }

        private void Remove(int node)
        {
            isGone[node] = true;
            foreach (var arc in outward[node].Where(a => !isGone[a.To]))
            {
                inWeight[arc.To] -= arc.Weight;
                EnqueueIfEnd(arc.To);
            }

            foreach (var arc in inward[node].Where(a => !isGone[a.From]))
            {
                outWeight[arc.From] -= arc.Weight;
                EnqueueIfEnd(arc.From);
            }
        }

        private void EnqueueIfEnd(int node)
        {
            if (outWeight[node] == 0 || inWeight[node] == 0)
            {
                ends.Enqueue(node);
            }
        }
    }
}
