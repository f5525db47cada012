using Harness.Changes;
using Harness.Git;
using Harness.GitHub.Facts;

namespace Harness.CommandLine.Ci;

/// <summary>
/// Reads the change that merging a pull request would make, with its contributors and approvals. The event provides the pull request and the head.
/// Everything else comes from the host, so that every event of a head gives the same answer.
/// </summary>
internal sealed class PullRequestReader(FetchedCommits commits, FactsReader facts)
{
    /// <summary>Reads it.</summary>
    /// <param name="pull">The pull request.</param>
    /// <param name="branch">The branch that it is judged against.</param>
    public async Task<CiSubject> ReadAsync(CiEvent.PullRequest pull, string branch)
    {
        var merge = ProposedMerge.Read(commits, pull.Number, pull.Head, branch);
        var summary = await facts.ReadSummaryAsync(pull.Number);
        if (summary.Head != pull.Head)
        {
            throw new CommandException($"pull request #{pull.Number} has moved on from {pull.Head[..12]} to {summary.Head[..12]}: the run of that push judges it");
        }

        var title = branch == pull.Base ? $"#{pull.Number}" : $"#{pull.Number}, judged against '{branch}': no policy guards '{pull.Base}'";
        var change = merge.ToChange(await facts.ReadActorAsync(summary), Review.FindConsents(await facts.ReadReviewsAsync(pull.Number)));
        return new CiSubject(merge.After, merge.Commit.Value, merge.Ref, [new CiStep(title, change)]);
    }
}
