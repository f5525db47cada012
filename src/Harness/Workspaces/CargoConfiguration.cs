using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;
using Harness.Trees;

namespace Harness.Workspaces;

/// <summary>One <c>[patch]</c> entry of a configuration.</summary>
/// <param name="Directory">The directory that its path starts from.</param>
/// <param name="Declaration">The entry.</param>
internal sealed record ConfiguredPatch(RepoPath Directory, PatchDeclaration Declaration);

/// <summary>
/// The sources and overrides in the <c>.cargo/config.toml</c> files of a directory and its ancestors, in order of precedence. Only the tree's own
/// files are read. A home directory or environment variables do not change a judgement.
/// </summary>
internal sealed class CargoConfiguration
{
    private readonly Dictionary<string, string> registries;

    public CargoConfiguration(ImmutableArray<(RepoPath Directory, Location Location)> paths, ImmutableArray<ConfiguredPatch> patches, Dictionary<string, string> registries)
    {
        Paths = paths;
        Patches = patches;
        this.registries = registries;
    }

    /// <summary>The directories of <c>paths</c>.</summary>
    public ImmutableArray<(RepoPath Directory, Location Location)> Paths { get; }

    /// <summary>The entries of <c>[patch]</c>. Of one source and key only the entry that counts is there.</summary>
    public ImmutableArray<ConfiguredPatch> Patches { get; }

    /// <summary>Returns the URL of a registry's index, or <see langword="null"/> if the tree does not define it.</summary>
    public string? FindRegistry(string name) => name == "crates-io" ? SourceUrl.CratesIoIndex : registries.GetValueOrDefault(name);

    /// <summary>
    /// Returns the key that all names of a source share: its canonical URL, or the name of a registry that the tree does not define.
    /// </summary>
    /// <param name="source">The name of a registry, or a URL.</param>
    public string KeyOf(string source) =>
        FindRegistry(source) is { } index ? SourceUrl.Canonical(index)
        : SourceUrl.Normalize(source) is { } url ? SourceUrl.Canonical(url) : source;
}
