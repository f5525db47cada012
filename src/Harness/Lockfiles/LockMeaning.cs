using System.Collections.Immutable;
using Harness.Workspaces;

namespace Harness.Lockfiles;

/// <summary>Whether a lock file, or a change of one, means no more than the manifests say.</summary>
internal static class LockMeaning
{
    /// <summary>
    /// What of a change of a lock file no changed manifest explains: a member's entry follows its manifest; an external package
    /// appears, moves or goes because it is reached from a dependency whose declaration changed, or that the file before did not fit.
    /// </summary>
    /// <param name="before">The file before; <see cref="CargoLock.Absent"/> for none.</param>
    /// <param name="after">The file after; <see cref="CargoLock.Absent"/> for none.</param>
    /// <param name="codebaseBefore">The manifests before.</param>
    /// <param name="codebaseAfter">The manifests after.</param>
    /// <returns>What is not explained, in the order of the files.</returns>
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

    /// <summary>Where a lock file does not fit the manifests: each package of the workspace with exactly the dependencies that its manifest allows, and nothing that none of them reaches.</summary>
    /// <param name="text">The file; <see cref="CargoLock.Absent"/> for none.</param>
    /// <param name="codebase">The manifests.</param>
    /// <returns>Where it does not fit, in the order of the file.</returns>
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
