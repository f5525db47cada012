using System.Collections.Immutable;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Placements;

/// <summary>What a list of selectors selects in a codebase: the packages that one matches and none with <c>!</c> takes out again.</summary>
public sealed class CrateSet
{
    private readonly HashSet<Package> packages;
    private readonly ImmutableArray<Selector> selectors;

    internal CrateSet(ImmutableArray<Selector> selectors, ImmutableArray<Package> packages)
    {
        this.selectors = selectors;
        Packages = packages;
        this.packages = [.. packages];
    }

    /// <summary>The packages, in ordinal order of their directories.</summary>
    public ImmutableArray<Package> Packages { get; }

    /// <summary>Determines whether a package of the tree is selected.</summary>
    /// <param name="package">The package.</param>
    public bool Contains(Package package) => packages.Contains(package);

    /// <summary>Determines whether a crate that is not a package of the tree is selected by its name.</summary>
    /// <param name="crateName">The crate's name, never a rename.</param>
    public bool ContainsExternal(string crateName) =>
        selectors.Any(s => !s.IsNegated && s.MatchesName(crateName)) && !selectors.Any(s => s.IsNegated && s.MatchesName(crateName));
}
