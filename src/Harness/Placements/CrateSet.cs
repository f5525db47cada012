using System.Collections.Immutable;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Placements;

/// <summary>
/// The packages of a codebase that a list of selectors selects: those that a selector matches and no selector with <c>!</c> excludes.
/// </summary>
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

    /// <summary>Determines whether an external crate is selected by its name.</summary>
    /// <param name="crateName">The crate's name, never a rename.</param>
    public bool ContainsExternal(string crateName) =>
        selectors.Any(s => !s.IsNegated && s.MatchesName(crateName)) && !selectors.Any(s => s.IsNegated && s.MatchesName(crateName));
}
