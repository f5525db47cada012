using Harness.Manifests;

namespace Harness.Lockfiles;

/// <summary>
/// The differences in a lock file that changed manifests explain. A version may change only if a declaration no longer allows the locked one, or if a
/// new package requires another. A locked package may have other dependencies only if other features may be requested of it.
/// </summary>
internal sealed class LockExplanation
{
    private readonly CargoLock before;
    private readonly CargoLock after;
    private readonly LockScope scopeAfter;
    private readonly HashSet<string> patched;
    private readonly HashSet<LockedId> roots;
    private readonly HashSet<LockedId> added = [];
    private readonly HashSet<LockedId> opened = [];
    private readonly HashSet<LockedId> removed = [];
    private readonly Stack<LockedId> toExplain = [];
    private readonly Stack<LockedId> toRemove = [];

    public LockExplanation(CargoLock before, CargoLock after, LockScope? scopeBefore, LockScope scopeAfter)
    {
        (this.before, this.after, this.scopeAfter) = (before, after, scopeAfter);
        patched = [.. scopeAfter.PatchedNames.Concat(scopeBefore?.PatchedNames ?? []).Where(name => scopeAfter.PatchesOf(name) != scopeBefore?.PatchesOf(name))];
        var requests = new ChangedRequests(before, after, scopeBefore, scopeAfter);
        roots = [.. AskedAnew(requests).Concat(after.Packages.Where(p => !p.IsLocal && patched.Contains(p.Id.Name)).Select(p => p.Id))];
        Push(toExplain, roots.Concat(requests.Targets.Where(t => before.Find(t) is not null)));
        Push(toRemove, NoLongerAsked());
        Close();
    }

    /// <summary>The packages that a declaration requires and the old file could not provide.</summary>
    public IReadOnlySet<LockedId> Roots => roots;

    /// <summary>Determines whether an external package may be new.</summary>
    public bool Adds(LockedId id) => added.Contains(id);

    /// <summary>Determines whether an external package may go.</summary>
    public bool Removes(LockedId id) => removed.Contains(id);

    /// <summary>Determines whether other features may be asked of an external package, so that it may depend on others.</summary>
    public bool Opens(LockedId id) => opened.Contains(id);

    /// <summary>Determines whether a package that may be new takes the place of another, wherever that stood.</summary>
    public bool Replaces(LockedId earlier, LockedId id) =>
        added.Contains(id) && after.Find(earlier) is null && earlier.Name == id.Name && (patched.Contains(id.Name) || SharesRange(earlier, id) || roots.Contains(id) && earlier.Version == id.Version);

    /// <summary>Determines whether Cargo locks only one of two packages, because they have the same source and compatible versions.</summary>
    public static bool SharesRange(LockedId one, LockedId other) =>
        one.Name == other.Name && one.Origin == other.Origin
        && SemanticVersion.Parse(one.Version) is { } left && SemanticVersion.Parse(other.Version) is { } right && left.IsCompatibleWith(right);

    // The sets of new, open and removed packages depend on one another.
    private void Close()
    {
        do
        {
            while (toExplain.TryPop(out var id))
            {
                Explain(id);
            }

            while (toRemove.TryPop(out var id))
            {
                Remove(id);
            }

            if (toExplain.Count == 0)
            {
                Push(toRemove, before.Packages.Where(p => !p.IsLocal && !removed.Contains(p.Id) && added.Any(id => Replaces(p.Id, id))).Select(p => p.Id));
            }
        }
        while (toExplain.Count + toRemove.Count > 0);
    }

    private void Explain(LockedId id)
    {
        var (earlier, now) = (before.Find(id), after.Find(id));
        if (earlier is null && now is not null)
        {
            if (added.Add(id))
            {
                Push(toExplain, External(now));
            }
        }
        else if (earlier is not null && opened.Add(id))
        {
            // Features never change the version that a package requires. Only a dependency that it did not have at all may be new.
            Push(toExplain, External(earlier).Where(t => after.Find(t) is not null));
            Push(toExplain, now is null ? [] : External(now).Where(t => before.Find(t) is not null || !External(earlier).Any(e => SharesRange(e, t))));
            Push(toRemove, now is null ? [] : External(earlier).Where(t => after.Find(t) is null));
        }
    }

    private void Remove(LockedId id)
    {
        if (id.Source is null || before.Find(id) is not { } package)
        {
            return;
        }

        if (after.Find(id) is not null)
        {
            toExplain.Push(id);
        }
        else if (removed.Add(id))
        {
            Push(toRemove, External(package));
        }
    }

    // Cargo keeps the locked version if a declaration allows it.
    private IEnumerable<LockedId> AskedAnew(ChangedRequests requests) =>
        from package in scopeAfter.Packages
        let entry = after.Find(new LockedId(package.Name, package.Version, null))
        where entry is not null
        from declared in scopeAfter.Declared(package)
        where (scopeAfter.IsRequired(declared) || requests.ReachBeside) && !before.FindAll(declared.Name).Any(p => scopeAfter.Allows(declared, p.Id))
        from target in External(entry)
        where scopeAfter.Allows(declared, target)
        select target;

    private IEnumerable<LockedId> NoLongerAsked() => before.Packages.Where(p => p.IsLocal).SelectMany(entry =>
    {
        var declared = scopeAfter.FindByName(entry.Id.Name) is { } package ? scopeAfter.Declared(package).ToArray() : [];
        return External(entry).Where(target => !Array.Exists(declared, d => scopeAfter.Allows(d, target)));
    }).Concat(before.Packages.Where(p => !p.IsLocal && patched.Contains(p.Id.Name)).Select(p => p.Id));

    private static IEnumerable<LockedId> External(LockedPackage package) => package.Dependencies.Select(d => d.Target).Where(t => t.Source is not null);

    private static void Push(Stack<LockedId> stack, IEnumerable<LockedId> ids)
    {
        foreach (var id in ids)
        {
            stack.Push(id);
        }
    }
}
