using System.Collections.Immutable;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Placements;

/// <summary>Several selectors of different layers (or agents) fit a package equally well, so that none places it.</summary>
/// <param name="Package">The package.</param>
/// <param name="Selectors">The selectors, in the order of the policy.</param>
public sealed record PlacementTie(Package Package, ImmutableArray<Selector> Selectors);

/// <summary>
/// Assigns a layer or an agent to each package. The best match wins. A package that nothing names follows its innermost enclosing package, except the
/// root package.
/// </summary>
internal sealed class Placement<T>
    where T : class
{
    private readonly Dictionary<Package, Place> places = [];
    private readonly Dictionary<string, List<Candidate>> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Candidate>> byDirectory = new(StringComparer.Ordinal);
    private readonly List<Candidate> patterns = [];

    public Placement(Codebase codebase, IEnumerable<(T Place, ImmutableArray<Selector> Crates)> lists, Func<Package, T?> declared)
    {
        foreach (var (place, crates) in lists)
        {
            foreach (var selector in crates)
            {
                Add(new Candidate(place, selector));
            }
        }

        // In ordinal order of directories, each package comes after those that enclose it.
        foreach (var package in codebase.Packages)
        {
            Settle(codebase, package, declared(package));
        }
    }

    public ImmutableArray<PlacementTie>.Builder Ties { get; } = ImmutableArray.CreateBuilder<PlacementTie>();

    public T? Find(Package package) => places.GetValueOrDefault(package).Value;

    public Selector? SelectorOf(Package package) => places.GetValueOrDefault(package).Selector;

    private void Add(Candidate candidate)
    {
        var index = candidate.Selector.Kind switch
        {
            SelectorKind.Name => byName,
            SelectorKind.Directory => byDirectory,
            _ => null,
        };
        if (index is null)
        {
            patterns.Add(candidate);
        }
        else if (index.TryGetValue(candidate.Selector.Subject, out var list))
        {
            list.Add(candidate);
        }
        else
        {
            index.Add(candidate.Selector.Subject, [candidate]);
        }
    }

    private void Settle(Codebase codebase, Package package, T? declared)
    {
        var best = BestFits(package);
        if (best.Count == 0)
        {
            places[package] = declared is null ? Inherited(codebase, package) : new Place(declared, null, null);
        }
        else if (best.TrueForAll(c => ReferenceEquals(c.Place, best[0].Place)))
        {
            places[package] = new Place(best[0].Place, best[0].Selector, null);
        }
        else
        {
            var tie = new PlacementTie(package, [.. best.Select(c => c.Selector)]);
            places[package] = new Place(null, null, tie);
            Ties.Add(tie);
        }
    }

    private List<Candidate> BestFits(Package package)
    {
        if (byName.TryGetValue(package.Name, out var exact) || byDirectory.TryGetValue(package.Directory.Value, out exact))
        {
            return exact;
        }

        var best = new List<Candidate>();
        foreach (var candidate in patterns.Where(c => c.Selector.Matches(package)))
        {
            var order = best.Count == 0 ? 0 : Compare(candidate.Selector, best[0].Selector);
            if (order < 0)
            {
                best.Clear();
            }

            if (order <= 0)
            {
                best.Add(candidate);
            }
        }

        return best;
    }

    // The pattern for everything is the directory glob without a literal character.
    private static int Compare(Selector a, Selector b)
    {
        var kinds = (a.Kind == SelectorKind.NameGlob ? 0 : 1).CompareTo(b.Kind == SelectorKind.NameGlob ? 0 : 1);
        return kinds != 0 ? kinds : b.LiteralLength.CompareTo(a.LiteralLength);
    }

    private Place Inherited(Codebase codebase, Package package)
    {
        var around = package.Directory.IsRoot ? null : codebase.FindPackageAround(package.Directory.Parent);
        return around is null || around.Directory.IsRoot ? default : places.GetValueOrDefault(around) with { Selector = null };
    }

    /// <summary>Determines whether the package, or its enclosing package, is tied. That is reported once, for the tie.</summary>
    public bool IsTied(Package package) => TieOf(package) is not null;

    public PlacementTie? TieOf(Package package) => places.GetValueOrDefault(package).Tie;

    private readonly record struct Candidate(T Place, Selector Selector);

    private readonly record struct Place(T? Value, Selector? Selector, PlacementTie? Tie);
}
