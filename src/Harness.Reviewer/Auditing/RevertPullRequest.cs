using System.Globalization;
using Harness.Git;
using Harness.GitHub;
using Harness.Reporting;

namespace Harness.Reviewer.Auditing;

/// <summary>Opens a pull request that reverts a faulty merge: once, with a token that is not the reviewer's.</summary>
/// <param name="commits">The commits of the host.</param>
/// <param name="host">The repository by that token.</param>
/// <param name="writer">The remote by that token.</param>
internal sealed class RevertPullRequest(FetchedCommits commits, GitHubRepository host, GitRemote writer)
{
    /// <summary>Opens it.</summary>
    /// <returns>The action taken, in one line.</returns>
    public async Task<string> OpenAsync(Audited audited)
    {
        var (number, target) = (audited.Summary.Number, audited.Summary.Base);
        var branch = string.Create(CultureInfo.InvariantCulture, $"revert-{number}-{audited.Landed.After.Short}");
        if (await host.FindPullRequestAsync(branch) is { } known)
        {
            return $"its revert is #{known}";
        }

        var title = string.Create(CultureInfo.InvariantCulture, $"Revert #{number}: it was merged past the rules");
        try
        {
            Push(audited, branch, title);
        }
        catch (GitException e) when (e.IsConflict)
        {
            return e.Message;
        }

        var body = $"Reverts #{number}.\n\n{string.Concat(audited.Faults.Select(f => $"- {GitHubMarkdown.Escape(f)}\n"))}\nAn advisor who wants it in may say so on #{number} with a comment that begins with `harness-bypass:` and a reason, and close this.\n";
        return $"its revert is #{await host.CreatePullRequestAsync(branch, target, title, body)}";
    }

    // A run that was cut off may have pushed the branch already.
    private void Push(Audited audited, string branch, string title)
    {
        if (commits.ListRefs($"refs/heads/{branch}").Any(r => r.Name == $"refs/heads/{branch}"))
        {
            return;
        }

        var target = $"refs/heads/{audited.Summary.Base}";
        commits.Fetched.PushRevert(audited.Landed, commits[target], branch, title, writer);
    }
}
