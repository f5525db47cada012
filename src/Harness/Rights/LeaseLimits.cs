using Harness.Changes;
using Harness.Trees;

namespace Harness.Rights;

/// <summary>
/// The limits of a lease. A lease allows edits. It does not allow moving a package's boundary, transferring a path, or moving content to a path of
/// another owner.
/// </summary>
internal sealed class LeaseLimits(Change change, ChangeRights rights)
{
    private readonly BoundaryChange boundary = new(change.Before, change.After);
    private readonly MovedContent moved = new(change, rights);
    private readonly Dictionary<FileChange, string> known = [];

    /// <summary>
    /// Returns the reason why a change of a leased path goes beyond an edit, as a sentence without a full stop. Empty if it does not.
    /// </summary>
    public string FindBeyond(FileChange file)
    {
        if (!known.TryGetValue(file, out var beyond))
        {
            known[file] = beyond = Find(file);
        }

        return beyond;
    }

    private string Find(FileChange file)
    {
        if (boundary.Find(file) is { } obstacle)
        {
            return obstacle.Phrase;
        }

        var (old, now) = (rights.Before.GetOwnership(file.Path), rights.After.GetOwnership(file.Path));
        return old.Kind != Ownership.OwnershipKind.Unowned && old.Owner != now.Owner ? $"the path goes from {Name(old)} to {Name(now)}"
            : moved.FindPlace(file, old.Owner) is { IsRoot: false } place ? $"what it takes out of the file is put into '{place}'"
            : "";
    }

    private static string Name(Ownership.PathOwnership owned) => owned.Owner is { } owner ? $"'{owner}'" : "nobody";
}
