using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>Finds the package of the tree that each dependency leads to, and walks the packages that are no members on the way.</summary>
internal sealed class DependencyResolver(ManifestStore store, RootFinder roots, Dictionary<RepoPath, Package> packages)
{
    private readonly PackageReader reader = new(store, roots);
    private readonly Queue<(Package Package, OverrideSet Overrides)> todo = [];

    public void ResolveAll(ImmutableArray<Workspace> workspaces, CancellationToken cancellation)
    {
        foreach (var workspace in workspaces)
        {
            var overrides = new OverrideSet(store, OverrideReader.Read(store, workspace));
            foreach (var member in workspace.Members)
            {
                todo.Enqueue((member, overrides));
            }
        }

        while (todo.TryDequeue(out var next))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var dependency in next.Package.Dependencies)
            {
                Resolve(dependency, next.Overrides);
            }
        }

        ResolveByName();
    }

    private void Resolve(Dependency dependency, OverrideSet overrides)
    {
        if (dependency.Path is { } path)
        {
            dependency.Resolved = Find(path, dependency.Location, overrides);
            dependency.Resolution = dependency.Resolved is null ? DependencyResolution.External : DependencyResolution.Path;
            return;
        }

        foreach (var candidate in overrides.For(dependency.Name))
        {
            if ((candidate.PatchKey is null || candidate.PatchKey == dependency.PatchKey)
                && (candidate.Version is null || dependency.RequiredVersions.Matches(candidate.Version))
                && Find(candidate.Directory, candidate.Location, overrides) is { } package && Fits(dependency, candidate, package))
            {
                dependency.Resolved = package;
                dependency.Resolution = DependencyResolution.Override;
                dependency.OverrideLocation = candidate.Location;
                return;
            }
        }
    }

    // Cargo takes a patch only where its version meets the requirement; 'paths' and [replace] do not ask.
    private static bool Fits(Dependency dependency, PackageOverride candidate, Package package) =>
        package.Name == dependency.Name
        && (candidate.PatchKey is null || SemanticVersion.Parse(package.Version) is not { } version || dependency.RequiredVersions.Matches(version));

    private Package? Find(RepoPath directory, Location askedBy, OverrideSet overrides)
    {
        if (directory.IsOutside)
        {
            return null;
        }

        if (packages.TryGetValue(directory, out var known))
        {
            return known;
        }

        var path = TreePath.ManifestOf(directory);
        if (store.Tree.GetKind(path) == EntryKind.None || store.Load(path, askedBy) is not { Package: not null } manifest)
        {
            return null;
        }

        var package = packages[directory] = reader.Read(path, manifest, PackageRole.PathDependency, null);
        todo.Enqueue((package, overrides));
        return package;
    }

    private void ResolveByName()
    {
        var judged = new Dictionary<string, Package>(StringComparer.Ordinal);
        foreach (var package in packages.Values.OrderBy(p => p.Directory))
        {
            if (package.Role == PackageRole.Member)
            {
                judged.TryAdd(package.Name, package);
            }
        }

        foreach (var package in packages.Values)
        {
            foreach (var dependency in package.Dependencies)
            {
                if (dependency is { Resolved: null, Path: null } && judged.TryGetValue(dependency.Name, out var shadowed))
                {
                    dependency.Resolved = shadowed;
                    dependency.Resolution = DependencyResolution.Shadowed;
                }
            }
        }
    }
}
