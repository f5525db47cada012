using System.Collections.Immutable;
using System.Globalization;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Workspaces;

namespace Harness.Reporting.Pictures;

/// <summary>The levels of a graph. A crate is one level above the highest crate that it uses. Crates in a cycle share a level.</summary>
internal static class GraphLevels
{
    private const DependencyKinds Built = DependencyKinds.Normal | DependencyKinds.Build;

    public static ImmutableArray<PictureBand> CreateBands(DependencyGraph graph)
    {
        var levels = Find(graph);
        return
        [
            .. graph.Packages.GroupBy(p => levels[p]).OrderByDescending(g => g.Key)
                .Select(g => new PictureBand(string.Create(CultureInfo.InvariantCulture, $"level {g.Key}"), null, [.. g])),
        ];
    }

    private static Dictionary<Package, int> Find(DependencyGraph graph)
    {
        var groups = graph.Packages.ToDictionary(p => p, p => new Group([p]));
        foreach (var cycle in graph.FindCycles(Built))
        {
            var together = new Group(cycle);
            foreach (var package in cycle)
            {
                groups[package] = together;
            }
        }

        foreach (var edge in graph.Edges.Where(e => IsBetween(e, groups)))
        {
            groups[edge.From].Await();
        }

        var ready = new Queue<Group>(groups.Values.Distinct().Where(g => g.IsSettled));
        while (ready.TryDequeue(out var group))
        {
            foreach (var user in group.Packages.SelectMany(graph.EdgesTo).Where(e => IsBetween(e, groups)).Select(e => groups[e.From]))
            {
                user.StandAbove(group);
                if (user.IsSettled)
                {
                    ready.Enqueue(user);
                }
            }
        }

        return groups.ToDictionary(g => g.Key, g => g.Value.Level);
    }

    private static bool IsBetween(DependencyEdge edge, Dictionary<Package, Group> groups) =>
        (edge.Kinds & Built) != 0 && groups[edge.From] != groups[edge.To];

    private sealed class Group(ImmutableArray<Package> packages)
    {
        public ImmutableArray<Package> Packages { get; } = packages;

        public int Level { get; private set; }

        // The number of edges to groups whose level is not known yet.
        private int Open { get; set; }

        public bool IsSettled => Open == 0;

        /// <summary>Takes note of an edge to a group below.</summary>
        public void Await() => Open++;

        /// <summary>Places this group above a lower group with a known level.</summary>
        public void StandAbove(Group other)
        {
            Level = Math.Max(Level, other.Level + 1);
            Open--;
        }
    }
}
