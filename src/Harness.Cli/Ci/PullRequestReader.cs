using System.Collections.Immutable;
using System.Net;
using Harness.Changes;
using Harness.Git;

namespace Harness.Cli.Ci;

/// <summary>Reads what merging a pull request would change, who made it and who agreed.</summary>
internal sealed class PullRequestReader(FetchedCommits commits, GitHubApi api)
{
    /// <summary>Reads it.</summary>
    /// <param name="pull">The pull request.</param>
    /// <param name="branch">The branch that it is judged against.</param>
    public CiSubject Read(CiEvent.PullRequest pull, string branch)
    {
        var merge = ProposedMerge.Read(commits, pull.Number, pull.Head, branch);
        var title = branch == pull.Base ? $"#{pull.Number}" : $"#{pull.Number}, judged against '{branch}': no policy guards '{pull.Base}'";
        var change = merge.ToChange(ActorOf(pull), Review.FindConsents(api.ReviewsOf(pull.Number)));
        return new CiSubject(merge.After, merge.Commit.Value, merge.Ref, [new CiStep(title, change)]);
    }

    private Actor ActorOf(CiEvent.PullRequest pull) =>
        new([.. pull.Claims, .. Pushers(pull), new IdentityClaim(IdentityEvidence.Branch, pull.HeadBranch, "the branch"), .. Suspects(pull)]);

    // The event names who pushed last, and only where pushing was what happened: everyone else who pushed stands in the branch's activity.
    private IEnumerable<IdentityClaim> Pushers(CiEvent.PullRequest pull)
    {
        if (pull.IsFork)
        {
            return [];
        }

        try
        {
            return api.PushersOf(pull.HeadBranch).Select(p => new IdentityClaim(IdentityEvidence.Host, p, "who pushed"));
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.NotFound && pull.Claims.Length > 1)
        {
            // A server without the endpoint; the event itself names who pushed.
            return [];
        }
    }

    private ImmutableArray<IdentityClaim> Suspects(CiEvent.PullRequest pull) => api.ClaimsOf(pull.Number) ?? throw new CommandException(
        $"pull request #{pull.Number} has {GitHubApi.MostCommits} commits or more, and the host tells of no more who made them: split it");
}
