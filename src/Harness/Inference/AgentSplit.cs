using System.Collections.Immutable;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>
/// Splits packages among agents into connected parts of similar size with few dependencies between them. A part grows from one end of the graph by
/// the packages most connected to it. Then packages that are more connected to another part move there, as long as the sizes allow.
/// </summary>
internal sealed class AgentSplit
{
    private const int Rounds = 10;

    private readonly int parts;
    private readonly int[] sizes;
    private readonly Dictionary<int, int>[] ties;
    private readonly int[] partOf;
    private readonly int[] filled;
    private readonly int packages;

    private AgentSplit(int[] unitOf, int units, UseGraph graph, int parts)
    {
        this.parts = parts;
        packages = unitOf.Length;
        sizes = new int[units];
        Array.ForEach(unitOf, unit => sizes[unit]++);
        ties = [.. Enumerable.Range(0, units).Select(_ => new Dictionary<int, int>())];
        for (var from = 0; from < unitOf.Length; from++)
        {
            foreach (var use in graph.Uses[from].Where(u => unitOf[u.Package] != unitOf[from]))
            {
                Tie(unitOf[from], unitOf[use.Package]);
                Tie(unitOf[use.Package], unitOf[from]);
            }
        }

        partOf = [.. Enumerable.Repeat(-1, units)];
        filled = new int[parts];
    }

    /// <summary>Returns the part of each package. If there are enough packages, no part is empty.</summary>
    public static int[] Split(ImmutableArray<Package> packages, SelectorTree tree, UseGraph graph, int parts)
    {
        var unitOf = FindUnits(packages, tree, parts, out var units);
        var split = new AgentSplit(unitOf, units, graph, parts);
        split.Grow(FirstUnit(unitOf, graph));
        split.Refine();
        return [.. unitOf.Select(unit => split.partOf[unit])];
    }

    // A small directory stays whole, as does a package with those nested in it.
    private static int[] FindUnits(ImmutableArray<Package> packages, SelectorTree tree, int parts, out int units)
    {
        var most = Math.Max(1, packages.Length / (parts * 8));
        var number = packages.Select((package, at) => (package, at)).ToDictionary(p => p.package, p => p.at);
        var unitOf = new int[packages.Length];
        units = 0;
        var todo = new Stack<SelectorNode>([tree.Root]);
        while (todo.TryPop(out var node))
        {
            var whole = node.Count <= most && node.Kind == SelectorNodeKind.Directory ? SelectorTree.PackagesOf(node)
                : node.Package is { } package ? (packages.Length >= parts * 8 ? SelectorTree.PackagesOf(node) : [package]) : [];
            if (whole.Count > 0)
            {
                foreach (var member in whole)
                {
                    unitOf[number[member]] = units;
                }

                units++;
            }

            if (whole.Count < node.Count)
            {
                node.Children.AsEnumerable().Reverse().ToList().ForEach(todo.Push);
            }
        }

        return unitOf;
    }

    private static int FirstUnit(int[] unitOf, UseGraph graph) =>
        unitOf[Enumerable.Range(0, unitOf.Length).OrderBy(p => graph.Levels[p]).ThenBy(p => graph.Users[p].Length).First()];

    private void Tie(int from, int to) => ties[from][to] = ties[from].GetValueOrDefault(to) + 1;

    private void Grow(int first)
    {
        var pull = new int[sizes.Length];
        var left = packages;
        for (var part = 0; part < parts; part++)
        {
            Array.Clear(pull);
            var goal = (left + parts - part - 1) / (parts - part);
            while (filled[part] < goal && Next(pull, part == 0 && filled[0] == 0 ? first : -1) is >= 0 and var unit)
            {
                partOf[unit] = part;
                filled[part] += sizes[unit];
                left -= sizes[unit];
                foreach (var (other, weight) in ties[unit])
                {
                    pull[other] += weight;
                }
            }
        }
    }

    // Returns the package that is most connected to the part, relative to the rest.
    private int Next(int[] pull, int preferred)
    {
        if (preferred >= 0)
        {
            return preferred;
        }

        var (best, bestScore) = (-1, double.NegativeInfinity);
        for (var unit = 0; unit < sizes.Length; unit++)
        {
            if (partOf[unit] < 0)
            {
                var all = ties[unit].Values.Sum();
                var score = all == 0 ? 0 : (double)pull[unit] / all;
                (best, bestScore) = score > bestScore ? (unit, score) : (best, bestScore);
            }
        }

        return best;
    }

    private void Refine()
    {
        var (least, most) = (packages * 8 / (parts * 10), ((packages * 12) + (parts * 10) - 1) / (parts * 10));
        for (var round = 0; round < Rounds; round++)
        {
            var moved = false;
            for (var unit = 0; unit < sizes.Length; unit++)
            {
                var from = partOf[unit];
                var pulls = new int[parts];
                foreach (var (other, weight) in ties[unit])
                {
                    pulls[partOf[other]] += weight;
                }

                var to = Array.IndexOf(pulls, pulls.Max());
                if (pulls[to] > pulls[from] && filled[from] - sizes[unit] >= Math.Max(1, least) && filled[to] + sizes[unit] <= most)
                {
                    (partOf[unit], moved) = (to, true);
                    filled[from] -= sizes[unit];
                    filled[to] += sizes[unit];
                }
            }

            if (!moved)
            {
                return;
            }
        }
    }
}
