using Harness.Manifests;
using Harness.Toml;
using Harness.Workspaces;

namespace Harness.Rights;

/// <summary>Determines whether an edit of a manifest is that of a release.</summary>
/// <param name="after">The packages after.</param>
/// <param name="local">The names of the packages of either tree.</param>
internal sealed class ReleasedManifest(Codebase after, IReadOnlySet<string> local)
{
    private const string Version = "version";

    public bool Is(ManifestEdit edit) => edit.Differences.All(d => d.Keys is ["package", Version] or ["project", Version] or ["workspace", "package", Version]
        ? IsStep(d) : DependencyName.Find(d.Keys, edit.After) is { } dependency && dependency.IsVersion(d) && IsRaised(d, dependency));

    private static bool IsStep(TomlDifference difference) =>
        SemanticVersion.Parse(difference.Before!.Value.AsString!) is { } old && SemanticVersion.Parse(difference.After!.Value.AsString!) is { } now && old.IsStepTo(now);

    // A requirement for a package of the tree follows its version.
    private bool IsRaised(TomlDifference difference, DependencyName dependency) =>
        (dependency.HasPath || local.Contains(dependency.Package))
        && VersionRequirement.Parse(difference.Before!.Value.AsString!) is { } old && VersionRequirement.Parse(difference.After!.Value.AsString!) is { } now
        && now.HasOperatorsOf(old) && now.Lowest.CompareTo(old.Lowest) > 0
        && after.Packages.Any(p => p.Name == dependency.Package && SemanticVersion.Parse(p.Version) is { } version && now.Matches(version));
}
