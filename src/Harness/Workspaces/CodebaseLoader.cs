using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Manifests;
using Harness.Text;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>Loads the codebase of a tree: first workspaces, then the packages that they reach, then the role of every manifest.</summary>
internal sealed class CodebaseLoader
{
    private readonly SourceTree tree;
    private readonly CodebaseOptions options;
    private readonly CancellationToken cancellation;
    private readonly ManifestStore store;
    private readonly RootFinder roots;
    private readonly Dictionary<RepoPath, Package> packages = [];

    private CodebaseLoader(SourceTree tree, CodebaseOptions options, UnseenManifests unseen, CancellationToken cancellation)
    {
        this.tree = tree;
        this.options = options;
        this.cancellation = cancellation;
        store = new ManifestStore(tree, options.Cache, unseen);
        roots = new RootFinder(store);
    }

    // Only its dependents know the name of a package in a submodule, and they may be read after it.
    public static Codebase Load(SourceTree tree, CodebaseOptions options, CancellationToken cancellation)
    {
        var unseen = new UnseenManifests(new Dictionary<RepoPath, string>());
        var codebase = new CodebaseLoader(tree, options, unseen, cancellation).Load();
        return unseen.FindNews() is { Count: > 0 } names ? new CodebaseLoader(tree, options, new UnseenManifests(names), cancellation).Load() : codebase;
    }

    private Codebase Load()
    {
        var found = ManifestWalk.FindAll(tree, cancellation);
        var workspaces = LoadWorkspaces(Select(found));
        new DependencyResolver(store, roots, packages).ResolveAll(workspaces, cancellation);
        store.ReportUnreadableDirectories();
        var all = packages.Values.ToArray();
        Array.Sort(all, (a, b) => a.Directory.CompareTo(b.Directory));
        return new Codebase(tree, workspaces, [.. all], Account(found, workspaces), store.Diagnostics) { MayLackManifests = options.SkipsMissing };
    }

    private SortedSet<RepoPath> Select(List<RepoPath> found)
    {
        var selected = new SortedSet<RepoPath>();
        foreach (var pattern in options.Manifests)
        {
            if (!Glob.HasWildcard(pattern))
            {
                if (RepoPath.Parse(pattern) is var path && (!options.SkipsMissing || tree.GetKind(path) != EntryKind.None))
                {
                    selected.Add(path);
                }
            }
            else if (Glob.TryParse(pattern, out _) is { } glob)
            {
                selected.UnionWith(found.Where(manifest => glob.Matches(manifest.Value)));
            }
        }

        return selected;
    }

    private ImmutableArray<Workspace> LoadWorkspaces(SortedSet<RepoPath> selected)
    {
        var starts = new SortedDictionary<RepoPath, CargoManifest?>();
        var started = new List<(CargoManifest Manifest, RepoPath Root)>();
        foreach (var path in selected)
        {
            if (store.Load(path, Location.OfFile(path)) is { } manifest)
            {
                var root = roots.Find(path, manifest, null);
                starts.TryAdd(root ?? path, root is null ? manifest : store.Load(root.Value, manifest.RootRequest));
                started.Add((manifest, root ?? path));
            }
        }

        var workspaces = ImmutableArray.CreateBuilder<Workspace>();
        foreach (var (path, manifest) in starts)
        {
            if (manifest is not null)
            {
                workspaces.Add(Load(path, manifest));
            }
        }

        CheckStarted(started);
        return workspaces.ToImmutable();
    }

    private Workspace Load(RepoPath path, CargoManifest manifest)
    {
        var loader = new WorkspaceLoader(store, roots, path, manifest, packages);
        var isRoot = manifest.Workspace is { } section && !roots.BoundaryOf(path, section).Excludes(path);
        return isRoot ? loader.Load(cancellation) : loader.LoadAlone();
    }

    private void CheckStarted(List<(CargoManifest Manifest, RepoPath Root)> started)
    {
        foreach (var (manifest, root) in started)
        {
            var path = manifest.Text.Path;
            if (path == root || store.Load(root, manifest.RootRequest) is not { } rootManifest)
            {
                continue;
            }

            if (rootManifest.Workspace is null)
            {
                store.RefuseWorkspace(
                    manifest.RootRequest,
                    $"'{path}' names '{root}' as the root of its workspace, but that has no '[workspace]'.",
                    $"add '[workspace]' to '{root}', or remove 'workspace' from '[package]'");
            }
            else if (manifest.Package is { } package && !packages.ContainsKey(path.Parent))
            {
                store.RefuseWorkspace(
                    new Location(manifest.Text, package.KeySpan),
                    $"'{path}' believes it is in the workspace of '{root}', but is no member of it.",
                    $"add it to 'members' or 'exclude' of '{root}', or give it a '[workspace]' of its own");
            }
        }
    }

    private ImmutableArray<ManifestEntry> Account(List<RepoPath> found, ImmutableArray<Workspace> workspaces)
    {
        var ignored = options.Ignore.Select(pattern => Glob.TryParse(pattern, out _)).OfType<Glob>().ToArray();
        var boundaries = workspaces.Where(w => w.Manifest.Workspace is not null)
            .Select(w => (w.Directory, Boundary: roots.BoundaryOf(w.ManifestPath, w.Manifest.Workspace!))).ToArray();
        var rootPaths = workspaces.Select(w => w.ManifestPath).ToHashSet();
        var result = ImmutableArray.CreateBuilder<ManifestEntry>(found.Count);
        foreach (var path in found)
        {
            var role = packages.TryGetValue(path.Parent, out var package)
                ? (package.Role == PackageRole.Member ? ManifestRole.Member : ManifestRole.PathDependency)
                : rootPaths.Contains(path) ? ManifestRole.WorkspaceRoot
                : Array.Exists(ignored, glob => glob.Matches(path.Value)) ? ManifestRole.Ignored
                : Array.Exists(boundaries, b => path.IsUnder(b.Directory) && b.Boundary.Excludes(path)) ? ManifestRole.Excluded
                : ManifestRole.Orphan;
            result.Add(new ManifestEntry(path, role));
        }

        return result.ToImmutable();
    }
}
