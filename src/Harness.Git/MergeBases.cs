using System.Collections.Immutable;

namespace Harness.Git;

/// <summary>Finds the best common ancestors of two commits, if the available history suffices.</summary>
internal sealed class MergeBases(ScratchRepository scratch, CancellationToken cancellation)
{
    private const string Cure = "fetch the whole history (git fetch --unshallow; fetch-depth: 0 in CI)";

    /// <summary>Returns the merge bases.</summary>
    /// <exception cref="GitException">There are none, or the history is too shallow.</exception>
    public ImmutableArray<CommitId> Find(CommitId one, CommitId other)
    {
        var outcome = scratch.Run(["merge-base", "--all", one.Value, other.Value], cancellation);
        if (outcome.ExitCode is not (0 or 1))
        {
            throw new GitException($"git cannot tell what '{one.Short}' and '{other.Short}' have in common: {outcome.Complaint}");
        }

        ImmutableArray<CommitId> bases = [.. outcome.Text.Split('\n').Where(CommitId.IsWhole).Select(id => new CommitId(id))];
        return bases.IsEmpty ? throw Unrelated(one, other)
            : bases is [var only] && (only == one || only == other) ? bases
            : scratch.IsShallow && IsCutOff(one, other, bases) ? throw new GitException(
                $"the history is cut off before it tells what '{one.Short}' and '{other.Short}' have in common: {Cure}")
            : bases;
    }

    /// <summary>Determines whether one commit equals another or is an ancestor of it.</summary>
    /// <exception cref="GitException">The history is too shallow.</exception>
    public bool IsAncestor(CommitId ancestor, CommitId descendant)
    {
        var outcome = scratch.Run(["merge-base", "--is-ancestor", ancestor.Value, descendant.Value], cancellation);
        return outcome.ExitCode switch
        {
            0 => true,
            1 when !scratch.IsShallow => false,
            1 => throw new GitException($"the history is cut off before it tells whether '{ancestor.Short}' is in '{descendant.Short}': {Cure}"),
            _ => throw new GitException($"git cannot tell whether '{ancestor.Short}' is in '{descendant.Short}': {outcome.Complaint}"),
        };
    }

    private GitException Unrelated(CommitId one, CommitId other) => scratch.IsShallow
        ? new($"the history is cut off, and '{one.Short}' and '{other.Short}' have nothing in common in what is there: {Cure}")
        : new($"'{one.Short}' and '{other.Short}' have no history in common: merge needs a common ancestor, so rebase onto the target");

    // A commit without its parents on the way to the bases may hide a better one.
    private bool IsCutOff(CommitId one, CommitId other, ImmutableArray<CommitId> bases)
    {
        var boundary = File.ReadLines(scratch.ShallowFile).ToHashSet(StringComparer.Ordinal);
        var outcome = scratch.Run(["rev-list", one.Value, other.Value, "--not", .. bases.Select(b => b.Value)], cancellation);
        return outcome.ExitCode != 0 || outcome.Text.Split('\n').Any(boundary.Contains);
    }
}
