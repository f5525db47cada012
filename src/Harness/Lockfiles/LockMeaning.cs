using System.Collections.Immutable;
using Harness.Workspaces;

namespace Harness.Lockfiles;

/// <summary>Checks a lock file, or a change of one, against the manifests.</summary>
internal static class LockMeaning
{
    /// <summary>
    /// Finds the differences in a lock file that no changed manifest explains. A member's entry follows its manifest. An external package may appear,
    /// change or disappear only if a dependency leads to it whose declaration changed, or that the old file did not satisfy.
    /// </summary>
    /// <param name="before">The old file, or <see cref="CargoLock.Absent"/> if there is none.</param>
    /// <param name="after">The new file, or <see cref="CargoLock.Absent"/> if there is none.</param>
    /// <param name="codebaseBefore">The manifests before.</param>
    /// <param name="codebaseAfter">The manifests after.</param>
    /// <returns>The unexplained differences, in the order of the files.</returns>
    public static ImmutableArray<LockProblem> FindUnexplained(CargoLock before, CargoLock after, Codebase codebaseBefore, Codebase codebaseAfter)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(codebaseBefore);
        ArgumentNullException.ThrowIfNull(codebaseAfter);
        if (!before.Faults.IsEmpty || !after.Faults.IsEmpty)
        {
            return [.. before.Faults, .. after.Faults];
        }

        var directory = after.Text.Path.Parent;
        return LockScope.Find(codebaseAfter, directory) is { } scopeAfter
            ? InOrder(new ExplainedLock(before, after, LockScope.Find(codebaseBefore, directory), scopeAfter).Find())
            : [NoWorkspace(after)];
    }

    /// <summary>
    /// Finds the inconsistencies between a lock file and the manifests. Each package of the workspace must have exactly the dependencies that its
    /// manifest allows, and every package must be reachable.
    /// </summary>
    /// <param name="text">The file, or <see cref="CargoLock.Absent"/> if there is none.</param>
    /// <param name="codebase">The manifests.</param>
    /// <returns>The inconsistencies, in the order of the file.</returns>
    public static ImmutableArray<LockProblem> FindInconsistent(CargoLock text, Codebase codebase)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(codebase);
        return !text.Faults.IsEmpty ? text.Faults
            : LockScope.Find(codebase, text.Text.Path.Parent) is { } scope ? InOrder(ConsistentLock.Find(text, scope))
            : [NoWorkspace(text)];
    }

    private static LockProblem NoWorkspace(CargoLock text) =>
        new($"no workspace that is judged has its root in '{text.Text.Path.Parent}', so no manifest speaks for this file", new Text.Location(text.Text, default));

    private static ImmutableArray<LockProblem> InOrder(IEnumerable<LockProblem> problems) =>
        [.. problems.Distinct().OrderBy(p => p.Location.Span.Start).ThenBy(p => p.Phrase, StringComparer.Ordinal)];
}
