using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Work;

/// <summary>What still stands between a pull request and its merge.</summary>
internal static class Requirements
{
    private static readonly string[] Passing = ["success", "neutral", "skipped"];

    /// <summary>The state, as GitHub names it.</summary>
    public static string State(HubState hub, PullRequest pull)
    {
        if (!pull.IsOpen || !pull.IsMergeabilityKnown)
        {
            return "unknown";
        }

        var rules = BranchRules.Of(hub, pull.BaseBranch);
        return pull.MergeCommit is null ? "dirty"
            : pull.IsDraft ? "draft"
            : Missing(hub, pull, rules).Any() ? "blocked"
            : IsBehind(hub, pull, rules) ? "behind"
            : Contexts(hub, pull.HeadSha).Any(c => c.State is not "success") ? "unstable"
            : "clean";
    }

    /// <summary>Why a merge is refused, in GitHub's words.</summary>
    public static IEnumerable<string> Missing(HubState hub, PullRequest pull, BranchRules rules)
    {
        if (ChangesAreRequested(pull) && rules.Approvals > 0)
        {
            yield return "Changes must be made through a pull request. Changes requested by a reviewer with write access.";
        }

        if (Approvals(pull, rules).Count() < rules.Approvals)
        {
            yield return $"At least {rules.Approvals} approving review is required by reviewers with write access.";
        }

        var contexts = Contexts(hub, pull.HeadSha).ToArray();
        foreach (var (context, app) in rules.Checks)
        {
            // An app of -1 stands for any.
            if (!contexts.Any(c => c.Name == context && (app is null or -1 || c.App == app) && c.State == "success"))
            {
                yield return $"Required status check \"{context}\" is expected.";
            }
        }
    }

    /// <summary>Whether the base has commits that the head has not, where that counts.</summary>
    public static bool IsBehind(HubState hub, PullRequest pull, BranchRules rules) =>
        rules.IsStrict && rules.Checks.Count > 0 && !hub.Git.IsAncestor(pull.BaseSha, pull.HeadSha);

    // Only the last review of each that says yes or no counts, and only of those who may write.
    private static IEnumerable<Review> Verdicts(PullRequest pull) => pull.Reviews
        .Where(r => r.State is ReviewStates.Approved or ReviewStates.ChangesRequested or ReviewStates.Dismissed && r.Author.IsWriter)
        .GroupBy(r => r.Author)
        .Select(g => g.Last());

    private static bool ChangesAreRequested(PullRequest pull) => Verdicts(pull).Any(r => r.State == ReviewStates.ChangesRequested);

    private static IEnumerable<Review> Approvals(PullRequest pull, BranchRules rules) => Verdicts(pull)
        .Where(r => r.State == ReviewStates.Approved && !(rules.NeedsApprovalOfLastPush && r.Author == pull.Pusher));

    private static IEnumerable<(string Name, long? App, string State)> Contexts(HubState hub, string commit)
    {
        foreach (var run in Checks.Latest(hub, commit))
        {
            yield return (run.Name, run.App.Account.App!.Id, run.Conclusion is { } conclusion ? Passing.Contains(conclusion) ? "success" : "failure" : "pending");
        }

        foreach (var status in Checks.LatestStatuses(hub, commit))
        {
            yield return (status.Context, null, status.State);
        }
    }
}
