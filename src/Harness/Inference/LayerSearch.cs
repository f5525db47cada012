using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>
/// Finds a placement in layers from several starts. Each start is improved by moving whole directories, groups with a common prefix, and single
/// packages, as long as the cost falls. After one round, only the best starts continue. Starts are independent, so they are improved in parallel. The
/// same input gives the same placement, and the work is bounded.
/// </summary>
internal sealed class LayerSearch
{
    private const int FewestLayers = 5;
    private const int MostRounds = 40;
    private const int Finalists = 4;
    private const long MostSteps = 40_000_000;
    private const double Least = 1e-9;

    private readonly UseGraph graph;
    private readonly SelectorTree tree;
    private readonly IReadOnlyList<Package> packages;
    private readonly int[][] groups;
    private readonly int mostMoved;
    private readonly int mostLayers;

    private LayerSearch(UseGraph graph, SelectorTree tree, IReadOnlyList<Package> packages, int mostLayers)
    {
        this.mostLayers = mostLayers;
        this.graph = graph;
        this.tree = tree;
        this.packages = packages;
        groups = FindGroups();
        mostMoved = Math.Max(16, packages.Count / 4);
    }

    /// <summary>Returns the layer of each package, 0 the lowest, every layer used.</summary>
    public static int[] Find(UseGraph graph, SelectorTree tree, IReadOnlyList<Package> packages, int mostLayers) =>
        new LayerSearch(graph, tree, packages, mostLayers).Find();

    private int[] Find()
    {
        var most = Math.Min(mostLayers, graph.Levels.Max() + 1);
        var fewest = Math.Min(Math.Min(FewestLayers, most), (packages.Count + 2) / 3);
        var starts = Enumerable.Range(fewest, most - fewest + 1).SelectMany(count => Starts(count).Select(start => (count, start))).ToArray();
        var states = starts.Select(s => new LayerState(graph, tree, packages, s.count, s.start)).ToList();
        Parallel.ForEach(states, state => Improve(state, fewest, rounds: 1, MostSteps / 2 / states.Count));
        var promising = states.OrderBy(state => state.Cost).Take(Finalists).ToList();
        Parallel.ForEach(promising, state => Improve(state, fewest, MostRounds, state.Steps + (MostSteps / 2 / Finalists)));
        var best = promising.MinBy(state => state.Cost)!;
        var used = best.LayerOf.Distinct().Order().Select((layer, rank) => (layer, rank)).ToDictionary(u => u.layer, u => u.rank);
        return [.. best.LayerOf.Select(layer => used[layer])];
    }

    // From below, from above, and with each directory or common beginning as a whole.
    private IEnumerable<int[]> Starts(int count)
    {
        yield return BandCut.Cut(graph, graph.Levels, count);
        var fromAbove = LevelsFromAbove();
        yield return BandCut.Cut(graph, fromAbove, count);
        yield return Lift(Grouped(BandCut.Cut(graph, graph.Levels, count)));
        yield return Lift(Grouped(BandCut.Cut(graph, fromAbove, count)));
    }

    private int[] LevelsFromAbove()
    {
        var height = graph.Levels.Max();
        var levels = Enumerable.Repeat(height, graph.Count).ToArray();
        foreach (var package in Enumerable.Range(0, graph.Count).OrderByDescending(p => graph.Levels[p]))
        {
            foreach (var (used, _) in graph.Uses[package].Where(use => graph.Levels[use.Package] < graph.Levels[package]))
            {
                levels[used] = Math.Min(levels[used], levels[package] - 1);
            }
        }

        return Lift(levels);
    }

    private int[] Grouped(int[] bands)
    {
        var result = bands.ToArray();
        foreach (var group in groups.OrderByDescending(g => g.Length))
        {
            var mean = (int)Math.Round(group.Average(p => bands[p]), MidpointRounding.AwayFromZero);
            Array.ForEach(group, p => result[p] = mean);
        }

        return result;
    }

    // Raises packages above the packages that they use, until nothing changes. Packages of a cycle therefore end up together.
    private int[] Lift(int[] layers)
    {
        var todo = new Queue<int>(Enumerable.Range(0, graph.Count).OrderBy(p => graph.Levels[p]));
        while (todo.TryDequeue(out var package))
        {
            foreach (var (user, _) in graph.Users[package].Where(user => layers[user.Package] < layers[package]))
            {
                layers[user] = layers[package];
                todo.Enqueue(user);
            }
        }

        return layers;
    }

    private void Improve(LayerState state, int fewest, int rounds, long mostSteps)
    {
        var cost = state.Cost;
        var improved = true;
        for (var round = 0; improved && round < rounds; round++)
        {
            improved = false;
            foreach (var group in groups)
            {
                improved |= MoveToBest(state, group, fewest, ref cost);
                if (state.Steps > mostSteps)
                {
                    return;
                }
            }
        }
    }

    private bool MoveToBest(LayerState state, int[] group, int fewest, ref double cost)
    {
        var (best, bestCost) = (-1, cost - Least);
        for (var layer = 0; layer < state.Layers; layer++)
        {
            if (state.TryMove(group, layer, mostMoved))
            {
                if (state.UsedLayers >= fewest && state.Cost < bestCost)
                {
                    (best, bestCost) = (layer, state.Cost);
                }

                state.Undo();
            }
        }

        if (best >= 0)
        {
            state.TryMove(group, best, mostMoved);
            cost = state.Cost;
        }

        return best >= 0;
    }

    // Large groups first, because a group should be moved as a whole before its parts are separated.
    private int[][] FindGroups()
    {
        var numbers = packages.Select((package, number) => (package, number)).ToDictionary(p => p.package, p => p.number);
        return [.. tree.Nodes.Where(n => n.Count <= Math.Max(1, packages.Count / 2))
            .Select(n => SelectorTree.PackagesOf(n).Select(p => numbers[p]).ToArray())
            .Where(g => g.Length > 0)
            .Concat(tree.Nodes.Where(n => n.Package is not null && n.Count > 1).Select(n => new[] { numbers[n.Package!] }))
            .OrderByDescending(g => g.Length)
            .ThenBy(g => g[0])];
    }
}
