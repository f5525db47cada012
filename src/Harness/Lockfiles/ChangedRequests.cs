using Harness.Workspaces;

namespace Harness.Lockfiles;

/// <summary>Finds the dependencies whose requested features change, or that are added or removed.</summary>
internal sealed class ChangedRequests
{
    private readonly HashSet<(string Package, string Name)> changed;

    public ChangedRequests(CargoLock before, CargoLock after, LockScope? scopeBefore, LockScope scopeAfter)
    {
        var (old, now) = (scopeBefore is null ? [] : Read(scopeBefore), Read(scopeAfter));
        changed = [.. old.Keys.Union(now.Keys).Where(k => old.GetValueOrDefault(k) != now.GetValueOrDefault(k))];
        var beside = Beside(scopeBefore).Concat(Beside(scopeAfter)).ToHashSet(StringComparer.Ordinal);
        ReachBeside = changed.Any(k => beside.Contains(k.Name)) || beside.Any(name => FeaturesOf(scopeBefore, name) != FeaturesOf(scopeAfter, name));
        Targets = TargetsIn(before, beside).Concat(TargetsIn(after, beside)).ToHashSet();
    }

    /// <summary>
    /// A value that indicates whether they reach a package outside the workspace, whose optional dependencies are locked only if its features enable
    /// them.
    /// </summary>
    public bool ReachBeside { get; }

    /// <summary>The external packages that they are made of, in either file.</summary>
    public IReadOnlySet<LockedId> Targets { get; }

    // Cargo locks members with all of their features, so only the features that they request of dependencies matter.
    private static Dictionary<(string Package, string Name), string> Read(LockScope scope) => scope.Packages
        .SelectMany(package => scope.Declared(package).Select(d => (Package: package, Declared: d)))
        .GroupBy(p => (p.Package.Name, p.Declared.Name))
        .ToDictionary(g => g.Key, g => string.Join('\n', g.Select(p => RequestOf(p.Package, p.Declared)).Distinct().Order(StringComparer.Ordinal)));

    private static string RequestOf(Package package, Dependency declared) => string.Join(' ', declared.Features
        .Concat(declared.UsesDefaultFeatures ? ["default"] : [])
        .Concat(LockScope.FeatureValuesOf(package).Where(v => v.StartsWith(declared.Key + "/", StringComparison.Ordinal) || v.StartsWith(declared.Key + "?/", StringComparison.Ordinal))
            .Select(v => v[(v.IndexOf('/', StringComparison.Ordinal) + 1)..]))
        .Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Beside(LockScope? scope) => (scope?.Packages ?? []).Where(p => !scope!.IsMember(p)).Select(p => p.Name);

    private static string? FeaturesOf(LockScope? scope, string name) => scope?.FindByName(name) is { } package ? LockScope.FeaturesOf(package) : null;

    private IEnumerable<LockedId> TargetsIn(CargoLock text, HashSet<string> beside) => text.Packages.Where(p => p.IsLocal)
        .SelectMany(p => p.Dependencies.Select(d => d.Target).Where(t => t.Source is not null && (changed.Contains((p.Id.Name, t.Name)) || (ReachBeside && beside.Contains(p.Id.Name)))));
}
