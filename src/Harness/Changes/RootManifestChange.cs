using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Changes;

/// <summary>A difference in the content of a workspace's root manifest. Order, comments and format do not count.</summary>
/// <param name="Key">The keys that lead to it, joined by dots; after <c>members</c> and <c>default-members</c> the entry itself.</param>
/// <param name="Location">Its place in the new manifest, or in the old one if it was removed.</param>
/// <param name="Packages">
/// The directories of the only packages that it concerns. Empty if it concerns the whole workspace, so that the root manifest's owner decides.
/// </param>
internal sealed record RootManifestDifference(string Key, Location Location, ImmutableArray<RepoPath> Packages);

/// <summary>
/// Finds the packages that a change of a workspace's root manifest concerns. An entry of <c>members</c> or <c>default-members</c> for a directory
/// concerns the package there. An entry of <c>workspace.dependencies</c> concerns the members that inherit it, before or after. Everything else
/// concerns the whole workspace: profiles, lints, patches, inherited fields, patterns of members.
/// </summary>
internal static class RootManifestChange
{
    private const string Workspace = "workspace";

    /// <summary>Compares a root manifest by its keys.</summary>
    /// <param name="before">The tree before.</param>
    /// <param name="after">The tree after.</param>
    /// <param name="manifest">The root manifest's path.</param>
    /// <returns>The differences, in ordinal order of their keys.</returns>
    public static ImmutableArray<RootManifestDifference> Between(Codebase before, Codebase after, RepoPath manifest)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (Find(before, manifest), Find(after, manifest));
        if (old is null || now is null)
        {
            return (now ?? old) is { } only ? [new RootManifestDifference(Workspace, new Location(only.Manifest.Text, default), [])] : [];
        }

        var users = new InheritedUse(old, now);
        return
        [
            .. TomlDifference.Between(TomlDocument.Parse(old.Manifest.Text).Value, TomlDocument.Parse(now.Manifest.Text).Value)
                .SelectMany(d => OfKey(d, old, now, users))
                .DistinctBy(d => d.Key, StringComparer.Ordinal)
                .OrderBy(d => d.Key, StringComparer.Ordinal),
        ];
    }

    private static Workspaces.Workspace? Find(Codebase codebase, RepoPath manifest) =>
        codebase.Workspaces.FirstOrDefault(w => w.ManifestPath == manifest);

    private static IEnumerable<RootManifestDifference> OfKey(TomlDifference difference, Workspaces.Workspace old, Workspaces.Workspace now, InheritedUse users)
    {
        var keys = difference.Keys;
        if (keys is [Workspace, "members" or "default-members"])
        {
            return OfMembers(difference, old, now);
        }

        var place = new Location((difference.After is null ? old : now).Manifest.Text, difference.Span);
        return keys is [Workspace, "dependencies", var name, ..]
            ? [new RootManifestDifference($"{Workspace}.dependencies.{name}", place, users.FindUsers(name))]
            : keys is [Workspace, "dependencies"] ? OfDependencies(difference, place, users)
            : [new RootManifestDifference(string.Join('.', keys), place, [])];
    }

    // The whole table came or went: so did each of its entries.
    private static IEnumerable<RootManifestDifference> OfDependencies(TomlDifference difference, Location place, InheritedUse users) =>
        (difference.After ?? difference.Before)!.Value.AsTable is { } table && (difference.After is null || difference.Before is null)
            ? table.Entries.Select(e => new RootManifestDifference($"{Workspace}.dependencies.{e.Key}", place with { Span = e.KeySpan }, users.FindUsers(e.Key)))
            : [new RootManifestDifference($"{Workspace}.dependencies", place, [])];

    private static IEnumerable<RootManifestDifference> OfMembers(TomlDifference difference, Workspaces.Workspace old, Workspaces.Workspace now)
    {
        var key = string.Join('.', difference.Keys);
        var (earlier, later) = (Items(difference.Before), Items(difference.After));
        if ((difference.Before is null) != (difference.After is null) && difference.Keys[^1] == "default-members")
        {
            // Without the key another set is the default: not only the entries named are concerned.
            yield return new RootManifestDifference(key, new Location((difference.After is null ? old : now).Manifest.Text, difference.Span), []);
            yield break;
        }

        foreach (var (text, span) in later.Where(e => !earlier.ContainsKey(e.Key)))
        {
            yield return new RootManifestDifference($"{key}.{text}", new Location(now.Manifest.Text, span), Spelt(now, text));
        }

        foreach (var (text, span) in earlier.Where(e => !later.ContainsKey(e.Key)))
        {
            yield return new RootManifestDifference($"{key}.{text}", new Location(old.Manifest.Text, span), Spelt(old, text));
        }
    }

    private static Dictionary<string, SourceSpan> Items(TomlEntry? entry)
    {
        var items = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
        foreach (var item in entry?.Value.Items ?? [])
        {
            items.TryAdd(item.AsString ?? "", item.Span);
        }

        return items;
    }

    private static ImmutableArray<RepoPath> Spelt(Workspaces.Workspace workspace, string entry) =>
        !entry.AsSpan().ContainsAny("*?[") && !entry.StartsWith('/')
        && workspace.Directory.Combine(entry) is var directory && directory != workspace.Directory && workspace.Members.Any(m => m.Directory == directory)
            ? [directory] : [];
}
