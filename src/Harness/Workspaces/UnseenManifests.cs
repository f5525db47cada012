using System.Text;
using Harness.Manifests;
using Harness.Text;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>
/// The packages in submodules. A commit names the submodule but does not hold its files, so only the place and name of such a package are known. The
/// name comes from a dependency, or else from its directory.
/// </summary>
/// <param name="names">The names that an earlier load was told, by directory.</param>
internal sealed class UnseenManifests(IReadOnlyDictionary<RepoPath, string> names)
{
    private readonly Dictionary<RepoPath, UnseenManifest> met = [];
    private readonly Dictionary<RepoPath, SortedSet<string>> asked = [];

    /// <summary>Returns a substitute for a manifest that is not available, and remembers the place that requested it.</summary>
    /// <param name="path">The manifest's path.</param>
    /// <param name="submodule">The submodule that it lies in.</param>
    /// <param name="askedBy">The place that names it.</param>
    public CargoManifest Meet(RepoPath path, RepoPath submodule, Location askedBy)
    {
        var name = names.GetValueOrDefault(path.Parent) ?? NameOf(path.Parent);
        met[path] = new UnseenManifest(submodule, askedBy, name);
        return CargoManifest.Parse(SourceText.From(path, Encoding.UTF8.GetBytes($"[package]\nname = \"{name}\"\n"))).Value;
    }

    /// <summary>Returns the known facts about an unavailable manifest, or <see langword="null"/> if it was read normally.</summary>
    public UnseenManifest? Find(RepoPath path) => met.GetValueOrDefault(path);

    /// <summary>Remembers the name by which a package is requested.</summary>
    /// <returns>The other name by which it was requested before, because Cargo accepts only one of them.</returns>
    public string? Ask(RepoPath directory, string name)
    {
        if (!met.ContainsKey(TreePath.ManifestOf(directory)))
        {
            return null;
        }

        if (!asked.TryGetValue(directory, out var known))
        {
            asked[directory] = known = new SortedSet<string>(StringComparer.Ordinal);
        }

        known.Add(name);
        return known.FirstOrDefault(n => n != name);
    }

    /// <summary>Returns the names from dependencies that this load did not know yet.</summary>
    public Dictionary<RepoPath, string> FindNews() => asked
        .Where(a => met[TreePath.ManifestOf(a.Key)].Name is var name && !a.Value.Contains(name) && !names.ContainsKey(a.Key))
        .ToDictionary(a => a.Key, a => a.Value.Min!);

    private static string NameOf(RepoPath directory)
    {
        var name = string.Concat(directory.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        return CrateName.Check(name) is null ? name : "_" + name;
    }
}

/// <summary>A manifest in a submodule.</summary>
/// <param name="Submodule">The submodule.</param>
/// <param name="AskedBy">The place that names it.</param>
/// <param name="Name">The name of the package, as far as it is known.</param>
internal sealed record UnseenManifest(RepoPath Submodule, Location AskedBy, string Name);
