using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Policies;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Placements;

/// <summary>Finds names in the policy that match nothing in the tree.</summary>
internal sealed class DeadSelectorFinder
{
    private readonly BoundPolicy bound;
    private readonly HashSet<string> planned;
    private readonly Lazy<string[]> externals;
    private readonly List<DeadSelector> dead = [];
    private readonly List<(PathGlob Glob, string Table)> pathPatterns = [];

    public DeadSelectorFinder(BoundPolicy bound)
    {
        this.bound = bound;
        planned = bound.Policy.Workspace.Planned.Select(s => s.Text).ToHashSet(StringComparer.Ordinal);
        externals = new(() => [.. bound.Codebase.Packages.SelectMany(p => p.Dependencies).Where(d => d.Resolved is null).Select(d => d.Name).Distinct(StringComparer.Ordinal)]);
    }

    public ImmutableArray<DeadSelector> Find()
    {
        var policy = bound.Policy;
        Manifests(policy.Workspace.Manifests, "'manifests' of [workspace]");
        Manifests(policy.Workspace.Ignore, "'ignore' of [workspace]");
        JudgedKinds(policy);
        foreach (var layer in policy.Layers)
        {
            LayerLists(layer);
        }

        foreach (var agent in policy.Agents)
        {
            Packages(agent.Crates, $"agent '{agent}'");
            Paths(agent.Paths, $"'paths' of agent '{agent}'");
        }

        foreach (var forbid in policy.Forbids)
        {
            Packages(forbid.From, "'from' of a [[forbid]]");
            Crates(forbid.To, "'to' of a [[forbid]]");
        }

        foreach (var confine in policy.Confines)
        {
            ConfineLists(confine);
        }

        foreach (var lease in policy.Leases)
        {
            Packages(lease.Crates, $"the lease of agent '{lease.Agent}'");
            Paths(lease.Paths, $"'paths' of the lease of agent '{lease.Agent}'");
        }

        foreach (var setting in policy.RuleSettings)
        {
            Packages(setting.Crates, $"the scope of rule '{setting.RuleId}'");
        }

        Packages(policy.Review.Hot, "'hot' of [review]");
        Paths(policy.Shared.Select(s => s.Paths), "[shared]");
        AddDeadPaths();
        return [.. dead.OrderBy(d => d.Location.Span.Start)];
    }

    // If another line judges edges of another kind, the policy has something to judge. If only tests use packages, it has nothing.
    private void JudgedKinds(Policy policy)
    {
        if (policy.Workspace.KindsLocation is not { } place)
        {
            return;
        }

        var edges = bound.Codebase.Packages.SelectMany(p => p.Dependencies).Where(d => d.Resolved is not null && d.Resolved != d.Owner).ToArray();
        if (edges.Any(e => e.Kind != DependencyKind.Dev) && !edges.Any(e => policy.JudgedKinds.Includes(e.Kind)))
        {
            var kinds = Enum.GetValues<DependencyKind>().Where(k => policy.Workspace.Kinds.Includes(k)).Select(k => k.ToString().ToLowerInvariant());
            dead.Add(new DeadSelector(string.Join(", ", kinds), "'kinds' of [workspace]", SelectorDomain.Edges, place));
        }
    }

    private void LayerLists(Layer layer)
    {
        var name = $"layer '{layer}'";
        var members = bound.PackagesOf(layer).ToArray();
        Packages(layer.Crates, name);
        Add(layer.Slices.Where(s => !members.Any(p => Slices.By(s, p) is not null)), $"'slices' of {name}", SelectorDomain.Packages);
        Add(layer.Edges.SelectMany(e => new[] { e.From, e.To }).Where(s => !bound.HasEnd(layer, s)), $"'edges' of {name}", SelectorDomain.Packages);
    }

    private void ConfineLists(Confine confine)
    {
        if (confine.Users is { } users)
        {
            Crates(confine.Crates, "'crates' of a [[confine]]");
            Packages(users, "'users' of a [[confine]]");
        }
        else
        {
            Packages(confine.Crates, "'crates' of a [[confine]]");
            Packages(confine.Uses ?? [], "'uses' of a [[confine]]");
        }
    }

    private void Packages(ImmutableArray<Selector> selectors, string table) =>
        Add(selectors.Where(s => !bound.HasMatch(s)), table, SelectorDomain.Packages);

    private void Crates(ImmutableArray<Selector> selectors, string table) =>
        Add(selectors.Where(s => !bound.HasMatch(s) && !externals.Value.Any(s.MatchesName)), table, SelectorDomain.Crates);

    private void Add(IEnumerable<Selector> selectors, string table, SelectorDomain domain) =>
        dead.AddRange(selectors.Where(s => !planned.Contains(s.Text.TrimStart('!'))).Select(s => new DeadSelector(s.Text, table, domain, s.Location)));

    private void Manifests(ImmutableArray<PathGlob> globs, string table) =>
        dead.AddRange(globs
            .Where(g => !planned.Contains(g.Text) && !bound.Codebase.Manifests.Any(m => g.Matches(m.Path)))
            .Select(g => new DeadSelector(g.Text, table, SelectorDomain.Manifests, g.Location)));

    // A file of the root has no directory in its name, and a selector without '/' is a package's name. So './x' marks it as planned.
    private void Paths(IEnumerable<PathGlob> globs, string table) =>
        pathPatterns.AddRange(globs.Where(g => !planned.Contains(g.Text) && !planned.Contains("./" + g.Text)).Select(g => (g, table)));

    // One walk serves all patterns. If every pattern is a literal path, no walk is needed.
    private void AddDeadPaths()
    {
        var tree = bound.Codebase.Tree;
        pathPatterns.RemoveAll(p => !Glob.HasWildcard(p.Glob.Text) && tree.GetKind(RepoPath.Parse(p.Glob.Text)) != EntryKind.None);
        if (pathPatterns.Exists(p => Glob.HasWildcard(p.Glob.Text)))
        {
            foreach (var (directory, entry) in TreeWalk.Entries(tree, CancellationToken.None))
            {
                var path = directory.Combine(entry.Name);
                pathPatterns.RemoveAll(p => p.Glob.Matches(path));
                if (pathPatterns.Count == 0)
                {
                    break;
                }
            }
        }

        dead.AddRange(pathPatterns.Select(p => new DeadSelector(p.Glob.Text, p.Table, SelectorDomain.Paths, p.Glob.Location)));
    }
}
