using System.Collections.Immutable;
using Harness.Lockfiles;
using Harness.Manifests;

namespace Harness.Rights;

/// <summary>Determines whether a lock file changes as in an update: versions rise, and their dependencies follow.</summary>
internal sealed class UpdatedLock
{
    private readonly CargoLock old;
    private readonly CargoLock now;
    private readonly ImmutableArray<LockChange> changes;
    private readonly HashSet<LockedId> touched;

    public UpdatedLock(CargoLock old, CargoLock now)
    {
        (this.old, this.now) = (old, now);
        changes = LockChange.Between(old, now);
        var raised = changes.Where(c => c.After is { IsLocal: false } && c.Before?.Id != c.After.Id && IsRaised(c.After.Id)).Select(c => c.After!.Id);
        var displaced = changes.Where(c => c.Before is { IsLocal: false } && c.Before.Id != c.After?.Id).Select(c => c.Before!.Id);
        touched = [.. now.Reach(raised), .. old.Reach(displaced)];
    }

    public bool IsUpdate => !changes.IsEmpty && changes.All(Holds);

    private bool Holds(LockChange change) => change.Kind switch
    {
        LockChangeKind.SourceChanged or LockChangeKind.ChecksumChanged => false,
        LockChangeKind.Added => !change.After!.IsLocal && IsNew(change.After),
        LockChangeKind.EntryChanged when change.Before!.Id != change.After!.Id => !change.After.IsLocal && IsNew(change.After),
        LockChangeKind.EntryChanged => HasFollowed(change.Before!, change.After!),
        _ => !change.Before!.IsLocal,
    };

    // An update leads to no source that the lock file did not know.
    private bool IsNew(LockedPackage package) =>
        touched.Contains(package.Id) && old.Packages.Any(p => p.Id.Origin == package.Id.Origin) && LockedVersion.FaultOf(package, old, now) is null && !Lowers(package.Id);

    // A greater version is removed, and no compatible version replaces it.
    private bool Lowers(LockedId id) => old.FindAll(id.Name).Any(p => p.Id.Origin == id.Origin && IsBelow(id, p.Id) && !now.FindAll(id.Name).Any(n => LockExplanation.SharesRange(n.Id, p.Id)));

    private bool IsRaised(LockedId id) => old.FindAll(id.Name).Any(p => p.Id.Origin == id.Origin && (IsBelow(p.Id, id) || (p.Id.Version == id.Version && p.Id.Source != id.Source)));

    // The dependencies of a package rise. Only raised packages, and their dependencies, may gain or lose dependencies.
    private bool HasFollowed(LockedPackage before, LockedPackage after)
    {
        var (known, kept) = (Targets(before), Targets(after));
        var gained = kept.Where(t => !known.Contains(t)).ToArray();
        var lost = known.Where(t => !kept.Contains(t)).ToArray();
        return (!after.IsLocal && touched.Contains(after.Id))
            || (gained.All(g => lost.Any(l => l.Name == g.Name && (IsBelow(l, g) || (l.Origin == g.Origin && l.Version == g.Version)))) && lost.All(l => gained.Any(g => g.Name == l.Name)));
    }

    private static HashSet<LockedId> Targets(LockedPackage package) => [.. package.Dependencies.Select(d => d.Target)];

    private static bool IsBelow(LockedId one, LockedId other) =>
        SemanticVersion.Parse(one.Version) is { } left && SemanticVersion.Parse(other.Version) is { } right && left.CompareTo(right) < 0;
}
