using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>Finds the package of the tree that each dependency leads to, and walks the packages that are not members on the way.</summary>
internal sealed class DependencyResolver(ManifestStore store, RootFinder roots, Dictionary<RepoPath, Package> packages)
{
    private static readonly string CratesIo = SourceUrl.Canonical(SourceUrl.CratesIoIndex);
    private readonly Queue<(Package Package, Scope Scope)> todo = [];

    public void ResolveAll(ImmutableArray<Workspace> workspaces, CancellationToken cancellation)
    {
        foreach (var workspace in workspaces)
        {
            var configuration = store.ConfigurationAround(workspace.Directory);
            var overrides = new OverrideSet(store, OverrideReader.Read(store, configuration, workspace));
            var scope = new Scope(new PackageReader(store, roots, configuration), overrides, workspace.ManifestPath);
            foreach (var member in workspace.Members)
            {
                todo.Enqueue((member, scope));
            }
        }

        while (todo.TryDequeue(out var next))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var dependency in next.Package.Dependencies)
            {
                Resolve(dependency, next.Scope);
            }
        }

        ResolveByName();
    }

    private void Resolve(Dependency dependency, Scope scope)
    {
        if (FindOverride(dependency, scope) is { } found)
        {
            dependency.Resolved = found.Package;
            dependency.Resolution = DependencyResolution.Override;
            dependency.OverrideLocation = found.Entry.Location;
            dependency.IsPatchedToMember = found.Entry is { Kind: OverrideKind.Patch, Source: var source } && source == CratesIo
                && found.Entry.Location.Path == scope.Root && found.Package.Workspace?.ManifestPath == scope.Root;
        }
        else if (dependency.Path is { } path)
        {
            dependency.Resolved = Find(path, dependency.Location, scope);
            Ask(dependency, path);
            dependency.Resolution = dependency.Resolved is null ? DependencyResolution.External : DependencyResolution.Path;
        }
    }

    // 'paths' take precedence over everything else. Of several patches that match, Cargo takes the one with the highest version.
    private (Package Package, PackageOverride Entry)? FindOverride(Dependency dependency, Scope scope)
    {
        (Package Package, PackageOverride Entry)? best = null;
        foreach (var candidate in scope.Overrides.For(dependency.Name))
        {
            if (!IsAskedFor(dependency, candidate) || Find(candidate.Directory!.Value, candidate.Location, scope) is not { } package)
            {
                continue;
            }

            Ask(dependency, package.Directory);
            if (!Fits(dependency, candidate, package))
            {
                continue;
            }

            if (candidate.Kind == OverrideKind.Paths)
            {
                return (package, candidate);
            }

            best = best is { } known && Compare(known.Package, package) >= 0 ? known : (package, candidate);
        }

        return best;
    }

    private static bool IsAskedFor(Dependency dependency, PackageOverride candidate) => candidate.Directory is not null && candidate.Kind switch
    {
        OverrideKind.Paths => true,
        OverrideKind.Patch => candidate.Source == dependency.Origin?.PatchKey,
        _ => candidate.Source == dependency.Origin?.Url && dependency.RequiredVersions.Matches(candidate.Version!),
    };

    // Cargo uses a patch only if its version meets both requirements, and a replacement only for exactly the version that it replaces. The version of
    // a package in a submodule is unknown, and is assumed to match.
    private static bool Fits(Dependency dependency, PackageOverride candidate, Package package) =>
        package.Name == dependency.Name && (package.Submodule is not null || candidate.Kind switch
        {
            OverrideKind.Paths => true,
            OverrideKind.Patch => VersionOf(package) is { } version && dependency.RequiredVersions.Matches(version) && candidate.Versions.Matches(version),
            _ => VersionOf(package) == candidate.Version,
        });

    private void Ask(Dependency dependency, RepoPath directory)
    {
        if (store.Unseen.Ask(directory, dependency.Name) is { } other)
        {
            store.RefuseManifest(
                dependency.Location,
                $"the package in the submodule at '{directory}' is called '{other}' by another dependency, and '{dependency.Name}' here.",
                "call it by the name that its own manifest gives");
        }
    }

    private static SemanticVersion? VersionOf(Package package) => SemanticVersion.Parse(package.Version);

    private static int Compare(Package left, Package right) => Comparer<SemanticVersion>.Default.Compare(VersionOf(left), VersionOf(right));

    private Package? Find(RepoPath directory, Location askedBy, Scope scope)
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
        if ((store.Tree.GetKind(path) == EntryKind.None && store.Tree.FindSubmodule(path) is null) || store.Load(path, askedBy) is not { Package: not null } manifest)
        {
            return null;
        }

        var package = packages[directory] = scope.Reader.Read(path, manifest, PackageRole.PathDependency, null);
        todo.Enqueue((package, scope));
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

    // The scope in which a workspace resolves names: its overrides and its configuration.
    private sealed record Scope(PackageReader Reader, OverrideSet Overrides, RepoPath Root);
}
