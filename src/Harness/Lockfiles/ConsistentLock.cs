using Harness.Text;
using Harness.Workspaces;

namespace Harness.Lockfiles;

/// <summary>Holds a lock file against the manifests.</summary>
internal static class ConsistentLock
{
    public static IEnumerable<LockProblem> Find(CargoLock text, LockScope scope)
    {
        var entries = text.Packages.Where(p => p.IsLocal).ToArray();
        foreach (var package in scope.Packages.Where(p => text.Find(IdOf(p)) is null))
        {
            yield return new LockProblem($"the package '{package.Name} {package.Version}' is not locked", new Location(text.Text, default));
        }

        foreach (var problem in entries.SelectMany(entry => FindIn(entry, scope)))
        {
            yield return problem;
        }

        var reached = text.Reach(scope.Packages.Select(IdOf));
        foreach (var package in text.Packages.Where(p => !p.IsLocal && !reached.Contains(p.Id)))
        {
            yield return new LockProblem($"no package of the workspace reaches '{package}'", package.Location);
        }
    }

    /// <summary>Returns the differences between the entry of a package of the tree and its manifest.</summary>
    public static IEnumerable<LockProblem> FindIn(LockedPackage entry, LockScope scope)
    {
        if (scope.Find(entry.Id) is not { } package)
        {
            yield return new LockProblem(
                scope.FindByName(entry.Id.Name) is { } other ? $"'{entry}' is locked, and its manifest says version '{other.Version}'" : $"'{entry}' has no source, and no package of the workspace is it",
                entry.Location);
            yield break;
        }

        var declared = scope.Declared(package).ToArray();
        foreach (var reference in entry.Dependencies.Where(r => !Array.Exists(declared, d => scope.Allows(d, r.Target))))
        {
            yield return new LockProblem($"'{entry}' depends on '{reference.Target}', and its manifest does not ask for that", reference.Location);
        }

        foreach (var dependency in declared.Where(d => scope.IsRequired(d) && !entry.Dependencies.Any(r => scope.Allows(d, r.Target))))
        {
            yield return new LockProblem($"'{entry}' asks for '{dependency.Name} {dependency.Requirement}' in its manifest, and no such package is locked for it", entry.Location);
        }
    }

    private static LockedId IdOf(Package package) => new(package.Name, package.Version, null);
}
