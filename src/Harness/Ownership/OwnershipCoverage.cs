using System.Collections.Immutable;
using Harness.Trees;

namespace Harness.Ownership;

/// <summary>A directory with unowned files.</summary>
/// <param name="Path">The directory.</param>
/// <param name="Unowned">The number of unowned files directly in it.</param>
public sealed record UnownedDirectory(RepoPath Path, int Unowned);

/// <summary>The unowned files of a tree.</summary>
public sealed class OwnershipCoverage
{
    private OwnershipCoverage(int files, ImmutableArray<RepoPath> unowned) => (Files, Unowned) = (files, unowned);

    /// <summary>The number of files and links examined.</summary>
    public int Files { get; }

    /// <summary>The files without an owner, in ordinal order: unowned files, tied files, and protected files if the policy has no advisor.</summary>
    public ImmutableArray<RepoPath> Unowned { get; }

    /// <summary>The directories of the unowned files, in ordinal order.</summary>
    public ImmutableArray<UnownedDirectory> Directories =>
        [.. Unowned.GroupBy(p => p.Parent).Select(g => new UnownedDirectory(g.Key, g.Count())).OrderBy(d => d.Path)];

    /// <summary>Examines the files of the tree that the map is bound to, ignored ones left out.</summary>
    /// <param name="map">The ownership of paths.</param>
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
