using Harness.Changes;
using Harness.Lockfiles;
using Harness.Policies;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Rights;

/// <summary>
/// Determines whether the change of a path is of a bounded kind, from the two trees and the history only. A release raises versions by one step, in
/// packages, in requirements for packages of the tree, and in their lock entries. It also writes changelogs. An update raises requirements for
/// external packages, and locks them. A revert undoes whole commits, so the change counts as a whole.
/// </summary>
internal sealed class GrantedChange
{
    private readonly Change change;
    private readonly Codebase before;
    private readonly Codebase after;
    private readonly ReleasedManifest released;
    private readonly UpdatedManifest updated;
    private readonly Lazy<IncludedFiles> included;

    public GrantedChange(Change change, Codebase before, Codebase after)
    {
        (this.change, this.before, this.after) = (change, before, after);
        var local = before.Packages.Concat(after.Packages).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        released = new ReleasedManifest(after, local);
        updated = new UpdatedManifest(after.Tree, local);
        included = new(() => new IncludedFiles(after));
    }

    public bool Is(GrantKind kind, FileChange file) => change.Files.Find(file.Path) is { } own && own.After == file.After && kind switch
    {
        GrantKind.Revert => change.History.IsRevert,
        GrantKind.Release => IsRelease(file),
        GrantKind.Update => IsEdit(file) && (HoldsManifest(file, updated.Is) || HoldsLock(file, IsUpdate)),

        // Whether a change is only one of form takes a reader of the language.
        _ => false,
    };

    private bool IsRelease(FileChange file) => Changelog.Is(file.Path)
        ? (IsEdit(file) || (file.Kind == ChangeKind.Added && file.After.Mode == EntryMode.File)) && Changelog.IsText(after.Tree.Read(file.Path)) && !included.Value.Include(file.Path)
        : IsEdit(file) && (HoldsManifest(file, released.Is) || HoldsLock(file, IsRelease));

    // Both sides plain files of one mode.
    private static bool IsEdit(FileChange file) =>
        file.Kind == ChangeKind.Modified && file.Before.Mode == file.After.Mode && file.After.Mode is EntryMode.File or EntryMode.Executable;

    private bool HoldsManifest(FileChange file, Func<ManifestEdit, bool> holds) =>
        file.Path.Name == "Cargo.toml" && ManifestEdit.Read(before.Tree, after.Tree, file.Path) is { } edit && holds(edit);

    private bool HoldsLock(FileChange file, Func<CargoLock, CargoLock, bool> holds) =>
        file.Path.Name == "Cargo.lock" && LockFile.Read(before.Tree, file.Path) is { Faults.IsEmpty: true } old && LockFile.Read(after.Tree, file.Path) is { Faults.IsEmpty: true } now
            && holds(old, now) && LockMeaning.FindInconsistent(now, after).IsEmpty;

    // A package of the tree gets another version, and the references to it follow.
    private static bool IsRelease(CargoLock old, CargoLock now) => LockChange.Between(old, now) is { IsEmpty: false } changes && changes.All(c =>
        c.Kind == LockChangeKind.EntryChanged && c.After!.IsLocal && c.Before!.IsLocal
        && Names(c.Before).SequenceEqual(Names(c.After), StringComparer.Ordinal) && External(c.Before).SetEquals(External(c.After)));

    private bool IsUpdate(CargoLock old, CargoLock now) => new UpdatedLock(old, now).IsUpdate && !new LockHistory(change.History).FindForged(old, now).Any();

    private static IEnumerable<string> Names(LockedPackage package) => package.Dependencies.Select(d => d.Target.Name).Order(StringComparer.Ordinal);

    private static HashSet<LockedId> External(LockedPackage package) => [.. package.Dependencies.Select(d => d.Target).Where(t => t.Source is not null)];
}
