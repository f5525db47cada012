using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>
/// Loads one workspace: members, implicit members and default members, in Cargo's order. It reports errors that Cargo would report.
/// </summary>
internal sealed class WorkspaceLoader(ManifestStore store, RootFinder roots, RepoPath root, CargoManifest rootManifest, Dictionary<RepoPath, Package> packages)
{
    private readonly PackageReader reader = new(store, roots, store.ConfigurationAround(root.Parent));
    private readonly HashSet<RepoPath> memberPaths = [];
    private readonly ImmutableArray<Package>.Builder members = ImmutableArray.CreateBuilder<Package>();

    private WorkspaceSection Section => rootManifest.Workspace!;

    /// <summary>Loads the workspace of a root.</summary>
    public Workspace Load(CancellationToken cancellation)
    {
        ReadRoot();
        var listed = Expand(Section.Members);
        foreach (var (directory, askedBy) in listed)
        {
            AddWithPathDependencies(TreePath.ManifestOf(directory), askedBy, cancellation);
        }

        AddWithPathDependencies(root, Location.OfFile(root), cancellation);
        CheckNames();
        var all = members.ToImmutable();
        var workspace = new Workspace { ManifestPath = root, Manifest = rootManifest, Members = all, DefaultMembers = DefaultMembers(all, listed) };
        foreach (var member in all)
        {
            member.Workspace = workspace;
        }

        return workspace;
    }

    /// <summary>Loads a package that belongs to no workspace.</summary>
    public Workspace LoadAlone()
    {
        if (rootManifest.Package is not null)
        {
            AddPackage(root, rootManifest, null);
        }

        var all = members.ToImmutable();
        return new Workspace { ManifestPath = root, Manifest = rootManifest, Members = all, DefaultMembers = all };
    }

    // The root is a member like others and mostly the last, but Cargo reads it first.
    private void ReadRoot()
    {
        if (rootManifest.Package is not null && !packages.ContainsKey(root.Parent))
        {
            packages[root.Parent] = reader.Read(root, rootManifest, PackageRole.Member, root);
        }

        reader.MeetOverrides(rootManifest);
    }

    // A pattern without a match is kept as a path. A match that is not a directory is dropped.
    private List<(RepoPath Directory, Location AskedBy)> Expand(ImmutableArray<PathEntry> patterns)
    {
        var result = new List<(RepoPath, Location)>();
        foreach (var (pattern, location) in patterns.IsDefault ? [] : patterns)
        {
            if (pattern.StartsWith('/'))
            {
                if (store.Resolve(default, pattern, location) is { } absolute)
                {
                    result.Add((absolute, location));
                }

                continue;
            }

            if (MemberGlob.Parse(pattern) is not { } glob)
            {
                store.RefuseWorkspace(location, $"'{pattern}' is no pattern that Cargo takes.", "use '*', '?', '[…]' inside a name and '**' as a whole one");
                continue;
            }

            if (glob.Expand(store.Tree, root.Parent) is not { } found)
            {
                store.RefuseWorkspace(location, $"'{pattern}' fits more paths than can be walked: links lead back up.", "name the members more narrowly, or take the links out");
                continue;
            }

            // The packages of a submodule are unknown, so a pattern there matches none.
            if (found.Count == 0 && !(Glob.HasWildcard(pattern) && store.Tree.FindSubmodule(root.Parent.Combine(pattern)) is not null))
            {
                result.Add((root.Parent.Combine(pattern), location));
            }

            foreach (var path in found)
            {
                if (path.IsRoot || store.Tree.GetKind(path) == EntryKind.Directory)
                {
                    result.Add((path, location));
                }
            }
        }

        return result;
    }

    // Depth first through path dependencies. The stack is explicit, because a chain may have any length.
    private void AddWithPathDependencies(RepoPath manifest, Location askedBy, CancellationToken cancellation)
    {
        var todo = new Stack<(RepoPath Path, Location AskedBy, bool IsDependency)>();
        todo.Push((manifest, askedBy, false));
        while (todo.TryPop(out var next))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Add(next.Path, next.AskedBy, next.IsDependency) is not { } package)
            {
                continue;
            }

