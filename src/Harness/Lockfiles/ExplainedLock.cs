namespace Harness.Lockfiles;

/// <summary>Checks each difference between two lock files against the changes of the manifests.</summary>
internal sealed class ExplainedLock
{
    private readonly CargoLock before;
    private readonly CargoLock after;
    private readonly LockScope scope;
    private readonly LockExplanation explanation;
    private readonly HashSet<string> origins;

    public ExplainedLock(CargoLock before, CargoLock after, LockScope? scopeBefore, LockScope scopeAfter)
    {
        (this.before, this.after, scope) = (before, after, scopeAfter);
        explanation = new LockExplanation(before, after, scopeBefore, scopeAfter);
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
        if (package.IsLocal ? scope.Find(package.Id) is not null : !explanation.Removes(package.Id))
        {
            yield return new LockProblem($"'{package}' is gone, and no changed manifest takes it away", package.Location);
        }
    }

    private IEnumerable<LockProblem> JudgeAdded(LockedPackage package)
    {
        if (!explanation.Adds(package.Id))
        {
            yield return new LockProblem($"'{package}' appears, and no changed manifest leads to it", package.Location);
        }
        else if (!origins.Contains(package.Id.Origin!) && !explanation.Roots.Contains(package.Id))
        {
            yield return new LockProblem($"'{package}' comes from a source that no manifest names", package.Location);
        }
        else if (LockedVersion.FaultOf(package, before, after) is { } fault)
        {
            yield return fault;
        }
    }

    // A source may change if a manifest changes it, or if the package comes from the same source as such a package.
    private IEnumerable<LockProblem> JudgeSource(LockedPackage earlier, LockedPackage package)
    {
        var along = after.Reach(explanation.Roots.Where(r => r.Origin == package.Id.Origin));
        if (!along.Contains(package.Id) || !explanation.Adds(package.Id))
        {
            yield return new LockProblem($"'{package.Id.Name} {package.Id.Version}' comes from '{package.Id.Source}' now, no longer from '{earlier.Id.Source}', and no changed manifest says so", package.Location);
        }
    }

    private IEnumerable<LockProblem> JudgeExternal(LockedPackage earlier, LockedPackage package) =>
        earlier.Id != package.Id ? JudgeAdded(package) : JudgeReferences(earlier, package);

    private IEnumerable<LockProblem> JudgeReferences(LockedPackage? earlier, LockedPackage package)
    {
        var known = earlier?.Dependencies.Select(d => d.Target).ToHashSet() ?? [];
        var kept = package.Dependencies.Select(d => d.Target).ToHashSet();
        foreach (var reference in package.Dependencies.Where(r => !known.Contains(r.Target) && !MayGain(earlier, package, r.Target)))
        {
            yield return new LockProblem($"'{package}' depends on '{reference.Target}' now, and no changed manifest leads there", reference.Location);
        }

        foreach (var target in known.Where(t => !kept.Contains(t) && !MayLose(package, t, kept.Where(k => !known.Contains(k) && MayGain(earlier, package, k)))))
        {
            yield return new LockProblem($"'{package}' depends on '{target}' no longer, and no changed manifest says so", package.Location);
        }
    }

    // A reference may move if its target has moved, and appear if a manifest or other features request it.
    private bool MayGain(LockedPackage? earlier, LockedPackage package, LockedId target)
    {
        if (target.Source is null)
        {
            return scope.Find(target) is not null;
        }

        return (explanation.Adds(target) && (package.IsLocal || explanation.Opens(package.Id)))
            || earlier?.Dependencies.Any(d => explanation.Replaces(d.Target, target)) == true
            || (before.Find(target) is not null && (package.IsLocal ? IsAskedAnew(earlier, package, target) : explanation.Opens(package.Id)));
    }

    private bool IsAskedAnew(LockedPackage? earlier, LockedPackage package, LockedId target) => scope.Find(package.Id) is { } local
        && scope.Declared(local).Any(d => scope.Allows(d, target) && earlier?.Dependencies.Any(r => scope.Allows(d, r.Target)) != true);

    private bool MayLose(LockedPackage package, LockedId target, IEnumerable<LockedId> gained) =>
        gained.Any(g => g.Name == target.Name && (package.IsLocal || explanation.Replaces(target, g)))
        || (package.IsLocal ? scope.Find(package.Id) is { } local && !scope.Declared(local).Any(d => scope.IsRequired(d) && scope.Allows(d, target)) : explanation.Opens(package.Id));
}
