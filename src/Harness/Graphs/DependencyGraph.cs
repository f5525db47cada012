using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Workspaces;

namespace Harness.Graphs;

/// <summary>
/// The dependencies among the packages of a codebase. An edge is a pair of packages with at least one declaration. A package has no edge to itself.
/// Each query names the dependency kinds that it follows.
/// </summary>
public sealed class DependencyGraph
{
    private readonly Dictionary<Package, int> numbers;
    private readonly Adjacency forward;
    private readonly Adjacency backward;

    private DependencyGraph(ImmutableArray<Package> packages, Dictionary<Package, int> numbers, ImmutableArray<DependencyEdge> edges)
    {
        Packages = packages;
        Edges = edges;
        this.numbers = numbers;
        forward = Adjacency.FromSorted(packages.Length, [.. edges.Select(e => (numbers[e.From], numbers[e.To], e.Kinds))]);
        backward = forward.Reverse();
    }

    /// <summary>The nodes, in the codebase's order.</summary>
    public ImmutableArray<Package> Packages { get; }

    /// <summary>The edges, sorted by the order of their first, then their second package.</summary>
    public ImmutableArray<DependencyEdge> Edges { get; }

    /// <summary>Returns the graph of a codebase.</summary>
    /// <param name="codebase">The codebase.</param>
    internal static DependencyGraph Build(Codebase codebase)
    {
        var numbers = new Dictionary<Package, int>(codebase.Packages.Length);
        foreach (var package in codebase.Packages)
        {
            numbers.Add(package, numbers.Count);
        }

        var edges = ImmutableArray.CreateBuilder<DependencyEdge>();
        foreach (var from in codebase.Packages)
        {
            var byTarget = new SortedDictionary<int, List<Dependency>>();
            foreach (var dependency in from.Dependencies)
            {
                if (dependency.Resolved is not { } to || to == from)
                {
                    continue;
                }

                var number = numbers[to];
                if (!byTarget.TryGetValue(number, out var declarations))
                {
                    byTarget.Add(number, declarations = []);
                }

                declarations.Add(dependency);
            }

            foreach (var (to, declarations) in byTarget)
            {
                edges.Add(new DependencyEdge(from, codebase.Packages[to], [.. declarations]));
            }
        }

        return new DependencyGraph(codebase.Packages, numbers, edges.ToImmutable());
    }

    /// <summary>Returns the edge of a pair, or <see langword="null"/>.</summary>
    /// <param name="from">The package that uses.</param>
    /// <param name="to">The package that is used.</param>
    public DependencyEdge? FindEdge(Package from, Package to) =>
        forward.Find(numbers[from], numbers[to]) is >= 0 and var edge ? Edges[edge] : null;

    /// <summary>Returns the edges to the packages that a package uses, in order.</summary>
    /// <param name="package">A package of the graph.</param>
    public IEnumerable<DependencyEdge> EdgesFrom(Package package)
    {
        var (start, end) = forward.EdgesOf(numbers[package]);
        for (var edge = start; edge < end; edge++)
        {
            yield return Edges[edge];
        }
    }

    /// <summary>Returns the edges from the packages that use a package, in order.</summary>
    /// <param name="package">A package of the graph.</param>
    public IEnumerable<DependencyEdge> EdgesTo(Package package)
    {
        var number = numbers[package];
        var (start, end) = backward.EdgesOf(number);
        for (var edge = start; edge < end; edge++)
        {
            yield return Edges[forward.Find(backward.Target(edge), number)];
        }
    }

    /// <summary>Returns the strongly connected components of more than one package, in order.</summary>
    /// <param name="kinds">The kinds of edges followed.</param>
    public ImmutableArray<ImmutableArray<Package>> FindCycles(DependencyKinds kinds) =>
        [.. StrongComponents.Find(forward, kinds).Where(c => c.Length > 1).Select(c => c.Select(n => Packages[n]).ToImmutableArray())];

    /// <summary>Creates the graph seen as one of groups of packages.</summary>
    /// <typeparam name="T">The type of the groups, compared by reference.</typeparam>
    /// <param name="groupOf">The group of a package, or <see langword="null"/> for none.</param>
    /// <param name="kinds">The kinds of edges seen.</param>
    public Quotient<T> GroupBy<T>(Func<Package, T?> groupOf, DependencyKinds kinds)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(groupOf);
        return new Quotient<T>(this, groupOf, kinds);
    }

    /// <summary>Returns the packages that a package uses directly or indirectly, in order. Only the first step may be a dev-dependency.</summary>
    /// <param name="package">A package of the graph.</param>
    /// <param name="kinds">The kinds of edges to follow.</param>
    /// <param name="direction">The direction to follow them in.</param>
    /// <returns>The packages in the codebase's order.</returns>
    public ImmutableArray<Package> FindReachable(Package package, DependencyKinds kinds, DependencyDirection direction = DependencyDirection.Forward)
    {
        var reached = direction == DependencyDirection.Forward ? PathSearch.Reach(forward, numbers[package], kinds) : PathSearch.ReachReverse(backward, numbers[package], kinds);
        return [.. Packages.Where((_, number) => reached[number])];
    }

    /// <summary>
    /// Returns all packages in topological order: each after the packages that it depends on. Packages of a cycle follow each other.
    /// </summary>
    /// <param name="kinds">The kinds of edges that count.</param>
    public ImmutableArray<Package> SortTopologically(DependencyKinds kinds) => [.. TopologicalSort.Sort(forward, backward, kinds).Select(n => Packages[n])];

    /// <summary>
    /// Returns a shortest path as its edges, the same on every run, or an empty array if there is none. Only its first step may be a dev-dependency,
    /// because the dev-dependencies of a dependency are not built.
    /// </summary>
    /// <param name="from">The package that uses.</param>
    /// <param name="to">The package that is used, another one.</param>
    /// <param name="kinds">The kinds of edges followed.</param>
    public ImmutableArray<DependencyEdge> FindShortestPath(Package from, Package to, DependencyKinds kinds) =>
        ToEdges(PathSearch.Shortest(forward, numbers[from], numbers[to], kinds));

    /// <summary>
    /// Returns simple paths as their edges, shortest first. There are fewer than requested if no more exist or the limit of work is reached.
    /// </summary>
    /// <param name="from">The package that uses.</param>
    /// <param name="to">The package that is used, another one.</param>
    /// <param name="kinds">The kinds of edges to follow. Dev-dependencies are followed on the first step only.</param>
    /// <param name="maximum">The maximum number of paths.</param>
    public ImmutableArray<ImmutableArray<DependencyEdge>> FindPaths(Package from, Package to, DependencyKinds kinds, int maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximum);
        return [.. PathSearch.Several(forward, backward, numbers[from], numbers[to], kinds, maximum).Select(ToEdges)];
    }

    /// <summary>Counts the simple paths from one package to another, without walking them, because real graphs have millions.</summary>
    /// <param name="from">The package that uses.</param>
    /// <param name="to">The package that is used, another one.</param>
    /// <param name="kinds">The kinds of edges to follow. Dev-dependencies are followed on the first step only.</param>
    /// <returns>The number. If a cycle is on the way, it is unknown, and the count is 0.</returns>
    public PathCount CountPaths(Package from, Package to, DependencyKinds kinds) =>
        PathCounter.Count(forward, backward, numbers[from], numbers[to], kinds) is { } count ? PathCount.From(count) : new PathCount(0, IsExact: false);

    private ImmutableArray<DependencyEdge> ToEdges(int[] nodes) =>
        [.. nodes.Skip(1).Select((to, step) => Edges[forward.Find(nodes[step], to)])];
}
