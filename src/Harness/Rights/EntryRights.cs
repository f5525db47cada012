using System.Collections.Immutable;
using Harness.Changes;
using Harness.Ownership;
using Harness.Policies;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Rights;

/// <summary>Finds the packages that the changed entries of a workspace's root manifest concern.</summary>
internal sealed class EntryRights(OwnershipMap before, OwnershipMap after, DateOnly today)
{
    private readonly Dictionary<RepoPath, ImmutableArray<RootManifestDifference>> differences = [];

    /// <summary>Determines whether a changed path is a workspace's root manifest on both sides.</summary>
    public bool IsRoot(FileChange file) => file is { Before.Exists: true, After.Exists: true } && IsRootOf(before.Policy.Codebase, file.Path) && IsRootOf(after.Policy.Codebase, file.Path);

    /// <summary>Determines whether anything but looks differs.</summary>
    public bool SaysOtherwise(FileChange file) => !Of(file).IsEmpty;

    /// <summary>Returns the parts of the change that concern packages that a contributor does not own, or the whole workspace.</summary>
    public ImmutableArray<RightObstacle> FindForeign(FileChange file, params IEnumerable<Contributor> makers) =>
        [.. Of(file).Where(d => makers.Any(m => !IsOf(d, m))).Select(ToObstacle)];

    private ImmutableArray<RootManifestDifference> Of(FileChange file)
    {
        if (!differences.TryGetValue(file.Path, out var known))
        {
            differences[file.Path] = known = RootManifestChange.Between(before.Policy.Codebase, after.Policy.Codebase, file.Path);
        }

        return known;
    }

    private static bool IsRootOf(Codebase codebase, RepoPath path) => codebase.Workspaces.Any(w => w.ManifestPath == path && w.Manifest.IsWorkspaceRoot);

    private bool IsOf(RootManifestDifference difference, Contributor who) =>
        !difference.Packages.IsEmpty && difference.Packages.All(d => Owns(before, d, who, IsMember(difference)) && Owns(after, d, who, IsMember(difference)));

    // A lease allows edits of the values that a package inherits. Its place among the members is a boundary.
    private static bool IsMember(RootManifestDifference difference) => !difference.Key.StartsWith("workspace.dependencies.", StringComparison.Ordinal);

    private bool Owns(OwnershipMap map, RepoPath directory, Contributor who, bool isMember)
    {
        if (map.Policy.Codebase.FindPackage(directory) is not { } package)
        {
            return true;
        }

        var owned = map.GetOwnership(package.ManifestPath);
        return (owned.Owner is { } owner && who.Agents.Contains(owner)) || (!isMember && map.LeasesFor(package.ManifestPath, today).Any(l => who.Agents.Contains(l.Holder)));
    }

    private RightObstacle ToObstacle(RootManifestDifference difference)
    {
        var packages = difference.Packages.Select(d => (after.Policy.Codebase.FindPackage(d) ?? before.Policy.Codebase.FindPackage(d))!).ToArray();
        var owners = packages.Select(p => (before.Policy.Codebase.FindPackage(p.Directory) is null ? after : before).GetOwnership(p.ManifestPath).Owner).ToArray();
        var named = packages.Zip(owners, (p, o) => $"'{p.Name}' ({o?.Name ?? "nobody's"})");
        var phrase = packages.Length == 0 ? $"'{difference.Key}' concerns the whole workspace" : $"'{difference.Key}' concerns {string.Join(", ", named)}";
        return new RightObstacle(phrase, difference.Location, difference.Key)
        {
            Concerned = Array.Exists(owners, o => o is null) ? [] : [.. owners.OfType<Agent>().Distinct()],
        };
    }
}
