using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Workspaces;

namespace Harness.Graphs;

/// <summary>One group of packages using another.</summary>
/// <typeparam name="T">The type of the groups: a layer, an agent, a single package.</typeparam>
/// <param name="From">The group that uses.</param>
/// <param name="To">The group that is used, another one.</param>
/// <param name="Edges">The edges between their packages, in the graph's order. Never empty.</param>
/// <param name="Lines">The number of declarations of the requested kinds, which is the cost of cutting the edge.</param>
public sealed record QuotientEdge<T>(T From, T To, ImmutableArray<DependencyEdge> Edges, int Lines)
    where T : class;

/// <summary>Groups that use one another in cycles.</summary>
/// <typeparam name="T">The type of the groups.</typeparam>
/// <param name="Groups">The groups, each of which reaches every other one.</param>
/// <param name="Cut">Edges with few lines whose removal leaves no cycle among the groups.</param>
/// <param name="Method">The method by which the cut was found.</param>
public sealed record QuotientCycle<T>(ImmutableArray<T> Groups, ImmutableArray<QuotientEdge<T>> Cut, CutMethod Method)
    where T : class;

/// <summary>A graph of packages seen as a graph of groups. Edges inside a group, and packages without one, are not seen.</summary>
/// <typeparam name="T">The type of the groups, compared by reference.</typeparam>
public sealed class Quotient<T>
    where T : class
{
    private readonly ImmutableArray<T> groups;
    private readonly Dictionary<T, int> numbers = new(ReferenceEqualityComparer.Instance);
    private readonly SortedDictionary<(int From, int To), QuotientEdge<T>> edges = [];
    private readonly Adjacency adjacency;

    internal Quotient(DependencyGraph graph, Func<Package, T?> groupOf, DependencyKinds kinds)
    {
        foreach (var group in graph.Packages.Select(groupOf).OfType<T>())
        {
            numbers.TryAdd(group, numbers.Count);
        }

        groups = [.. numbers.OrderBy(n => n.Value).Select(n => n.Key)];
        var between =
            from edge in graph.Edges
            where (edge.Kinds & kinds) != 0
            let ends = (From: groupOf(edge.From), To: groupOf(edge.To))
            where ends.From is not null && ends.To is not null && !ReferenceEquals(ends.From, ends.To)
            group edge by (From: numbers[ends.From], To: numbers[ends.To]);
        foreach (var edge in between)
        {
            var (from, to) = edge.Key;
            edges.Add(edge.Key, new QuotientEdge<T>(groups[from], groups[to], [.. edge], edge.Sum(e => e.Declarations.Count(d => kinds.Includes(d.Kind)))));
        }

        adjacency = Adjacency.FromSorted(groups.Length, [.. edges.Keys.Select(e => (e.From, e.To, DependencyKinds.Normal))]);
    }

    /// <summary>The edges between groups, by the order of their ends.</summary>
    public IEnumerable<QuotientEdge<T>> Edges => edges.Values;

    /// <summary>Returns the cycles of groups with the edges to cut, in the order of their first group.</summary>
    public ImmutableArray<QuotientCycle<T>> FindCycles() =>
        [.. StrongComponents.Find(adjacency, DependencyKinds.Normal).Where(c => c.Length > 1).Select(Cut)];

    /// <summary>
    /// Returns a shortest cycle through an edge as its groups, with the first one again at the end. If no path leads back, it returns only the edge's
    /// ends.
    /// </summary>
    /// <param name="edge">An edge of this graph.</param>
    public ImmutableArray<T> FindCycle(QuotientEdge<T> edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        var back = PathSearch.Shortest(adjacency, numbers[edge.To], numbers[edge.From], DependencyKinds.Normal);
        return back.Length == 0 ? [edge.From, edge.To] : [edge.From, .. back.Select(n => groups[n])];
    }

    private QuotientCycle<T> Cut(int[] component)
    {
        var local = component.Select((node, at) => (node, at)).ToDictionary(n => n.node, n => n.at);
        var inside = edges.Where(e => local.ContainsKey(e.Key.From) && local.ContainsKey(e.Key.To))
            .Select(e => new Arc(local[e.Key.From], local[e.Key.To], e.Value.Lines));
        var (cut, method) = FeedbackArcs.Find(component.Length, [.. inside]);
        return new QuotientCycle<T>([.. component.Select(n => groups[n])], [.. cut.Select(a => edges[(component[a.From], component[a.To])])], method);
    }
}
