using Harness.Graphs;
using Harness.Manifests;
using Harness.Workspaces;

namespace Harness.Placements;

/// <summary>
/// For each package, the ends of a transitive forbid that reach it, and those that it reaches. Two of each are kept, which suffices to find two
/// different ones, because a package is not forbidden to itself.
/// </summary>
internal sealed class TransitiveEnds
{
    private readonly BoundForbid forbid;
    private readonly DependencyKinds built;
    private readonly Dictionary<Package, Witnesses> users;
    private readonly Dictionary<Package, Witnesses> used;

    public TransitiveEnds(BoundForbid forbid, DependencyGraph graph)
    {
        this.forbid = forbid;
        built = forbid.Kinds & ~DependencyKinds.Dev;

        // The first step of a path may be a dev edge: it is taken here, before the rest is followed.
        var firstSteps = forbid.From.Packages.SelectMany(p => graph.EdgesFrom(p).Where(e => (e.Kinds & forbid.Kinds) != 0).Select(e => (e.To, new End(p, p.Name))));
        users = Spread(firstSteps, p => graph.EdgesFrom(p).Where(e => (e.Kinds & built) != 0).Select(e => e.To));
        var ends = forbid.To.Packages.Select(p => (p, new End(p, p.Name))).Concat(graph.Packages.SelectMany(Externals));
        used = Spread(ends, p => graph.EdgesTo(p).Where(e => (e.Kinds & built) != 0).Select(e => e.From));
    }

    /// <summary>Returns two ends, other than its own, that an edge would connect, or <see langword="null"/>.</summary>
    public Way? Find(Package from, Package to) => Find(from, used.GetValueOrDefault(to), new End(to, to.Name));

    /// <summary>Returns two ends, other than its own, that an edge to an external crate would connect, or <see langword="null"/>.</summary>
    public Way? Find(Package from, string crateName)
    {
        var end = new End(null, crateName);
        return forbid.To.ContainsExternal(crateName) ? Find(from, new Witnesses(end, null), end) : null;
    }

    private Way? Find(Package from, Witnesses ends, End to)
    {
        var own = new End(from, from.Name);
        if (forbid.From.Contains(from) && ends.FirstBut(own, to) is { } far)
        {
            return new Way(forbid, own, far, forbid.Kinds);
        }

        if (built == DependencyKinds.None || !users.TryGetValue(from, out var starts))
        {
            return null;
        }

        return (from start in starts.All
                where start != own
                let end = ends.FirstBut(start, null)
                where end is not null
                select new Way(forbid, start, end.Value, built)).FirstOrDefault();
    }

    private IEnumerable<(Package, End)> Externals(Package package) => package.Dependencies
        .Where(d => d.Resolved is null && built.Includes(d.Kind) && forbid.To.ContainsExternal(d.Name))
        .Select(d => (package, new End(null, d.Name)));

    // A package takes on at most two ends, so each edge is followed at most twice.
    private static Dictionary<Package, Witnesses> Spread(IEnumerable<(Package Package, End End)> seeds, Func<Package, IEnumerable<Package>> next)
    {
        var found = new Dictionary<Package, Witnesses>();
        var queue = new Queue<(Package Package, End End)>(seeds);
        while (queue.TryDequeue(out var item))
        {
            var (package, end) = item;
            var before = found.GetValueOrDefault(package);
            if (!before.TryAdd(end, out var after))
            {
                continue;
            }

            found[package] = after;
            foreach (var neighbour in next(package))
            {
                queue.Enqueue((neighbour, end));
            }
        }

        return found;
    }

    /// <summary>A path that an edge would complete.</summary>
    public sealed record Way(BoundForbid Forbid, End From, End To, DependencyKinds Kinds);

    /// <summary>A package, or a crate outside by its name.</summary>
    public readonly record struct End(Package? Package, string Name);

    private readonly record struct Witnesses(End? First, End? Second)
    {
        public IEnumerable<End> All => new[] { First, Second }.OfType<End>();

        public bool TryAdd(End end, out Witnesses after)
        {
            after = First is null ? new Witnesses(end, null) : Second is null ? this with { Second = end } : this;
            return Second is null && First != end;
        }

        // The forbid itself reports the pair of the edge's own ends.
        public End? FirstBut(End one, End? other) => All.Where(e => e != one && e != other).Select(e => (End?)e).FirstOrDefault();
    }
}
