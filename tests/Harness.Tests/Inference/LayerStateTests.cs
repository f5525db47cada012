using CsCheck;
using Harness.Graphs;
using Harness.Inference;
using Harness.Manifests;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Inference;

public sealed class LayerStateTests
{
    private const DependencyKinds Kinds = DependencyKinds.Normal | DependencyKinds.Build;

    [Fact]
    public void No_move_leads_an_edge_upward_and_the_cost_is_that_of_counting_anew() =>
        Gen.Select(InferredWorkspace.Any, Gen.Select(Gen.Int[0, 99], Gen.Int[0, 4]).Array[1, 12]).Sample((workspace, moves) =>
        {
            var codebase = Codebase.Load(workspace.ToTree(), new CodebaseOptions(), default);
            var graph = UseGraph.Build(codebase, codebase.Graph, Kinds);
            var tree = SelectorTree.Build(codebase.Packages, SelectorScope.OfLayers);
            var state = new LayerState(graph, tree, codebase.Packages, 5, BandCut.Cut(graph, graph.Levels, 5));
            foreach (var (package, layer) in moves)
            {
                var before = (state.Cost, string.Join(' ', state.LayerOf));
                if (state.TryMove([package % graph.Count], layer, graph.Count))
                {
                    AssertSound(graph, tree, codebase, state);
                    state.Undo();
                    Assert.Equal(before.Cost, state.Cost, 6);
                    Assert.Equal(before.Item2, string.Join(' ', state.LayerOf));
                    state.TryMove([package % graph.Count], layer, graph.Count);
                }
            }
        }, iter: 200);

    [Fact]
    public void Bands_are_the_cheapest_cut_of_levels() => InferredWorkspace.Any.Sample(workspace =>
    {
        var codebase = Codebase.Load(workspace.ToTree(), new CodebaseOptions(), default);
        var graph = UseGraph.Build(codebase, codebase.Graph, Kinds);
        var highest = graph.Levels.Max();
        for (var bands = 1; bands <= Math.Min(3, highest + 1); bands++)
        {
            var cut = BandCut.Cut(graph, graph.Levels, bands);
            Assert.Equal(bands, cut.Distinct().Count());
            Assert.Equal(AllCuts(highest, bands).Min(starts => CostOf(graph, [.. graph.Levels.Select(l => starts.Count(s => s <= l))])), CostOf(graph, cut), 6);
        }
    }, iter: 100);

    private static void AssertSound(UseGraph graph, SelectorTree tree, Codebase codebase, LayerState state)
    {
        int[] layers = [.. state.LayerOf];
        Assert.All(Enumerable.Range(0, graph.Count), n => Assert.All(graph.Uses[n], use => Assert.True(layers[use.Package] <= layers[n])));
        Assert.Equal(new LayerState(graph, tree, codebase.Packages, 5, layers).Cost, state.Cost, 6);
    }

    private static IEnumerable<int[]> AllCuts(int highest, int bands) =>
        bands == 1 ? [[]] : AllCuts(highest, bands - 1).SelectMany(cut => Enumerable.Range(1, highest).Where(s => s > cut.DefaultIfEmpty(0).Max()).Select(s => cut.Append(s).ToArray()));

    private static double CostOf(UseGraph graph, int[] bands) =>
        LayerObjective.Compute(
            0,
            Enumerable.Range(0, graph.Count).Sum(n => graph.Uses[n].Where(u => bands[u.Package] == bands[n]).Sum(u => u.Weight)),
            [.. Enumerable.Range(0, bands.Max() + 1).Select(b => bands.Count(x => x == b))],
            graph.Count);
}
