using Harness.GitHubServer.Git;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Work;

/// <summary>Pull requests are merged, by hand or by themselves.</summary>
internal static class PullMerging
{
    private static readonly Dictionary<MergeMethod, string> Refusals = new()
    {
        [MergeMethod.Merge] = "Merge commits are not allowed on this repository.",
        [MergeMethod.Squash] = "Squash merges are not allowed on this repository.",
        [MergeMethod.Rebase] = "Rebase merges are not allowed on this repository.",
    };

    /// <summary>Merges, and answers with the commit that the base has then.</summary>
    public static string Merge(HubState hub, PullRequest pull, User actor, AutoMerge how, string? expectedHead = null)
    {
        Check(hub, pull, actor, how.Method, expectedHead);
        var commit = Commit(hub, pull, actor, how)
            ?? throw Refused(how.Method is MergeMethod.Rebase ? "This branch can't be rebased" : "Pull Request is not mergeable");
        if (!hub.Git.TryMoveRef("refs/heads/" + pull.BaseBranch, commit, pull.BaseSha))
        {
            throw Refused("Base branch was modified. Review and try the merge again.");
        }

        Observation.Record(hub, pull.BaseBranch, pull.BaseSha, commit, "pr_merge", actor);
        hub.Branches[pull.BaseBranch] = commit;
        pull.LandedOn = pull.BaseSha;
        PullRequests.FinishMerge(hub, pull, actor, commit);
        if (hub.Options.Settings.HasFlag(RepositorySettings.DeleteBranchOnMerge) && pull.Head.ForkPath is null)
        {
            hub.Git.DeleteRef("refs/heads/" + pull.HeadBranch);
        }

        Observation.Look(hub, actor);
        return commit;
    }

    /// <summary>Merges every pull request that waited for what has come by now.</summary>
    public static void MergeWaiting(HubState hub)
    {
        foreach (var pull in hub.Pulls.Where(p => p is { IsOpen: true, AutoMerge: not null }).ToArray())
        {
            if (pull.AutoMerge is { } how && Requirements.State(hub, pull) is "clean" or "unstable")
            {
                MergeOrGiveUp(hub, pull, how);
            }
        }
    }

    // What cannot be merged in this way waits no longer, and is no trouble of the request that brought it up.
    private static void MergeOrGiveUp(HubState hub, PullRequest pull, AutoMerge how)
    {
        try
        {
            Merge(hub, pull, how.By, how);
        }
        catch (ApiException)
        {
            pull.AutoMerge = null;
        }
    }

    private static void Check(HubState hub, PullRequest pull, User actor, MergeMethod method, string? expectedHead)
    {
        var rules = BranchRules.Of(hub, pull.BaseBranch);
        if (!pull.IsOpen || pull.MergeCommit is null)
        {
            throw Refused("Pull Request is not mergeable");
        }

        if (pull.IsDraft)
        {
            throw Refused("Pull Request is still a draft");
        }

        if (expectedHead is not null && expectedHead != pull.HeadSha)
        {
            throw new ApiException(409, "Head branch was modified. Review and try the merge again.");
        }

        if (!rules.Methods.Contains(method) || (rules.IsLinear && method is MergeMethod.Merge))
        {
            throw Refused(Refusals[method]);
        }

        if (rules.HasMergeQueue)
        {
            throw Refused("Repository rule violations found\n\nChanges must be made through the merge queue\n\n");
        }

        var missing = Requirements.Missing(hub, pull, rules)
            .Concat(Requirements.IsBehind(hub, pull, rules) ? ["Head branch is out of date. Review and try the merge again."] : []);
        if (missing.FirstOrDefault() is { } message && (rules.HoldsAdmins || actor.Account.Role is not Role.Admin))
        {
            throw Refused(message);
        }
    }

    private static string? Commit(HubState hub, PullRequest pull, User actor, AutoMerge how)
    {
        var person = new GitPerson(actor.Login, actor.Email, hub.Now);
        var title = pull.Conversation.Title;
        var merging = $"Merge pull request #{pull.Number} from {pull.Head.Owner}/{pull.HeadBranch}";
        return how.Method switch
        {
            MergeMethod.Merge => hub.Merging.Merge(pull.BaseSha, pull.HeadSha, Message(how, merging, title), person),
            MergeMethod.Squash => hub.Merging.Squash(pull.BaseSha, pull.HeadSha, Message(how, $"{title} (#{pull.Number})", ""), person),
            _ => hub.Merging.Rebase(pull.BaseSha, pull.HeadSha, person),
        };
    }

    private static string Message(AutoMerge how, string title, string message) => $"{how.Title ?? title}\n\n{how.Message ?? message}".TrimEnd() + "\n";

    private static ApiException Refused(string message) => new(405, message);
}
