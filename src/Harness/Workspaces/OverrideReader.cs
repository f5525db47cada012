using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>One entry that puts a directory in the place of a package.</summary>
/// <param name="Name">The package that is replaced; <see langword="null"/> for the one that stands in the directory.</param>
/// <param name="PatchKey">The source that is patched; <see langword="null"/> for all.</param>
/// <param name="Version">The version that is replaced; <see langword="null"/> for the directory's own.</param>
/// <param name="Directory">The directory.</param>
/// <param name="Location">The entry.</param>
internal sealed record PackageOverride(string? Name, string? PatchKey, SemanticVersion? Version, RepoPath Directory, Location Location);

/// <summary>Reads the overrides of a workspace, those that win first: <c>paths</c>, then <c>[patch]</c> of configurations, then the root manifest's.</summary>
internal static class OverrideReader
{
    private const string CratesIo = "crates-io";

    public static ImmutableArray<PackageOverride> Read(ManifestStore store, Workspace workspace)
    {
        var paths = new List<PackageOverride>();
        var patches = new List<PackageOverride>();
        for (var at = workspace.Directory; ; at = at.Parent)
        {
            ReadConfiguration(store, at, paths, patches);
            if (at.IsRoot || at.IsOutside)
            {
                break;
            }
        }

        foreach (var (source, entry) in workspace.Manifest.Patches)
        {
            Add(store, patches, entry, workspace.Directory, entry.Name, KeyOf(source), null);
        }

        foreach (var entry in workspace.Manifest.Replacements)
        {
            var (name, version) = ReadSpecification(entry.Key);
            Add(store, patches, entry, workspace.Directory, name, null, version);
        }

        return [.. paths, .. patches];
    }

    private static void ReadConfiguration(ManifestStore store, RepoPath directory, List<PackageOverride> paths, List<PackageOverride> patches)
    {
        var older = directory.Combine(".cargo/config");
        var path = store.Tree.GetKind(older) == EntryKind.File ? older : directory.Combine(".cargo/config.toml");
        if (store.LoadConfiguration(path) is not { } configuration)
        {
            return;
        }

        if (configuration.Root.Find("paths") is { } list)
        {
            foreach (var item in list.Value.Items)
            {
                if (item.AsString is { } text && TreePath.Resolve(store.Tree, directory, text) is { } target)
                {
                    paths.Add(new PackageOverride(null, null, null, target, new Location(configuration.Text, item.Span)));
                }
            }
        }

        foreach (var source in configuration.Root["patch"]?.AsTable?.Entries ?? [])
        {
            var reader = new ManifestReader(configuration.Text);
            foreach (var entry in source.Value.AsTable is { } table ? DependencyReader.ReadAll(reader, table, DependencyTableKind.Override) : [])
            {
                Add(store, patches, entry, directory, entry.Name, KeyOf(source.Key), null);
            }
        }
    }

    private static void Add(
        ManifestStore store, List<PackageOverride> overrides, DependencyDeclaration entry, RepoPath directory, string name, string? key, SemanticVersion? version)
    {
        if (entry.Path is { } path && TreePath.Resolve(store.Tree, directory, path) is { IsOutside: false } target)
        {
            overrides.Add(new PackageOverride(name, key, version, target, entry.Location));
        }
    }

    private static string KeyOf(string source) =>
        SourceUrl.Normalize(source) is not { } url ? source
        : SourceUrl.Canonical(url) is var canonical && canonical == "https://github.com/rust-lang/crates.io-index" ? CratesIo : canonical;

    // 'name:1.2.3', 'name@1.2.3', and the same behind 'url#'.
    private static (string Name, SemanticVersion? Version) ReadSpecification(string text)
    {
        var rest = text[(text.LastIndexOf('#') + 1)..];
        var cut = rest.IndexOfAny([':', '@']);
        return cut < 0 ? (rest, null) : (rest[..cut], SemanticVersion.Parse(rest[(cut + 1)..]));
    }
}
