using System.Collections.Immutable;
using Harness.Ownership;
using Harness.Placements;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Rights;

/// <summary>
/// Compares the effective owner of every file that both trees have. If a package itself changes owner, the package is reported. Otherwise the files
/// are.
/// </summary>
internal sealed class PathComparison(
    BoundPolicy before, BoundPolicy after, IEnumerable<(Package Before, Package After)> pairs, IEnumerable<UnjudgedPackage> unjudged)
{
    private readonly Dictionary<Package, Package> same = pairs.ToDictionary(p => p.After, p => p.Before);
    private readonly HashSet<Package> gone = [.. unjudged.Select(u => u.Package)];

    /// <summary>
    /// Determines whether both trees have the same packages with the same paths and owners, so that no path can have another owner. That holds for
    /// most changes, and avoids a check of each file.
    /// </summary>
    public static bool IsSameGround(BoundPolicy before, BoundPolicy after)
    {
        var (old, now) = (before.Codebase.Packages, after.Codebase.Packages);
        return old.Length == now.Length
            && old.Zip(now).All(p => p.First.Directory == p.Second.Directory && before.FindOwner(p.First)?.Name == after.FindOwner(p.Second)?.Name)
            && new PackageGround(before.Codebase).RootPaths.SequenceEqual(new PackageGround(after.Codebase).RootPaths);
    }

    /// <summary>Compares all files.</summary>
    public ImmutableArray<PathEffect> Compare(CancellationToken cancellation)
    {
        var (old, now) = (before.Ownership, after.Ownership);
        var effects = new SortedDictionary<(string, string, RepoPath), PathEffect>();
        foreach (var path in TreeWalk.Files(before.Codebase.Tree, cancellation))
        {
            var (was, becomes) = (old.GetOwnership(path), now.GetOwnership(path));
            if (was.Owner?.Name == becomes.Owner?.Name || IsOfPackage(was, becomes) || after.Codebase.Tree.GetKind(path) == EntryKind.None)
            {
                continue;
            }

            var package = becomes.Beneath == OwnershipKind.Package ? becomes.Package : null;
            var key = (was.Owner?.Name ?? "", becomes.Owner?.Name ?? "", package?.Directory ?? RepoPath.Root);
            effects[key] = effects.TryGetValue(key, out var known)
                ? known with { Count = known.Count + 1, First = path < known.First ? path : known.First }
                : new PathEffect(was.Owner, becomes.Owner, path, 1) { Package = package };
        }

        return [.. effects.Values];
    }

    private bool IsOfPackage(PathOwnership was, PathOwnership becomes) =>
        was.Beneath == OwnershipKind.Package && was.Package is { } old
            && (gone.Contains(old) || (becomes.Beneath == OwnershipKind.Package && becomes.Package is { } now && same.GetValueOrDefault(now) == old));
}
