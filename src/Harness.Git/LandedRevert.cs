using System.Collections.Immutable;

namespace Harness.Git;

/// <summary>
/// Reverts an earlier change on top of a tip by git's own merge. Its base is the landed change, and it merges the tip with the state before the
/// change. Nothing is checked out.
/// </summary>
/// <param name="path">The absolute path of a bare repository that has the commits.</param>
/// <param name="cancellation">Ends it early.</param>
internal sealed class LandedRevert(string path, CancellationToken cancellation)
{
    private static readonly ImmutableArray<string> Author = ["-c", "user.name=harness-reviewer", "-c", "user.email=harness@invalid"];

    /// <summary>Writes the commit, on top of the tip.</summary>
    /// <returns>Its id.</returns>
    public string Commit(LandedChange landed, CommitId tip, string message)
    {
        // Commits created only for this merge provide its base, because naming a base on the command line needs a newer git.
        var start = Write(landed.After.Value, "landed");
        var (ours, theirs) = (Write(tip.Value, "ours", start), Write(landed.Before.Value, "theirs", start));
        var merge = Run(["merge-tree", "--write-tree", "--no-messages", ours, theirs]);
        return merge.ExitCode switch
        {
            0 when CommitId.IsWhole(merge.Text) => Write(merge.Text, message, tip.Value),
            1 => throw new GitException($"'{landed.After.Short}' cannot be undone by itself, for what landed later changes the same lines: revert it by hand") { IsConflict = true },
            _ => throw new GitException($"git cannot undo '{landed.After.Short}': {merge.Complaint}"),
        };
    }

    private string Write(string tree, string message, params ImmutableArray<string> parents)
    {
        var outcome = Run([.. Author, "commit-tree", "-m", message, .. parents.SelectMany(p => new[] { "-p", p }), $"{tree}^{{tree}}"]);
        return outcome.ExitCode == 0 && CommitId.IsWhole(outcome.Text) ? outcome.Text : throw new GitException($"git cannot write a commit to the temporary directory: {outcome.Complaint}");
    }

    private GitOutcome Run(ImmutableArray<string> arguments) => GitProgram.Run(new GitCommand(path, arguments) { GitDirectory = path }, cancellation);
}
