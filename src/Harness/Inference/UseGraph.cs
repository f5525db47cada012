using Harness.Graphs;
using Harness.Manifests;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>One end of an edge.</summary>
/// <param name="Package">The package at that end.</param>
/// <param name="Weight">1, or 0 if both ends are in one slice whenever they share a layer, as a package and those nested in it.</param>
internal readonly record struct Use(int Package, int Weight);

/// <summary>The dependencies of the kinds that layers judge, over the packages' numbers, in both directions.</summary>
internal sealed class UseGraph
{
    private readonly int[][] cycles;

    private UseGraph(int count, (int From, int To, int Weight)[] edges, int[][] cycles)
    {
        this.cycles = cycles;
        Count = count;
        Uses = Gather(count, edges);
        Users = Gather(count, [.. edges.Select(e => (e.To, e.From, e.Weight))]);
        EdgeCount = edges.Length;
        Levels = FindLevels();
    }

    /// <summary>The packages.</summary>
    public int Count { get; }

    /// <summary>The edges.</summary>
    public int EdgeCount { get; }

    /// <summary>The packages that each package uses.</summary>
    public Use[][] Uses { get; }

    /// <summary>The packages that use each package.</summary>
    public Use[][] Users { get; }

    /// <summary>The length of the longest chain below each package. Packages in a cycle share it.</summary>
    public int[] Levels { get; }

    public static UseGraph Build(Codebase codebase, DependencyGraph graph, DependencyKinds kinds)
    {
        var numbers = graph.Packages.Select((package, number) => (package, number)).ToDictionary(p => p.package, p => p.number);
        var tops = graph.Packages.Select(p => OutermostAround(codebase, p)).ToArray();
        var edges = graph.Edges.Where(e => (e.Kinds & kinds) != 0)
            .Select(e => (From: numbers[e.From], To: numbers[e.To]))
            .Select(e => (e.From, e.To, tops[e.From] == tops[e.To] ? 0 : 1)).ToArray();
        var cycles = graph.FindCycles(kinds).Select(c => c.Select(p => numbers[p]).ToArray()).ToArray();
        return new UseGraph(graph.Packages.Length, edges, cycles);
    }

    /// <summary>Returns the same graph of some packages only, by their places in a list.</summary>
    /// <param name="kept">The packages' numbers, ascending. A cycle is kept whole or not at all.</param>
    public UseGraph Select(int[] kept)
    {
        var numbers = kept.Select((package, number) => (package, number)).ToDictionary(k => k.package, k => k.number);
        var edges = kept.SelectMany(from => Uses[from].Where(use => numbers.ContainsKey(use.Package)).Select(use => (numbers[from], numbers[use.Package], use.Weight)));
        return new UseGraph(kept.Length, [.. edges], [.. cycles.Where(c => numbers.ContainsKey(c[0])).Select(c => Array.ConvertAll(c, p => numbers[p]))]);
    }

    private static Package OutermostAround(Codebase codebase, Package package)
    {
        var outermost = package;
        for (var at = package; !at.Directory.IsRoot && codebase.FindPackageAround(at.Directory.Parent) is { Directory.IsRoot: false } around; at = around)
        {
            outermost = around;
        }

        return outermost;
    }

    private static Use[][] Gather(int count, (int From, int To, int Weight)[] edges)
    {
        var lists = edges.GroupBy(e => e.From).ToDictionary(g => g.Key, g => g.Select(e => new Use(e.To, e.Weight)).OrderBy(u => u.Package).ToArray());
        return [.. Enumerable.Range(0, count).Select(n => lists.GetValueOrDefault(n, []))];
    }

    // Kahn's order from below, a cycle as one package.
    private int[] FindLevels()
    {
        var circleOf = Enumerable.Range(0, Count).ToArray();
        foreach (var cycle in cycles)
        {
            Array.ForEach(cycle, member => circleOf[member] = cycle[0]);
        }

        var members = cycles.ToDictionary(c => c[0]);
        var (open, levels) = (new int[Count], new int[Count]);
        for (var from = 0; from < Count; from++)
        {
            open[circleOf[from]] += Uses[from].Count(use => circleOf[use.Package] != circleOf[from]);
        }

        var ready = new Queue<int>(Enumerable.Range(0, Count).Where(n => circleOf[n] == n && open[n] == 0));
        while (ready.TryDequeue(out var done))
        {
            foreach (var user in members.GetValueOrDefault(done, [done]).SelectMany(member => Users[member]).Select(user => circleOf[user.Package]).Where(user => user != done))
            {
                levels[user] = Math.Max(levels[user], levels[done] + 1);
                if (--open[user] == 0)
                {
                    ready.Enqueue(user);
                }
            }
        }

        return [.. circleOf.Select(cycle => levels[cycle])];
    }
}
