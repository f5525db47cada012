using System.Collections.Immutable;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Inference;

/// <summary>Infers the owners of packages and paths.</summary>
internal static class AgentInference
{
    private const string Everything = "**";

    /// <summary>Returns agents with the ownership of CODEOWNERS: one for each set of owners, in the order of the lines.</summary>
    public static ImmutableArray<ProposedAgent> ByOwners(Codebase codebase, OwnerTransfer transfer)
    {
        ImmutableArray<OwnerClaim> all = [.. transfer.Rest is { } rest ? [rest] : Array.Empty<OwnerClaim>(), .. transfer.Claims];
        var paths = PathClaims(codebase, transfer.Claims);
        var ownerOf = codebase.Packages.ToLookup(p => all.LastOrDefault(c => c.Path == Everything || c.Gives(p.Directory.Value))?.Key);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. all.GroupBy(c => c.Key, StringComparer.Ordinal).Select(group => new ProposedAgent(
            AgentNaming.Choose(group.First().Owners, taken),
            [.. ownerOf[group.Key]],
            [.. group.Where(c => c.Path == Everything || HasPackage(codebase, c)).Select(c => c.Path == Everything ? Everything : c.Selector).Distinct()],
            group.First().Owners)
        {
            Paths = [.. group.Where(c => c.Path == Everything || paths.Contains(c)).Select(c => c.Path).Distinct()],
        })];
    }

    /// <summary>Returns agents with the given names, among which the packages are split. A name without packages is left out.</summary>
    public static ImmutableArray<ProposedAgent> BySplit(Codebase codebase, UseGraph graph, ImmutableArray<string> names)
    {
        var tree = SelectorTree.Build(codebase.Packages, SelectorScope.OfAgents);
        var parts = AgentSplit.Split(codebase.Packages, tree, graph, names.Length);
        var part = codebase.Packages.Select((package, number) => (package, number)).ToDictionary(p => p.package, p => parts[p.number]);
        var selectors = SelectorText.Write(new LabelCount(tree, names.Length, p => part[p]).Labels(), codebase.Packages);
        var packages = codebase.Packages.ToLookup(p => part[p]);
        return [.. names.Select((name, number) => new ProposedAgent(name, [.. packages[number]], [.. selectors[number]], []))
            .Where(a => !a.Packages.IsEmpty)];
    }

    // A line for a package's directory needs no separate path, unless a path of an earlier line reaches into it.
    private static HashSet<OwnerClaim> PathClaims(Codebase codebase, IReadOnlyList<OwnerClaim> claims)
    {
        var paths = claims.Where(c => !IsPackage(codebase, c)).ToHashSet();
        foreach (var claim in claims.Where(c => !paths.Contains(c)))
        {
            if (paths.Any(p => p.Line < claim.Line && p.Key != claim.Key && GlobMeet.Intersect(p.Path, claim.Path) is not { Count: 0 }))
            {
                paths.Add(claim);
            }
        }

        return paths;
    }

    private static bool IsPackage(Codebase codebase, OwnerClaim claim) =>
        claim.Directory is { } directory && codebase.FindPackage(RepoPath.Parse(directory)) is not null;

    private static bool HasPackage(Codebase codebase, OwnerClaim claim) => codebase.Packages.Any(p => !p.Directory.IsRoot && claim.Gives(p.Directory.Value));
}
