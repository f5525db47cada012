using Harness.Git;
using Harness.GitHub;
using Harness.GitHub.Facts;

namespace Harness.Reviewer.Auditing;

/// <summary>
/// Finds the landed commits of a merged pull request: a merge, a squashed commit, or the commits of a rebase. The latter are the commits along first
/// parents that the host assigns to it.
/// </summary>
internal sealed class LandedFinder(GitHubRepository host, FetchedCommits commits)
{
    /// <summary>Finds it.</summary>
    /// <param name="summary">A merged pull request, with its number of commits.</param>
    /// <exception cref="GitException">The commits are gone.</exception>
    public async Task<LandedChange> FindAsync(PullRequestSummary summary)
    {
        var branch = $"refs/heads/{summary.Base}";
        var made = summary.MergeCommit ?? throw new GitHubException($"GitHub does not tell which commit merged #{summary.Number}");

        // A head that the host no longer provides proves nothing.
        commits.TryFetch(depth: null, summary.Head);
        commits.Fetch($"the branch '{summary.Base}', or what #{summary.Number} became, is gone", depth: null, branch, made);
        var steps = commits.Repository.LastChanges(commits[made], Math.Max(summary.Commits, 1));
        var last = steps.FirstOrDefault() ?? throw new GitException($"'{made[..12]}', which merged #{summary.Number}, has no parent");
        var first = last;

        // A merge contains everything. For a single commit, only the host knows whether earlier ones belong to it.
        foreach (var step in last.Head is null ? steps.Skip(1) : [])
        {
            if (!(await host.FindMergedAsync(step.After.Value)).Contains(summary.Number))
            {
                break;
            }

            first = step;
        }

        return last with { Before = first.Before };
    }
}
