using System.Globalization;
using Harness.Changes;
using Harness.Trees;

namespace Harness.Git;

/// <summary>
/// Finds the paths that differ between two trees, by objects only: no attributes, no renames, no <c>.gitmodules</c>. Subtrees with
/// one id are equal and not read. An old <c>100664</c> is the same as <c>100644</c>.
/// </summary>
internal sealed class TreeComparison(ObjectReader reader, CancellationToken cancellation)
{
    // Judging a path takes longer than finding it. Vendoring the largest registry crates adds a tenth of this number.
    private const int MostChanges = 300_000;

    private readonly List<FileChange> changes = [];
    private readonly Stack<(RepoPath At, string? Before, string? After)> pending = new();

    /// <summary>Compares two trees.</summary>
    public ChangeSet Compare(string before, string after)
    {
        if (before != after)
        {
            reader.CheckBounds(before);
            reader.CheckBounds(after);
            pending.Push((RepoPath.Root, before, after));
        }

        while (pending.TryPop(out var pair))
        {
            cancellation.ThrowIfCancellationRequested();
            if (changes.Count > MostChanges)
            {
                throw new GitException(string.Create(CultureInfo.InvariantCulture, $"more than {MostChanges:N0} paths change: split the change, or take generated files out of it"));
            }

            CompareDirectories(pair.At, Entries(pair.Before), Entries(pair.After));
        }

        return new ChangeSet(changes);
    }

    private ObjectEntry[] Entries(string? tree) => tree is null ? [] : reader.ReadTree(tree);

    private void CompareDirectories(RepoPath at, ObjectEntry[] before, ObjectEntry[] after)
    {
        for (int i = 0, j = 0; i < before.Length || j < after.Length;)
        {
            var order = i == before.Length ? 1 : j == after.Length ? -1 : string.CompareOrdinal(before[i].Name, after[j].Name);
            var old = order <= 0 ? before[i++] : default(ObjectEntry?);
            var now = order >= 0 ? after[j++] : default(ObjectEntry?);
            if (old != now)
            {
                CompareEntries(at.Combine((old ?? now)!.Value.Name), old, now);
            }
        }
    }

    // A directory against a file is both: the files below it, and the file in its place.
    private void CompareEntries(RepoPath path, ObjectEntry? before, ObjectEntry? after)
    {
        var (oldTree, newTree) = (TreeOf(before), TreeOf(after));
        if (oldTree is not null || newTree is not null)
        {
            pending.Push((path, oldTree, newTree));
        }

        var (old, now) = (FileOf(before), FileOf(after));
        if (old != now)
        {
            changes.Add(new FileChange(path, old, now));
        }
    }

    private static string? TreeOf(ObjectEntry? entry) => entry is { IsTree: true } tree ? tree.Id : null;

    private static FileVersion FileOf(ObjectEntry? entry) => entry is { IsTree: false } file ? file.Version : FileVersion.Absent;
}
