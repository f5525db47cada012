using System.Collections.Immutable;
using System.Net;
using Harness.Changes;
using Harness.Git;

namespace Harness.Cli.Ci;

/// <summary>
/// Reads what merging a pull request would change: the host's own merge where it is that of the target's tip and of the head that the event
/// names, else git's own merge of the two. Nothing of the head is checked out or run.
/// </summary>
internal sealed class PullRequestReader(FetchedCommits commits, GitHubApi api)
{
    // A merge and its two parents.
    private const int Shallow = 2;

    /// <summary>Reads it.</summary>
    /// <param name="pull">The pull request.</param>
    /// <param name="branch">The branch that it is judged against.</param>
    public CiSubject Read(CiEvent.PullRequest pull, string branch)
    {
        var (target, proposed, merged) = ($"refs/heads/{branch}", $"refs/pull/{pull.Number}/head", $"refs/pull/{pull.Number}/merge");
        var hasMerge = commits.TryFetch(Shallow, target, proposed, merged);
        if (!hasMerge)
        {
            commits.Fetch($"pull request #{pull.Number} or the branch '{branch}' is gone", Shallow, target, proposed);
        }

        var (tip, head) = (commits[target], commits[proposed]);
        if (head.Value != pull.Head)
        {
            throw new CommandException($"pull request #{pull.Number} has moved on from {pull.Head[..12]} to {head.Short}: the run of that push judges it");
        }

        var isFresh = hasMerge && commits.Repository.ParentsOf(commits[merged]) is [var first, var second] && first == tip && second == head;
        var (tree, commit, name) = isFresh
            ? (commits.Repository.TreeOfMerge(tip, head, commits[merged]), commits[merged].Value, merged)
            : (MergeBy(target, proposed), head.Value, proposed);
        var title = branch == pull.Base ? $"#{pull.Number}" : $"#{pull.Number}, judged against '{branch}': no policy guards '{pull.Base}'";
        return new CiSubject(tree, commit, name, [new CiStep(title, ToChange(pull, commits[target], commits[proposed], tree))]);
    }

    private GitTree MergeBy(string target, string proposed)
    {
        commits.Fetch("the pull request or its target is gone", depth: null, target, proposed);
        return commits.Repository.Merge(commits[target], commits[proposed]);
    }

    private Change ToChange(CiEvent.PullRequest pull, CommitId tip, CommitId head, GitTree after)
    {
        var repository = commits.Repository;
        var before = repository.TreeOf(tip);
        var files = repository.Compare(before, after);
        return new Change
        {
            Before = before,
            After = after,
            Files = files,
            Actor = new Actor([.. pull.Claims, .. Pushers(pull), new IdentityClaim(IdentityEvidence.Branch, pull.HeadBranch, "the branch"), .. Suspects(pull)]),
            Head = head.Value,
            Consents = Review.FindConsents(api.ReviewsOf(pull.Number)),
            History = repository.HistoryOf(tip, files),
        };
    }

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
