using Harness.Lockfiles;
using Harness.Manifests;
using Harness.Toml;
using Harness.Trees;

namespace Harness.Rights;

/// <summary>Determines whether an edit of a manifest is that of an update of external packages.</summary>
/// <param name="after">The tree after.</param>
/// <param name="local">The names of the packages of either tree.</param>
internal sealed class UpdatedManifest(SourceTree after, IReadOnlySet<string> local)
{
    public bool Is(ManifestEdit edit)
    {
        var locked = LockFor(edit.Path);
        return edit.Differences.All(d => DependencyName.Find(d.Keys, edit.After) is { } dependency && dependency.IsVersion(d)
            && !dependency.HasPath && !local.Contains(dependency.Package) && IsRaised(d, dependency.Package, locked));
    }

    private static bool IsRaised(TomlDifference difference, string package, CargoLock? locked) =>
        VersionRequirement.Parse(difference.Before!.Value.AsString!) is { } old && VersionRequirement.Parse(difference.After!.Value.AsString!) is { } now
        && (now.HasOperatorsOf(old) || old.IsAny) && now.Lowest.CompareTo(old.Lowest) >= 0
        && (locked is null || locked.FindAll(package).Any(p => SemanticVersion.Parse(p.Id.Version) is { } version && now.Matches(version)));

    // The nearest lock file above, as Cargo would find it. A tree without one leaves versions to the build.
    private CargoLock? LockFor(RepoPath manifest)
    {
        for (var directory = manifest.Parent; ; directory = directory.Parent)
        {
            var path = directory.Combine("Cargo.lock");
            if (after.GetKind(path) != EntryKind.None || directory.IsRoot)
            {
                return after.GetKind(path) == EntryKind.None ? null : LockFile.Read(after, path) ?? CargoLock.Absent(path);
            }
        }
    }
}
