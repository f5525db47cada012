using CsCheck;
using Harness.Graphs;
using Harness.Manifests;
using Xunit;

namespace Harness.Tests.Graphs;

public sealed class GraphPropertyTests
{
    [Fact]
    public void Components_are_the_packages_that_lead_to_each_other() => RandomGraph.Any.Sample(graph =>
    {
        var reach = graph.Closure();
        var expected = Enumerable.Range(0, graph.Count)
            .GroupBy(node => Enumerable.Range(0, graph.Count).First(other => other == node || (reach[node][other] && reach[other][node])))
            .Select(group => string.Join(' ', group));
        Assert.Equal(expected, StrongComponents.Find(graph.Adjacency, graph.Asked).Select(c => string.Join(' ', c)));
    });

    [Fact]
    public void What_is_reached_is_what_some_walk_reaches() => RandomGraph.Any.Sample(graph =>
    {
        var built = (graph with { Asked = graph.Asked & ~DependencyKinds.Dev }).Closure();
        var steps = Enumerable.Range(0, graph.Count).Where(n => graph.Allows(graph.From, n, isFirst: true)).ToArray();
        var expected = Enumerable.Range(0, graph.Count).Select(n => steps.Any(step => step == n || built[step][n]));
        Assert.Equal(expected, PathSearch.Reach(graph.Adjacency, graph.From, graph.Asked));
    });

    [Fact]
    public void A_node_is_reached_in_reverse_from_what_reaches_it() => RandomGraph.Any.Sample(graph =>
    {
        var expected = Enumerable.Range(0, graph.Count).Select(n => PathSearch.Reach(graph.Adjacency, n, graph.Asked)[graph.To]);
        Assert.Equal(expected, PathSearch.ReachReverse(graph.Adjacency.Reverse(), graph.To, graph.Asked));
    });

    [Fact]
    public void A_sorted_node_comes_after_what_it_leads_to_unless_they_are_of_one_cycle() => RandomGraph.Any.Sample(graph =>
    {
        var (reach, sorted) = (graph.Closure(), TopologicalSort.Sort(graph.Adjacency, graph.Adjacency.Reverse(), graph.Asked));
        Assert.Equal(Enumerable.Range(0, graph.Count), sorted.Order());
        for (var at = 0; at < sorted.Count; at++)
        {
            Assert.All(sorted.Skip(at + 1), later => Assert.True(!reach[sorted[at]][later] || reach[later][sorted[at]]));
        }
    });

    [Fact]
    public void A_shortest_path_is_the_first_of_the_shortest() => RandomGraph.Any.Where(g => g.From != g.To).Sample(graph =>
    {
        var found = PathSearch.Shortest(graph.Adjacency, graph.From, graph.To, graph.Asked);
        var expected = graph.AllPaths().OrderBy(p => p.Length).ThenBy(Spell, StringComparer.Ordinal).FirstOrDefault([]);
        Assert.Equal(expected, found);
    });

    [Fact]
    public void All_simple_paths_are_found_once_and_shortest_first() => RandomGraph.Any.Where(g => g.From != g.To).Sample(graph =>
    {
        var forward = graph.Adjacency;
        var found = PathSearch.Several(forward, forward.Reverse(), graph.From, graph.To, graph.Asked, int.MaxValue);
        Assert.Equal(graph.AllPaths().Select(Spell).Order(StringComparer.Ordinal), found.Select(Spell).Order(StringComparer.Ordinal));
        Assert.Equal(found.Select(p => p.Length).Order(), found.Select(p => p.Length));
    });

    [Fact]
    public void Paths_are_counted_as_many_as_there_are_unless_a_circle_lies_on_the_way() => RandomGraph.Any.Where(g => g.From != g.To).Sample(graph =>
    {
        var forward = graph.Adjacency;
        var count = PathCounter.Count(forward, forward.Reverse(), graph.From, graph.To, graph.Asked);
        Assert.Equal(graph.HasCycleOnTheWay() ? null : graph.AllPaths().Count, count);
    });

    [Fact]
    public void Turned_round_twice_a_graph_is_itself() => RandomGraph.Any.Sample(graph =>
    {
        var once = graph.Adjacency.Reverse();
        Assert.Equal(Edges(graph.Adjacency), Edges(once).Select(e => (e.To, e.From)).Order());
        Assert.Equal(Edges(graph.Adjacency), Edges(once.Reverse()));
    });

    [Fact]
    public void Depth_costs_no_call_stack()
    {
        const int Length = 200_000;
        var chain = Adjacency.FromSorted(Length, [.. Enumerable.Range(0, Length).Select(n => (n, (n + 1) % Length, DependencyKinds.Normal))]);
        Assert.Equal(Length, Assert.Single(StrongComponents.Find(chain, DependencyKinds.Normal)).Length);
        Assert.Equal(Length, PathSearch.Shortest(chain, 0, Length - 1, DependencyKinds.Normal).Length);
    }

    [Fact]
    public void A_graph_with_millions_of_paths_still_answers()
    {
        // Forty pairs in a row: two to the fortieth paths of one length.
        const int Pairs = 40;
        var edges = from node in Enumerable.Range(0, 2 * Pairs)
                    from next in new[] { ((node / 2) + 1) * 2, (((node / 2) + 1) * 2) + 1 }
                    select (node, next, DependencyKinds.Normal);
        var ladder = Adjacency.FromSorted((2 * Pairs) + 2, [.. edges]);
        Assert.Equal(10, PathSearch.Several(ladder, ladder.Reverse(), 0, 2 * Pairs, DependencyKinds.Normal, 10).Count);
        Assert.Equal(1L << (Pairs - 1), PathCounter.Count(ladder, ladder.Reverse(), 0, 2 * Pairs, DependencyKinds.Normal));
    }

    private static string Spell(int[] path) => string.Join(' ', path);

    private static IEnumerable<(int From, int To)> Edges(Adjacency graph)
    {
        for (var node = 0; node < graph.NodeCount; node++)
        {
            foreach (var edge in graph.EdgesOf(node))
            {
                yield return (node, graph.Target(edge));
            }
        }
    }
}