            for (var i = package.Dependencies.Length - 1; i >= 0; i--)
            {
                if (package.Dependencies[i] is { Path: { } path } dependency)
                {
                    todo.Push((TreePath.ManifestOf(path), dependency.Location, true));
                }
            }
        }
    }

    private Package? Add(RepoPath path, Location askedBy, bool isDependency)
    {
        if (memberPaths.Contains(path))
        {
            return null;
        }

        if (isDependency && !path.IsUnder(root.Parent) && !PointsHere(path, askedBy))
        {
            return null;
        }

        if (roots.BoundaryOf(root, Section).Excludes(path))
        {
            return null;
        }

        memberPaths.Add(path);
        if (store.Load(path, askedBy) is not { } manifest)
        {
            return null;
        }

        CheckBelongs(path, manifest, askedBy);
        return manifest.Package is null ? null : AddPackage(path, manifest, root);
    }

    private Package AddPackage(RepoPath path, CargoManifest manifest, RepoPath? loadedRoot)
    {
        if (!packages.TryGetValue(path.Parent, out var package))
        {
            packages[path.Parent] = package = reader.Read(path, manifest, PackageRole.Member, loadedRoot);
        }

        members.Add(package);
        return package;
    }

    private bool PointsHere(RepoPath path, Location askedBy) =>
        !path.IsOutside && store.Load(path, askedBy) is { } manifest && roots.Find(path, manifest, root) == root;

    private void CheckBelongs(RepoPath path, CargoManifest manifest, Location askedBy)
    {
        if (path == root)
        {
            return;
        }

        if (manifest.Workspace is not null)
        {
            store.RefuseWorkspace(manifest.Workspace.Location, $"'{path}' is a workspace root inside the workspace of '{root}'.", $"remove its '[workspace]', or add its directory to 'exclude' of '{root}'");
            return;
        }

        var actual = roots.Find(path, manifest, root);
        if (actual == root)
        {
            return;
        }

        var message = actual is null
            ? $"'{path}' is a member of the workspace of '{root}', but does not lie below it."
            : $"'{path}' is a member of the workspace of '{root}', but belongs to that of '{actual}'.";
        store.RefuseWorkspace(manifest.WorkspacePointer?.Location ?? askedBy, message, $"let 'package.workspace' of '{path}' name the right root, or take it out");
    }

    private void CheckNames()
    {
        var names = new Dictionary<string, Package>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            // The name of a package in a submodule is a guess.
            if (member.Submodule is null && !names.TryAdd(member.Name, member))
            {
                store.RefuseWorkspace(member.NameLocation, $"'{names[member.Name].ManifestPath}' and '{member.ManifestPath}' are both named '{member.Name}'.", "give one of them another name");
            }
        }
    }

    private ImmutableArray<Package> DefaultMembers(ImmutableArray<Package> all, List<(RepoPath Directory, Location AskedBy)> listed)
    {
        if (Section.DefaultMembers.IsDefault)
        {
            return rootManifest.Package is null ? all : all.Where(m => m.ManifestPath == root).ToImmutableArray();
        }

        var result = ImmutableArray.CreateBuilder<Package>();
        var byDirectory = all.ToDictionary(m => m.Directory);
        var listedSet = listed.Select(entry => entry.Directory).ToHashSet();
        foreach (var (directory, askedBy) in Expand(Section.DefaultMembers))
        {
            if (byDirectory.TryGetValue(directory, out var member))
            {
                result.Add(member);
            }
            else if (!memberPaths.Contains(TreePath.ManifestOf(directory))
                && !(listedSet.Contains(directory) && roots.BoundaryOf(root, Section).Excludes(directory)))
            {
                store.RefuseWorkspace(askedBy, $"'{directory}' is a default member, but no member.", "add it to 'members', or take it out of 'default-members'");
            }
        }

        return result.ToImmutable();
    }
}
