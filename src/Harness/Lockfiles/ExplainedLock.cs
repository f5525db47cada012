using Harness.Workspaces;

namespace Harness.Lockfiles;

/// <summary>Holds each difference between two lock files against what the manifests changed.</summary>
internal sealed class ExplainedLock
{
    private readonly CargoLock before;
    private readonly CargoLock after;
    private readonly LockScope scope;
    private readonly ChangedEdges edges;
    private readonly HashSet<string> origins;

    public ExplainedLock(CargoLock before, CargoLock after, LockScope? scopeBefore, LockScope scopeAfter)
    {
        (this.before, this.after, scope) = (before, after, scopeAfter);
        edges = new ChangedEdges(before, after, scopeBefore, scopeAfter);
        origins = before.Packages.Select(p => p.Id.Origin).OfType<string>().Concat(scopeAfter.Origins.Select(o => CargoLockReader.Plain(o)!)).ToHashSet(StringComparer.Ordinal);
    }

    public IEnumerable<LockProblem> Find() => LockChange.Between(before, after).SelectMany(Judge);

    private IEnumerable<LockProblem> Judge(LockChange change) => change.Kind switch
    {
        LockChangeKind.Removed => JudgeRemoved(change.Before!),
        LockChangeKind.Added when change.After!.IsLocal => ConsistentLock.FindIn(change.After, scope).Concat(JudgeReferences(null, change.After)),
        LockChangeKind.Added => JudgeAdded(change.After!),
        LockChangeKind.SourceChanged => JudgeSource(change.Before!, change.After!),
        LockChangeKind.ChecksumChanged => [new LockProblem($"the checksum of '{change.After}' is another: what is published under a version does not change", change.After!.Location)],
        _ when change.After!.IsLocal => ConsistentLock.FindIn(change.After, scope).Concat(JudgeReferences(change.Before, change.After)),
        _ => JudgeExternal(change.Before!, change.After),
    };

    private IEnumerable<LockProblem> JudgeRemoved(LockedPackage package)
    {
        if (package.IsLocal ? scope.Find(package.Id) is not null : !edges.Gone.Contains(package.Id))
        {
            yield return new LockProblem($"'{package}' is gone, and no changed manifest takes it away", package.Location);
        }
    }

    private IEnumerable<LockProblem> JudgeAdded(LockedPackage package)
    {
        if (!edges.Appeared.Contains(package.Id))
        {
            yield return new LockProblem($"'{package}' appears, and no changed manifest leads to it", package.Location);
        }
        else if (!origins.Contains(package.Id.Origin!) && !edges.Roots.Contains(package.Id))
        {
            yield return new LockProblem($"'{package}' comes from a source that no manifest names", package.Location);
        }
        else if (package.Checksum is null && !package.Id.Source!.StartsWith("git+", StringComparison.Ordinal))
        {
            yield return new LockProblem($"'{package}' has no checksum", package.Location);
        }
    }

    // A source changes where a manifest says so, and for what comes along from the same source.
    private IEnumerable<LockProblem> JudgeSource(LockedPackage earlier, LockedPackage package)
    {
        var along = after.Reach(edges.Roots.Where(r => r.Origin == package.Id.Origin));
        if (!along.Contains(package.Id))
        {
            yield return new LockProblem($"'{package.Id.Name} {package.Id.Version}' comes from '{package.Id.Source}' now, no longer from '{earlier.Id.Source}', and no changed manifest says so", package.Location);
        }
    }

    private IEnumerable<LockProblem> JudgeExternal(LockedPackage earlier, LockedPackage package)
    {
        if (earlier.Id != package.Id)
        {
            return JudgeAdded(package);
        }

        return edges.Appeared.Contains(package.Id) || edges.Gone.Contains(package.Id) ? [] : JudgeReferences(earlier, package);
    }

    // A reference moves because what it leads to has moved.
    private IEnumerable<LockProblem> JudgeReferences(LockedPackage? earlier, LockedPackage package)
    {
        var known = earlier?.Dependencies.Select(d => d.Target).ToHashSet() ?? [];
        var kept = package.Dependencies.Select(d => d.Target).ToHashSet();
        foreach (var reference in package.Dependencies.Where(r => !known.Contains(r.Target) && !IsExplained(r.Target)))
        {
            yield return new LockProblem($"'{package}' depends on '{reference.Target}' now, and no changed manifest leads there", reference.Location);
        }

        foreach (var reference in earlier?.Dependencies.Where(r => !kept.Contains(r.Target) && !IsDropped(package, r.Target)) ?? [])
        {
            yield return new LockProblem($"'{package}' depends on '{reference.Target}' no longer, and no changed manifest says so", package.Location);
        }
    }

    private bool IsExplained(LockedId target) => target.Source is null ? scope.Find(target) is not null : edges.Appeared.Contains(target);

    private bool IsDropped(LockedPackage package, LockedId target) =>
        package.Dependencies.Any(r => r.Target.Name == target.Name && IsExplained(r.Target))
        || (package.IsLocal ? scope.Find(package.Id) is { } local && !scope.Declared(local).Any(d => scope.Allows(d, target)) : edges.Gone.Contains(target) && after.Find(target) is null);
}
