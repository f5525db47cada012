using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Git;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Work;

/// <summary>Sees what was pushed: people push to the repository itself, so the server looks before it answers.</summary>
internal static class Observation
{
    /// <summary>Looks at every branch, and lets pull requests follow those that moved.</summary>
    /// <param name="hub">The state.</param>
    /// <param name="pusher">Who moved what has moved since the last look; the repository's owner where nobody says.</param>
    public static void Look(HubState hub, User? pusher = null)
    {
        var tips = hub.Git.Branches();
        var moved = hub.Branches.Keys.Union(tips.Keys).Where(b => hub.Branches.GetValueOrDefault(b) != tips.GetValueOrDefault(b)).Order(StringComparer.Ordinal);
        foreach (var branch in moved.ToArray())
        {
            var (before, after) = (hub.Branches.GetValueOrDefault(branch, GitRepository.NoCommit), tips.GetValueOrDefault(branch, GitRepository.NoCommit));
            Record(hub, branch, before, after, Kind(hub, before, after), pusher ?? hub.Owner);
        }

        hub.Branches = tips;
        foreach (var fork in hub.Forks.Where(f => Directory.Exists(f.ForkPath)))
        {
            Look(hub, fork, pusher ?? hub.Users[fork.Owner]);
        }

        foreach (var pull in hub.Pulls.Where(p => p.IsOpen).ToArray())
        {
            Follow(hub, pull, pusher ?? hub.Owner);
        }
    }

    private static void Look(HubState hub, HeadRepository fork, User pusher)
    {
        var tips = new GitRepository(fork.ForkPath!).Branches();
        foreach (var branch in fork.Branches.Keys.Union(tips.Keys).Order(StringComparer.Ordinal).ToArray())
        {
            var (before, after) = (fork.Branches.GetValueOrDefault(branch, GitRepository.NoCommit), tips.GetValueOrDefault(branch, GitRepository.NoCommit));
            if (before != after)
            {
                // Whether it was forced only the fork's objects tell.
                var kind = before == GitRepository.NoCommit ? "branch_creation" : after == GitRepository.NoCommit ? "branch_deletion" : "push";
                fork.Activities.Add(new(hub.NextId(), "refs/heads/" + branch, before, after, kind, pusher, hub.Now));
            }
        }

        fork.Branches = tips;
    }

    /// <summary>Writes a movement down.</summary>
    public static void Record(HubState hub, string branch, string before, string after, string kind, User actor)
    {
        var name = "refs/heads/" + branch;
        hub.Activities.Add(new(hub.NextId(), name, before, after, kind, actor, hub.Now));
        hub.Events.Raise(hub, "push", null, actor, () => new() { ["ref"] = name, ["before"] = before, ["after"] = after });
    }

    /// <summary>Looks at both branches of a pull request.</summary>
    public static void Follow(HubState hub, PullRequest pull, User pusher)
    {
        var head = HeadTip(hub, pull);
        var tip = hub.Branches.GetValueOrDefault(pull.BaseBranch);
        if (head is null || tip is null)
        {
            PullRequests.Close(hub, pull, pusher);
            return;
        }

        var (headMoved, baseMoved) = (head != pull.HeadSha, tip != pull.BaseSha);
        if ((headMoved || baseMoved) && hub.Git.IsAncestor(head, tip))
        {
            Finish(hub, pull, pusher, headMoved ? null : tip);
            return;
        }

        pull.BaseSha = tip;
        if (headMoved)
        {
            MoveHead(hub, pull, head, pusher);
        }

        if (headMoved || baseMoved)
        {
            TryMerge(hub, pull);
        }
    }

    /// <summary>Makes the commit that the pull request would be merged by.</summary>
    public static void TryMerge(HubState hub, PullRequest pull)
    {
        var author = new GitPerson(pull.Author.Login, pull.Author.Email, hub.Now);
        pull.MergeCommit = hub.Merging.Merge(pull.BaseSha, pull.HeadSha, $"Merge {pull.HeadSha} into {pull.BaseSha}", author);
        pull.IsMergeabilityKnown = !hub.Options.Settings.HasFlag(RepositorySettings.LateMergeability);
        if (pull.MergeCommit is { } commit)
        {
            hub.Git.SetRef(pull.MergeRef, commit);
        }
        else
        {
            hub.Git.DeleteRef(pull.MergeRef);
        }
    }

    // Whoever pushes the head's commits to the base merges the pull request; one whose head has nothing any more is closed.
    private static void Finish(HubState hub, PullRequest pull, User pusher, string? merge)
    {
        if (merge is not null)
        {
            PullRequests.FinishMerge(hub, pull, pusher, merge);
        }
        else
        {
            PullRequests.Close(hub, pull, pusher);
        }
    }

    private static string Kind(HubState hub, string before, string after) =>
        before == GitRepository.NoCommit ? "branch_creation"
        : after == GitRepository.NoCommit ? "branch_deletion"
        : hub.Git.IsAncestor(before, after) ? "push" : "force_push";

    private static string? HeadTip(HubState hub, PullRequest pull)
    {
        if (pull.Head.ForkPath is not { } path)
        {
            return hub.Branches.GetValueOrDefault(pull.HeadBranch);
        }

        // What a deleted fork held stays with the pull request.
        pull.Head.IsDeleted |= !Directory.Exists(path);
        return pull.Head.IsDeleted ? pull.HeadSha : new GitRepository(path).Branches().GetValueOrDefault(pull.HeadBranch);
    }

    private static void MoveHead(HubState hub, PullRequest pull, string head, User pusher)
    {
        var before = pull.HeadSha;
        if (pull.Head.ForkPath is { } fork)
        {
            hub.Git.Run("fetch", "-q", "--no-tags", fork, head);
        }

        hub.Git.SetRef(pull.HeadRef, head);
        (pull.HeadSha, pull.RecordedBase, pull.Pusher) = (head, pull.BaseSha, pusher);
        if (before.Length == 0)
        {
            return;
        }

        pull.Conversation.UpdatedAt = hub.Now;
        Reviewing.FollowHead(hub, pull, before);
        hub.Events.Raise(hub, "pull_request", "synchronize", pusher, () => new()
        {
            ["number"] = pull.Number,
            ["before"] = before,
            ["after"] = head,
            ["pull_request"] = PullAnswers.Whole(hub, pull),
        });
    }
}
