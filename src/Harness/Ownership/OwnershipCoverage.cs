using System.Collections.Immutable;
using Harness.Trees;

namespace Harness.Ownership;

/// <summary>A directory with files that nobody owns.</summary>
/// <param name="Path">The directory.</param>
/// <param name="Unowned">How many of the files right in it nobody owns.</param>
public sealed record UnownedDirectory(RepoPath Path, int Unowned);

/// <summary>Which files of a tree nobody owns.</summary>
public sealed class OwnershipCoverage
{
    private OwnershipCoverage(int files, ImmutableArray<RepoPath> unowned) => (Files, Unowned) = (files, unowned);

    /// <summary>The number of files and links examined.</summary>
    public int Files { get; }

    /// <summary>The files that nobody owns, in ordinal order: unowned ones, tied ones, and protected ones where the policy has no advisor.</summary>
    public ImmutableArray<RepoPath> Unowned { get; }

    /// <summary>The directories of the files that nobody owns, in ordinal order.</summary>
    public ImmutableArray<UnownedDirectory> Directories =>
        [.. Unowned.GroupBy(p => p.Parent).Select(g => new UnownedDirectory(g.Key, g.Count())).OrderBy(d => d.Path)];

    /// <summary>Examines the files of the tree that the map is bound to, ignored ones left out.</summary>
    /// <param name="map">Whose each path is.</param>
    /// <param name="cancellation">Ends the walk early.</param>
    public static OwnershipCoverage Measure(OwnershipMap map, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        var (files, unowned) = (0, new List<RepoPath>());
        foreach (var path in TreeWalk.Files(map.Policy.Codebase.Tree, cancellation))
        {
            files++;
            if (!IsOwned(map, map.GetOwnership(path)))
            {
                unowned.Add(path);
            }
        }

        unowned.Sort();
        return new OwnershipCoverage(files, [.. unowned]);
    }

    private static bool IsOwned(OwnershipMap map, PathOwnership ownership) => ownership.Kind switch
    {
        OwnershipKind.Protected => !map.Advisors.IsEmpty,
        OwnershipKind.Shared => true,
        _ => ownership.Owner is not null,
    };
}
