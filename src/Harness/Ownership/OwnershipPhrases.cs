using Harness.Placements;
using Harness.Policies;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Ownership;

/// <summary>Phrases for the reason why a path has its owner.</summary>
internal static class OwnershipPhrases
{
    private const string Unnamed = "no agent's 'paths' name it";

    public static PathOwnership OfProtected(string pattern, Package? package) =>
        new(OwnershipKind.Protected, null, $"'{pattern}', which is always protected")
        {
            Package = package,
            Beneath = OwnershipKind.Protected,
        };

    public static PathOwnership OfClaims(PathClaim<Agent>[] claims, Package? package)
    {
        var first = claims[0];
        var isTied = Array.Exists(claims, c => c.Value != first.Value);
        return new PathOwnership(OwnershipKind.Path, first.Glob.Location, isTied ? PhraseOfTie(claims) : PhraseOf(first))
        {
            Owner = isTied ? null : first.Value,
            Claimants = isTied ? [.. claims.Select(c => c.Value).Distinct()] : [],
            Package = package,
            Beneath = OwnershipKind.Path,
        };
    }

    public static PathOwnership OfPackage(BoundPolicy policy, Package package)
    {
        if (policy.OwnerTieOf(package) is { } tie)
        {
            return OfTie(policy, package, tie);
        }

        if (policy.FindOwner(package) is not { } owner)
        {
            return Nobody($"no agent's 'crates' name the package '{package.Name}', and {Unnamed}", package);
        }

        var around = package;
        while (policy.OwnerSelectorOf(around) is null && policy.Codebase.FindPackageAround(around.Directory.Parent) is { } outer && outer != around)
        {
            around = outer;
        }

        var selector = policy.OwnerSelectorOf(around);
        var carried = around == package ? "" : $", which takes '{around.Name}' with the package '{package.Name}' in it";
        return new PathOwnership(OwnershipKind.Package, selector?.Location, $"the selector '{selector}' of agent '{owner}' ({selector?.Location}){carried}")
        {
            Owner = owner,
            Package = package,
            Beneath = OwnershipKind.Package,
        };
    }

    public static PathOwnership OfNothing(Package? rootAround) =>
        Nobody(rootAround is null ? $"no package is around it, and {Unnamed}"
            : $"the root package '{rootAround.Name}' owns only its manifest and the directories of its targets, and {Unnamed}", null);

    private static PathOwnership OfTie(BoundPolicy policy, Package package, PlacementTie tie) =>
        new(OwnershipKind.Package, tie.Selectors[0].Location, $"the selectors {string.Join(" and ", tie.Selectors.Select(s => $"'{s}' ({s.Location})"))}, which fit equally well")
        {
            Claimants = [.. policy.Policy.Agents.Where(a => a.Crates.Any(tie.Selectors.Contains))],
            Package = package,
            Beneath = OwnershipKind.Package,
        };

    private static PathOwnership Nobody(string phrase, Package? package) =>
        new(OwnershipKind.Unowned, null, phrase) { Package = package, Beneath = OwnershipKind.Unowned };

    private static string PhraseOf(PathClaim<Agent> claim) => $"the path '{claim.Glob}' of agent '{claim.Value}' ({claim.Glob.Location})";

    private static string PhraseOfTie(PathClaim<Agent>[] claims) => $"{string.Join(" and ", claims.Select(PhraseOf))}, which fit equally well";
}
