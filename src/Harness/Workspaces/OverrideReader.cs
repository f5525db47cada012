using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>The mechanism of an override in Cargo.</summary>
internal enum OverrideKind
{
    /// <summary><c>paths</c>: every package below a directory replaces those of its name, whatever their source and version.</summary>
    Paths,

    /// <summary><c>[patch]</c>: a further version of a package of one source.</summary>
    Patch,

    /// <summary><c>[replace]</c>: one version of a package of one source.</summary>
    Replace,
}

/// <summary>One entry that puts another package in the place of one.</summary>
/// <param name="Kind">The way it takes.</param>
/// <param name="Name">The package that is replaced. Empty for <c>paths</c>, which use the names they find.</param>
/// <param name="Source">The source that is patched or replaced, as dependencies name it. Empty for all.</param>
/// <param name="Versions">The versions that may be put there.</param>
/// <param name="Version">The version that is replaced, or <see langword="null"/> if none is named.</param>
/// <param name="Directory">The directory of the tree that is put there, or <see langword="null"/> if it comes from elsewhere.</param>
/// <param name="Location">The entry.</param>
internal sealed record PackageOverride(
    OverrideKind Kind, string Name, string Source, VersionRequirement Versions, SemanticVersion? Version, RepoPath? Directory, Location Location);

/// <summary>
/// The overrides of a workspace, those that win first: <c>paths</c>, then <c>[patch]</c> of configurations, then the root manifest's.
/// </summary>
internal static class OverrideReader
{
    public static ImmutableArray<PackageOverride> Read(ManifestStore store, CargoConfiguration configuration, Workspace workspace)
    {
        var result = ImmutableArray.CreateBuilder<PackageOverride>();
        foreach (var (directory, location) in configuration.Paths)
        {
            result.Add(new PackageOverride(OverrideKind.Paths, "", "", VersionRequirement.Any, null, directory, location));
        }

        var configured = new HashSet<(string, string)>();
        foreach (var (directory, patch) in configuration.Patches)
        {
            configured.Add((configuration.KeyOf(patch.Source), patch.Entry.Key));
            result.Add(Patch(store, configuration, directory, patch));
        }

        foreach (var patch in workspace.Manifest.Patches)
        {
            if (!configured.Contains((configuration.KeyOf(patch.Source), patch.Entry.Key)))
            {
                result.Add(Patch(store, configuration, workspace.Directory, patch));
            }
        }

        foreach (var (replaced, entry) in workspace.Manifest.Replacements)
        {
            result.Add(new PackageOverride(
                OverrideKind.Replace, replaced.Name, replaced.Url ?? SourceUrl.CratesIoIndex, VersionRequirement.Any,
                replaced.Version!.ToVersion(), TargetOf(store, workspace.Directory, entry), entry.Location));
        }

        return result.ToImmutable();
    }

    private static PackageOverride Patch(ManifestStore store, CargoConfiguration configuration, RepoPath directory, PatchDeclaration patch) => new(
        OverrideKind.Patch, patch.Entry.Name, configuration.KeyOf(patch.Source), patch.Entry.Requirement ?? VersionRequirement.Any,
        null, TargetOf(store, directory, patch.Entry), patch.Entry.Location);

    private static RepoPath? TargetOf(ManifestStore store, RepoPath directory, DependencyDeclaration entry) =>
        entry.Path is { } path && store.Resolve(directory, path, entry.Location) is { IsOutside: false } target ? target : null;
}
