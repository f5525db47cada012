using Harness.Changes;
using Harness.Lockfiles;
using Harness.Manifests;
using Harness.Policies;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Rights;

/// <summary>
/// Whether the change of one path is of a bounded kind, by the two trees and the history alone. A release moves versions: of packages, in
/// what asks for packages of the tree, in their lock entries, and it writes changelogs. An update moves what is asked of external
/// packages, and locks them. A revert brings back, path for path, what an ancestor of the target's tip had.
/// </summary>
internal sealed class GrantedChange(ChangeHistory history, Codebase before, Codebase after)
{
    private const string Version = "version";
    private readonly HashSet<string> local = before.Packages.Concat(after.Packages).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);

    public bool Is(GrantKind kind, FileChange file) => kind switch
    {
        GrantKind.Revert => history.Had(file.Path, file.After),
        GrantKind.Release => IsEdit(file) && (IsChangelog(file.Path) || HoldsManifest(file, IsReleased) || HoldsLock(file, IsReleased)),
        GrantKind.Update => IsEdit(file) && (HoldsManifest(file, IsUpdated) || HoldsLock(file, IsUpdated)),

        // Whether a change is only one of form takes a reader of the language.
        _ => false,
    };

    // Both sides plain files; a changelog may be new.
    private static bool IsEdit(FileChange file) =>
        file.Kind == ChangeKind.Modified && file.Before.Mode == file.After.Mode || (file.Kind == ChangeKind.Added && file.After.Mode == EntryMode.File && IsChangelog(file.Path));

    private static bool IsChangelog(RepoPath path)
    {
        var name = path.Name.AsSpan();
        var stem = name[..(name.LastIndexOf('.') is >= 0 and var dot ? dot : name.Length)];
        return (name.Length == stem.Length || name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
            && (stem.Equals("CHANGELOG", StringComparison.OrdinalIgnoreCase) || stem.Equals("CHANGES", StringComparison.OrdinalIgnoreCase)
                || stem.Equals("RELEASES", StringComparison.OrdinalIgnoreCase));
    }

    private bool HoldsManifest(FileChange file, Func<TomlDifference, DependencyName?, bool> holds)
    {
        if (file.Path.Name != "Cargo.toml" || ReadTable(before.Tree, file.Path) is not { } old || ReadTable(after.Tree, file.Path) is not { } now)
        {
            return false;
        }

        var differences = TomlDifference.Between(old, now).ToArray();
        return differences.Length > 0 && Array.TrueForAll(differences, d => holds(d, DependencyName.Of(d.Keys, now)));
    }

    private bool IsReleased(TomlDifference difference, DependencyName? dependency) =>
        AreTexts(difference) && (difference.Keys is ["package", Version] or ["workspace", "package", Version] || (dependency is { } named && named.IsVersion(difference) && IsLocal(named)));

    private bool IsUpdated(TomlDifference difference, DependencyName? dependency) =>
        AreTexts(difference) && dependency is { } named && named.IsVersion(difference) && !IsLocal(named);

    private bool IsLocal(DependencyName dependency) => dependency.HasPath || local.Contains(dependency.Package);

    private static bool AreTexts(TomlDifference difference) => difference.Before?.Value.AsString is not null && difference.After?.Value.AsString is not null;

    private static TomlTable? ReadTable(SourceTree tree, RepoPath path) =>
        tree.Read(path) is { Status: ReadStatus.Read } content && TomlDocument.Parse(SourceText.From(path, content.Bytes)) is { Diagnostics.IsEmpty: true } document
            ? document.Value : null;

    private bool HoldsLock(FileChange file, Func<LockChange, CargoLock, bool> holds) =>
        file.Path.Name == "Cargo.lock" && LockFile.Read(before.Tree, file.Path) is { Faults.IsEmpty: true } old && LockFile.Read(after.Tree, file.Path) is { Faults.IsEmpty: true } now
            && LockChange.Between(old, now) is { IsEmpty: false } changes && changes.All(c => holds(c, old)) && LockMeaning.FindInconsistent(now, after).IsEmpty;

    // A package of the tree gets another version, and what refers to it follows.
    private static bool IsReleased(LockChange change, CargoLock old) =>
        change.Kind == LockChangeKind.EntryChanged && change.After!.IsLocal && change.Before!.IsLocal
        && Names(change.Before).SequenceEqual(Names(change.After), StringComparer.Ordinal)
        && External(change.Before).SetEquals(External(change.After));

    // An update leads to no source that the lock file did not know.
    private static bool IsUpdated(LockChange change, CargoLock old) => change.Kind switch
    {
        LockChangeKind.SourceChanged or LockChangeKind.ChecksumChanged => false,
        LockChangeKind.EntryChanged => !change.After!.IsLocal || change.Before!.Id == change.After.Id,
        LockChangeKind.Added => !change.After!.IsLocal && old.Packages.Any(p => p.Id.Origin == change.After.Id.Origin),
        _ => !change.Before!.IsLocal,
    };

    private static IEnumerable<string> Names(LockedPackage package) => package.Dependencies.Select(d => d.Target.Name).Order(StringComparer.Ordinal);

    private static HashSet<LockedId> External(LockedPackage package) => [.. package.Dependencies.Select(d => d.Target).Where(t => t.Source is not null)];
}
