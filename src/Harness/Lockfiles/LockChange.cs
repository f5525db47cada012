using System.Collections.Immutable;

namespace Harness.Lockfiles;

/// <summary>The kind of change of a package in a lock file.</summary>
internal enum LockChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>A package of the same name and version has another source. A new revision of a git source is not another source.</summary>
    SourceChanged,

    /// <summary>The same package has another checksum.</summary>
    ChecksumChanged,

    /// <summary>A package of a path has another version, or the same package has other dependencies.</summary>
    EntryChanged,
}

/// <summary>One difference between two lock files.</summary>
/// <param name="Kind">The kind of change.</param>
/// <param name="Before">The package before, or <see langword="null"/> if it is new.</param>
/// <param name="After">The package after, or <see langword="null"/> if it is gone.</param>
internal sealed record LockChange(LockChangeKind Kind, LockedPackage? Before, LockedPackage? After)
{
    /// <summary>
    /// Returns the differences between two lock files, as resolved packages and references: gone ones first, then in the order of the file after.
    /// </summary>
    /// <param name="before">The file before.</param>
    /// <param name="after">The file after.</param>
    public static ImmutableArray<LockChange> Between(CargoLock before, CargoLock after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var changes = ImmutableArray.CreateBuilder<LockChange>();
        var met = new HashSet<LockedId>();
        foreach (var package in after.Packages)
        {
            var earlier = Earlier(package, before, after);
            if (earlier is not null)
            {
                met.Add(earlier.Id);
            }

            changes.AddRange(Compare(earlier, package));
        }

        changes.InsertRange(0, before.Packages.Where(p => !met.Contains(p.Id)).Select(p => new LockChange(LockChangeKind.Removed, p, null)));
        return changes.ToImmutable();
    }

    // A package of a path keeps its identity when its version changes. Any other keeps it when its source changes.
    private static LockedPackage? Earlier(LockedPackage package, CargoLock before, CargoLock after) =>
        before.Find(package.Id)
        ?? Only(before, after, package, package.IsLocal
            ? p => p.IsLocal
            : p => !p.IsLocal && p.Id.Version == package.Id.Version);

    private static LockedPackage? Only(CargoLock before, CargoLock after, LockedPackage package, Func<LockedPackage, bool> isLike)
    {
        var earlier = before.FindAll(package.Id.Name).Where(p => isLike(p) && after.Find(p.Id) is null).Take(2).ToArray();
        var later = after.FindAll(package.Id.Name).Where(p => isLike(p) && before.Find(p.Id) is null).Take(2).ToArray();
        return earlier.Length == 1 && later.Length == 1 ? earlier[0] : null;
    }

    private static IEnumerable<LockChange> Compare(LockedPackage? before, LockedPackage after)
    {
        if (before is null)
        {
            yield return new LockChange(LockChangeKind.Added, null, after);
            yield break;
        }

        if (before.Id.Source != after.Id.Source && before.Id.Origin != after.Id.Origin)
        {
            yield return new LockChange(LockChangeKind.SourceChanged, before, after);
        }
        else if (before.Id.Source == after.Id.Source && before.Checksum != after.Checksum && !after.IsLocal)
        {
            yield return new LockChange(LockChangeKind.ChecksumChanged, before, after);
        }

        if (before.Id.Version != after.Id.Version || (before.Id.Source != after.Id.Source && before.Id.Origin == after.Id.Origin)
            || !before.Dependencies.Select(d => d.Target).ToHashSet().SetEquals(after.Dependencies.Select(d => d.Target)))
        {
            yield return new LockChange(LockChangeKind.EntryChanged, before, after);
        }
    }
}
