using Harness.Workspaces;

namespace Harness.Lockfiles;

/// <summary>What the dependencies whose declarations changed lead to in the lock files of both sides.</summary>
internal sealed class ChangedEdges
{
    private readonly CargoLock before;
    private readonly CargoLock after;
    private readonly LockScope? scopeBefore;
    private readonly LockScope scopeAfter;

    public ChangedEdges(CargoLock before, CargoLock after, LockScope? scopeBefore, LockScope scopeAfter)
    {
        (this.before, this.after, this.scopeBefore, this.scopeAfter) = (before, after, scopeBefore, scopeAfter);
        var patched = PatchedDifferently().ToHashSet(StringComparer.Ordinal);
        Roots = [.. scopeAfter.Packages.SelectMany(RootsAfter), .. after.Packages.Select(p => p.Id).Where(id => patched.Contains(id.Name))];
        Appeared = after.Reach(Roots);
        var gone = (scopeBefore?.Packages.SelectMany(RootsBefore) ?? [])
            .Concat(before.Packages.Where(p => p.IsLocal).SelectMany(NoLongerAsked))
            .Concat(before.Packages.Select(p => p.Id).Where(id => patched.Contains(id.Name)));
        var names = Appeared.Select(id => id.Name).ToHashSet(StringComparer.Ordinal);
        var superseded = before.Packages.Where(p => !p.IsLocal && after.Find(p.Id) is null && names.Contains(p.Id.Name)).Select(p => p.Id);
        Gone = before.Reach(gone.Concat(superseded));
    }

    /// <summary>What changed declarations lead to in the file after.</summary>
    public HashSet<LockedId> Roots { get; }

    /// <summary>What is reached from there.</summary>
    public HashSet<LockedId> Appeared { get; }

    /// <summary>What changed declarations reached in the file before, and what another version of it has displaced.</summary>
    public HashSet<LockedId> Gone { get; }

    private IEnumerable<LockedId> RootsAfter(Package package)
    {
        if (after.Find(new LockedId(package.Name, package.Version, null)) is not { } entry)
        {
            yield break;
        }

        var earlier = scopeBefore?.FindByName(package.Name);
        var locked = before.Packages.FirstOrDefault(p => p.IsLocal && p.Id.Name == package.Name);
        var known = SignaturesOf(scopeBefore, earlier, package);
        foreach (var declared in scopeAfter.Declared(package))
        {
            if (!known.Contains(scopeAfter.SignatureOf(declared)) || locked?.Dependencies.Any(r => scopeAfter.Allows(declared, r.Target)) != true)
            {
                foreach (var target in entry.Dependencies.Select(r => r.Target).Where(t => scopeAfter.Allows(declared, t)).SelectMany(t => Outside(after, scopeAfter, t)))
                {
                    yield return target;
                }
            }
        }
    }

    private IEnumerable<LockedId> RootsBefore(Package package)
    {
        if (before.Find(new LockedId(package.Name, package.Version, null)) is not { } entry)
        {
            yield break;
        }

        var known = SignaturesOf(scopeAfter, scopeAfter.FindByName(package.Name), package);
        foreach (var declared in scopeBefore!.Declared(package).Where(d => !known.Contains(scopeBefore.SignatureOf(d))))
        {
            foreach (var target in entry.Dependencies.Select(r => r.Target).Where(t => scopeBefore.Allows(declared, t)).SelectMany(t => Outside(before, scopeBefore, t)))
            {
                yield return target;
            }
        }
    }

    // A package of the tree has a manifest of its own that says what it depends on; what is no member has its optional
    // dependencies by the features that others ask of it.
    private static IEnumerable<LockedId> Outside(CargoLock text, LockScope scope, LockedId target) =>
        target.Source is not null ? [target]
        : scope.Find(target) is { } local && text.Find(target) is { } entry
            ? entry.Dependencies.Select(r => r.Target).Where(t => t.Source is not null && scope.Declared(local).Any(d => !scope.IsRequired(d) && scope.Allows(d, t)))
            : [];

    // Features may ask for optional dependencies of any dependency: with other features every declaration counts as changed.
    private static HashSet<string> SignaturesOf(LockScope? scope, Package? other, Package package) =>
        scope is null || other is null || LockScope.FeaturesOf(other) != LockScope.FeaturesOf(package) ? []
            : scope.Declared(other).Select(scope.SignatureOf).ToHashSet(StringComparer.Ordinal);

    private IEnumerable<LockedId> NoLongerAsked(LockedPackage entry)
    {
        var declared = scopeAfter.FindByName(entry.Id.Name) is { } package ? scopeAfter.Declared(package).ToArray() : [];
        return entry.Dependencies.Select(r => r.Target).Where(target => target.Source is not null && !Array.Exists(declared, d => scopeAfter.Allows(d, target)));
    }

    private IEnumerable<string> PatchedDifferently() => scopeAfter.PatchedNames.Concat(scopeBefore?.PatchedNames ?? [])
        .Where(name => scopeAfter.PatchesOf(name) != scopeBefore?.PatchesOf(name));
}
