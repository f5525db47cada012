using System.Collections.Immutable;
using Harness.Manifests;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Policies;

/// <summary>The findings that fail a check.</summary>
public enum Enforcement
{
    /// <summary>None. Findings are only shown.</summary>
    Report,

    /// <summary>Those that a change brings.</summary>
    New,

    /// <summary>All.</summary>
    All,
}

/// <summary>The settings of the workspace: the table <c>[workspace]</c>.</summary>
public sealed record WorkspaceSettings
{
    /// <summary>The workspaces and lone packages judged, as paths or globs of their manifests.</summary>
    public ImmutableArray<PathGlob> Manifests { get; init; } = [];

    /// <summary>Globs of manifests that are data.</summary>
    public ImmutableArray<PathGlob> Ignore { get; init; } = [];

    /// <summary>Selectors, as they are written, that may match nothing, because their packages are planned or gone for good.</summary>
    public ImmutableArray<Selector> Planned { get; init; } = [];

    /// <summary>The dependency kinds that rules of direction judge.</summary>
    public DependencyKinds Kinds { get; init; } = DependencyKinds.Normal | DependencyKinds.Build;

    /// <summary>The findings that fail a check.</summary>
    public Enforcement Enforce { get; init; } = Enforcement.New;

    /// <summary>
    /// The keys that lead to a layer's name in a manifest, such as <c>package.metadata.x.layer</c>. Empty if manifests do not name layers.
    /// </summary>
    public ImmutableArray<string> LayerFrom { get; init; } = [];

    /// <summary>The place of <c>[workspace]</c> or, without it, the start of the policy.</summary>
    public required Location Location { get; init; }

    /// <summary>The place of the value of <c>kinds</c>, or <see langword="null"/> without it.</summary>
    internal Location? KindsLocation { get; init; }

    /// <summary>Returns the settings as a codebase is loaded with.</summary>
    /// <param name="cache">Parsed manifests to use again, or <see langword="null"/> for none.</param>
    public CodebaseOptions ToCodebaseOptions(ManifestCache? cache = null) => ToCodebaseOptions(cache, skipsMissing: false);

    internal CodebaseOptions ToCodebaseOptions(ManifestCache? cache, bool skipsMissing) => new()
    {
        SkipsMissing = skipsMissing,
        Manifests = Manifests.IsEmpty ? ["Cargo.toml"] : [.. Manifests.Select(m => m.Text)],
        Ignore = [.. Ignore.Select(i => i.Text)],
        Cache = cache,
    };
}
