using System.Collections.Immutable;
using Harness.Ownership;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>Infers who owns which packages.</summary>
internal static class AgentInference
{
    /// <summary>The agents that own packages by CODEOWNERS: one for each set of owners.</summary>
    public static ImmutableArray<ProposedAgent> ByOwners(Codebase codebase, CodeOwners file)
    {
        var sets = codebase.Packages.Select(p => (Package: p, Owners: OwnersOf(file, p)))
            .GroupBy(p => string.Join(' ', p.Owners), StringComparer.Ordinal)
            .Where(g => g.Key.Length > 0)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToArray();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var agents = sets.Select(set => (Name: AgentNaming.Of(set.First().Owners, taken), set.First().Owners)).ToArray();
        var part = sets.SelectMany((set, number) => set.Select(p => (p.Package, number))).ToDictionary(p => p.Package, p => p.number);
        return Describe(codebase, agents, p => PartAround(codebase, p, part) ?? sets.Length);
    }

    /// <summary>The agents of the names given, the packages split between them; a name for which none is left is left out.</summary>
    public static ImmutableArray<ProposedAgent> BySplit(Codebase codebase, UseGraph graph, ImmutableArray<string> names)
    {
        var tree = SelectorTree.Build(codebase.Packages, SelectorScope.OfAgents);
        var parts = AgentSplit.Split(codebase.Packages, tree, graph, names.Length);
        var part = codebase.Packages.Select((package, number) => (package, number)).ToDictionary(p => p.package, p => parts[p.number]);
        return Describe(codebase, [.. names.Select(n => (n, ImmutableArray<string>.Empty))], p => part[p]);
    }

    // Asked of a file among a package's sources: lines for single files, as for manifests that a release changes, say nothing of it.
    private static ImmutableArray<string> OwnersOf(CodeOwners file, Package package) =>
        file.Match(package.Directory.Combine("src/any-file.rs"))?.Owners ?? [];

    // What nobody owns goes with the package around it, in the policy as well.
    private static int? PartAround(Codebase codebase, Package package, Dictionary<Package, int> part)
    {
        for (var at = package; ; at = codebase.FindPackageAround(at.Directory.Parent)!)
        {
            if (part.TryGetValue(at, out var found))
            {
                return found;
            }

            if (at.Directory.IsRoot || codebase.FindPackageAround(at.Directory.Parent) is null or { Directory.IsRoot: true })
            {
                return null;
            }
        }
    }

    private static ImmutableArray<ProposedAgent> Describe(Codebase codebase, (string Name, ImmutableArray<string> Owners)[] agents, Func<Package, int> partOf)
    {
        if (agents.Length == 0)
        {
            return [];
        }

        var tree = SelectorTree.Build(codebase.Packages, SelectorScope.OfAgents);
        var selectors = SelectorText.Write(new LabelCount(tree, agents.Length, partOf).Labels(), codebase.Packages);
        var packages = codebase.Packages.ToLookup(partOf);
        return [.. agents.Select((agent, number) => new ProposedAgent(agent.Name, [.. packages[number]], [.. selectors[number]], agent.Owners))
            .Where(a => !a.Packages.IsEmpty)];
    }
}
