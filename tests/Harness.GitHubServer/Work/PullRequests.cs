using System.Text.Json.Nodes;
using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Work;

/// <summary>Pull requests are opened, retargeted and closed.</summary>
internal static class PullRequests
{
    /// <summary>What a new pull request is made of.</summary>
    /// <param name="Head">The branch, after <c>owner:</c> where it is another's.</param>
    internal sealed record Draft(string Title, string? Body, string Head, string Base, bool IsDraft);

    public static PullRequest Open(HubState hub, User author, Draft draft)
    {
        var (owner, branch) = draft.Head.Split(':', 2) is [var named, var rest] ? (named, rest) : (hub.Owner.Login, draft.Head);
        var repository = hub.RepositoryOf(owner);
        var tip = Tip(hub, repository, branch) ?? throw ApiException.Invalid("PullRequest", "head", "invalid");
        var target = hub.Branches.GetValueOrDefault(draft.Base) ?? throw ApiException.Invalid("PullRequest", "base", "invalid");
        if (repository.ForkPath is { } fork)
        {
            hub.Git.Run("fetch", "-q", "--no-tags", fork, tip);
        }

        if (hub.Git.IsAncestor(tip, target))
        {
            throw Refused($"No commits between {draft.Base} and {draft.Head}");
        }

        if (hub.Pulls.Any(p => p.IsOpen && p.Head == repository && p.HeadBranch == branch && p.BaseBranch == draft.Base))
        {
            throw Refused($"A pull request already exists for {owner}:{branch}.");
        }

        var pull = new PullRequest(hub.Begin(author, draft.Title, draft.Body), repository, branch, draft.Base) { IsDraft = draft.IsDraft };
        pull.Conversation.Pull = pull;
        Observation.Follow(hub, pull, LastPusher(hub, repository, branch) ?? author);
        Raise(hub, pull, "opened", author);
        return pull;
    }

    public static void Retarget(HubState hub, PullRequest pull, string branch, User actor)
    {
        var before = (pull.BaseBranch, pull.BaseSha);
        pull.BaseSha = hub.Branches.GetValueOrDefault(branch) ?? throw ApiException.Invalid("PullRequest", "base", "invalid");
        (pull.BaseBranch, pull.RecordedBase) = (branch, pull.BaseSha);
        Observation.TryMerge(hub, pull);
        var changes = new JsonObject
        {
            ["base"] = new JsonObject { ["ref"] = new JsonObject { ["from"] = before.BaseBranch }, ["sha"] = new JsonObject { ["from"] = before.BaseSha } },
        };
        Raise(hub, pull, "edited", actor, changes);
    }

    public static void Rename(HubState hub, PullRequest pull, string title, User actor)
    {
        var changes = new JsonObject { ["title"] = new JsonObject { ["from"] = pull.Conversation.Title } };
        pull.Conversation.Title = title;
        Raise(hub, pull, "edited", actor, changes);
    }

    public static void Close(HubState hub, PullRequest pull, User actor)
    {
        (pull.Conversation.ClosedAt, pull.Conversation.ClosedBy) = (hub.Now, actor);
        pull.AutoMerge = null;
        Raise(hub, pull, "closed", actor);
    }

    public static void Reopen(HubState hub, PullRequest pull, User actor)
    {
        if (pull.IsMerged || Tip(hub, pull.Head, pull.HeadBranch) is null)
        {
            throw ApiException.Invalid("PullRequest", "state", "invalid", "state cannot be changed. The pull request cannot be reopened.");
        }

        (pull.Conversation.ClosedAt, pull.Conversation.ClosedBy) = (null, null);
        Observation.Follow(hub, pull, actor);
        Raise(hub, pull, "reopened", actor);
    }

    /// <summary>Writes down that a pull request has been merged.</summary>
    public static void FinishMerge(HubState hub, PullRequest pull, User actor, string commit)
    {
        (pull.MergedAt, pull.MergedBy, pull.MergeCommit) = (hub.Now, actor, commit);
        hub.Git.DeleteRef(pull.MergeRef);
        Close(hub, pull, actor);
    }

    private static string? Tip(HubState hub, HeadRepository repository, string branch) => repository.ForkPath is { } path
        ? Directory.Exists(path) ? new Git.GitRepository(path).Branches().GetValueOrDefault(branch) : null
        : hub.Branches.GetValueOrDefault(branch);

    private static User? LastPusher(HubState hub, HeadRepository repository, string branch) =>
        repository == hub.Home ? hub.Activities.LastOrDefault(a => a.Ref == "refs/heads/" + branch)?.Actor : null;

    private static ApiException Refused(string message) =>
        new(422, "Validation Failed", new JsonObject { ["resource"] = "PullRequest", ["code"] = "custom", ["message"] = message });

    private static void Raise(HubState hub, PullRequest pull, string action, User actor, JsonObject? changes = null)
    {
        pull.Conversation.UpdatedAt = hub.Now;
        hub.Events.Raise(hub, "pull_request", action, actor, () =>
        {
            var payload = new JsonObject { ["number"] = pull.Number, ["pull_request"] = PullAnswers.Whole(hub, pull) };
            if (changes is not null)
            {
                payload["changes"] = changes;
            }

            return payload;
        });
    }
}
