using System.Collections.Immutable;
using CsCheck;
using Harness.Graphs;
using Xunit;

namespace Harness.Tests.Graphs;

public sealed class FeedbackArcsTests
{
    private static readonly Gen<(int Count, ImmutableArray<Arc> Arcs)> Small =
        from count in Gen.Int[2, 5]
        from weights in Gen.Int[-3, 4].Array[count * count]
        select (count, Arcs(count, weights).Take(12).ToImmutableArray());

    private static readonly Gen<(int Count, ImmutableArray<Arc> Arcs)> Large =
        from count in Gen.Int[2, 40]
        from weights in Gen.Int[-6, 3].Array[count * count]
        select (count, Arcs(count, weights).ToImmutableArray());

    [Fact]
    public void No_lighter_set_cuts_every_circle_and_none_as_light_has_fewer_edges() => Small.Sample(graph =>
    {
        var (cut, method) = FeedbackArcs.Find(graph.Count, graph.Arcs);
        Assert.Equal(CutMethod.Exact, method);
        Assert.True(IsFree(graph.Count, graph.Arcs.Except(cut)));
        Assert.Equal(Lightest(graph.Count, graph.Arcs), (cut.Sum(a => a.Weight), cut.Length));
    });

    [Fact]
    public void The_greedy_set_cuts_every_circle_and_is_at_most_half_of_the_weight() => Large.Sample(graph =>
    {
        var cut = FeedbackArcs.Backward(FeedbackArcs.GreedyOrder(graph.Count, graph.Arcs), graph.Arcs);
        Assert.True(IsFree(graph.Count, graph.Arcs.Except(cut)));
        Assert.True(2 * cut.Sum(a => a.Weight) <= graph.Arcs.Sum(a => a.Weight));
    });

    [Fact]
    public void Both_orders_have_every_node_once() => Large.Where(g => g.Count <= 10).Sample(graph =>
    {
        var all = Enumerable.Range(0, graph.Count);
        Assert.Equal(all, FeedbackArcs.ExactOrder(graph.Count, graph.Arcs).Order());
        Assert.Equal(all, FeedbackArcs.GreedyOrder(graph.Count, graph.Arcs).Order());
    });

    [Fact]
    public void Where_there_is_no_circle_nothing_is_cut() => Large.Sample(graph =>
    {
        var forward = graph.Arcs.Where(a => a.From < a.To).ToImmutableArray();
        Assert.Empty(FeedbackArcs.Find(graph.Count, forward).Cut);
        Assert.Empty(FeedbackArcs.Backward(FeedbackArcs.GreedyOrder(graph.Count, forward), forward));
    });

    [Fact]
    public void The_order_of_the_edges_changes_nothing() => Gen.Select(Small, Gen.Int).Sample((graph, seed) =>
    {
        var shuffled = graph.Arcs.OrderBy(a => HashCode.Combine(a, seed)).ToImmutableArray();
        Assert.Equal(FeedbackArcs.Find(graph.Count, graph.Arcs).Cut.Order(Order), FeedbackArcs.Find(graph.Count, shuffled).Cut.Order(Order));
    });

    [Theory]
    [InlineData(FeedbackArcs.MaximumExact, CutMethod.Exact)]
    [InlineData(FeedbackArcs.MaximumExact + 1, CutMethod.Greedy)]
    [InlineData(2000, CutMethod.Greedy)]
    public void The_method_goes_by_the_number_of_nodes(int count, CutMethod method)
    {
        // A circle with one light edge.
        ImmutableArray<Arc> circle = [.. Enumerable.Range(0, count).Select(n => new Arc(n, (n + 1) % count, n == 1 ? 1 : 5))];
        var found = FeedbackArcs.Find(count, circle);
        Assert.Equal(method, found.Method);
        Assert.Single(found.Cut);
    }

    private static Comparer<Arc> Order { get; } = Comparer<Arc>.Create((a, b) => (a.From, a.To).CompareTo((b.From, b.To)));

    private static IEnumerable<Arc> Arcs(int count, int[] weights) =>
        from source in Enumerable.Range(0, count)
        from target in Enumerable.Range(0, count)
        let weight = weights[(source * count) + target]
        where source != target && weight > 0
        select new Arc(source, target, weight);

    // Every set of edges, tried.
    private static (int Weight, int Count) Lightest(int count, ImmutableArray<Arc> arcs) =>
        Enumerable.Range(0, 1 << arcs.Length)
            .Select(set => arcs.Where((_, at) => (set & (1 << at)) != 0).ToArray())
            .Where(cut => IsFree(count, arcs.Except(cut)))
            .Select(cut => (cut.Sum(a => a.Weight), cut.Length))
            .Min();

    // By taking away nodes that nothing leads to, until none is left or all lie in circles.
    private static bool IsFree(int count, IEnumerable<Arc> arcs)
    {
        var (left, edges) = (Enumerable.Range(0, count).ToHashSet(), arcs.ToList());
        while (left.FirstOrDefault(n => !edges.Exists(a => a.To == n), -1) is >= 0 and var free)
        {
            left.Remove(free);
            edges.RemoveAll(a => a.From == free);
        }

        return left.Count == 0;
    }
}
