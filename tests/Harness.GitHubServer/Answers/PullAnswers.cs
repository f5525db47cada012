using System.Text.Json.Nodes;
using Harness.GitHubServer.State;
using Harness.GitHubServer.Work;

namespace Harness.GitHubServer.Answers;

/// <summary>Pull requests in their two forms.</summary>
internal static class PullAnswers
{
    /// <summary>The form of lists.</summary>
    public static JsonObject Simple(HubState hub, PullRequest pull)
    {
        var (api, html, issue) = ($"{hub.Api}/pulls/{pull.Number}", $"{hub.Html}/pull/{pull.Number}", $"{hub.Api}/issues/{pull.Number}");
        var answer = new JsonObject
        {
            ["url"] = api,
            ["id"] = pull.Conversation.Id,
            ["node_id"] = NodeId(pull),
            ["html_url"] = html,
            ["diff_url"] = html + ".diff",
            ["patch_url"] = html + ".patch",
            ["issue_url"] = issue,
            ["number"] = pull.Number,
            ["state"] = pull.IsOpen ? "open" : "closed",
            ["locked"] = false,
            ["title"] = pull.Conversation.Title,
            ["user"] = UserAnswers.Simple(hub, pull.Author),
            ["body"] = pull.Conversation.Body,
            ["created_at"] = Shapes.Time(pull.Conversation.CreatedAt),
            ["updated_at"] = Shapes.Time(pull.Conversation.UpdatedAt),
            ["closed_at"] = Shapes.Time(pull.Conversation.ClosedAt),
            ["merged_at"] = Shapes.Time(pull.MergedAt),
            ["merge_commit_sha"] = pull.MergeCommit,
            ["assignee"] = null,
            ["assignees"] = new JsonArray(),
            ["requested_reviewers"] = Shapes.List(pull.Requested, u => UserAnswers.Simple(hub, u)),
            ["requested_teams"] = new JsonArray(),
            ["labels"] = Shapes.List(pull.Conversation.Labels, l => IssueAnswers.Label(hub, l)),
            ["milestone"] = null,
            ["draft"] = pull.IsDraft,
            ["commits_url"] = api + "/commits",
            ["review_comments_url"] = api + "/comments",
            ["review_comment_url"] = hub.Api + "/pulls/comments{/number}",
            ["comments_url"] = issue + "/comments",
            ["statuses_url"] = $"{hub.Api}/statuses/{pull.HeadSha}",
            ["head"] = Side(hub, pull.Head, pull.HeadBranch, pull.HeadSha),
            ["base"] = Side(hub, hub.Home, pull.BaseBranch, pull.RecordedBase),
            ["author_association"] = UserAnswers.Association(hub, pull.Author),
            ["auto_merge"] = AutoMerge(hub, pull),
            ["active_lock_reason"] = null,
        };
        answer["_links"] = Links(hub, pull, api, html, issue);
        return answer;
    }

    /// <summary>The form of one pull request.</summary>
    public static JsonObject Whole(HubState hub, PullRequest pull)
    {
        var answer = Simple(hub, pull);
        var files = hub.FilesOf(pull);
        answer["merged"] = pull.IsMerged;
        answer["mergeable"] = pull.IsMergeabilityKnown && pull.IsOpen ? pull.MergeCommit is not null : null;
        answer["rebaseable"] = pull.IsMergeabilityKnown && pull.IsOpen ? pull.MergeCommit is not null : null;
        answer["mergeable_state"] = Requirements.State(hub, pull);
        answer["merged_by"] = UserAnswers.Nullable(hub, pull.MergedBy);
        answer["comments"] = pull.Conversation.Comments.Count;
        answer["review_comments"] = pull.Comments.Count;
        answer["maintainer_can_modify"] = false;
        answer["commits"] = hub.Git.Count(pull.BaseSha, pull.HeadSha);
        answer["additions"] = files.Sum(f => f.Additions);
        answer["deletions"] = files.Sum(f => f.Deletions);
        answer["changed_files"] = files.Count;
        return answer;
    }

    /// <summary>The form that check runs carry.</summary>
    public static JsonObject Minimal(HubState hub, PullRequest pull) => new()
    {
        ["url"] = $"{hub.Api}/pulls/{pull.Number}",
        ["id"] = pull.Conversation.Id,
        ["number"] = pull.Number,
        ["head"] = MinimalSide(hub, pull.Head, pull.HeadBranch, pull.HeadSha),
        ["base"] = MinimalSide(hub, hub.Home, pull.BaseBranch, pull.RecordedBase),
    };

    /// <summary>The id that GraphQL knows a pull request by.</summary>
    public static string NodeId(PullRequest pull) => Shapes.NodeId("PR", pull.Conversation.Id);

    public static JsonObject? AutoMerge(HubState hub, PullRequest pull) => pull.AutoMerge is not { } auto ? null : new()
    {
        ["enabled_by"] = UserAnswers.Simple(hub, auto.By),
        ["merge_method"] = auto.Method.ToString().ToLowerInvariant(),
        ["commit_title"] = auto.Title ?? "",
        ["commit_message"] = auto.Message ?? "",
    };

    private static JsonObject Side(HubState hub, HeadRepository repository, string branch, string commit) => new()
    {
        ["label"] = $"{repository.Owner}:{branch}",
        ["ref"] = branch,
        ["sha"] = commit,
        ["user"] = UserAnswers.Simple(hub, hub.Users[repository.Owner]),
        ["repo"] = repository.IsDeleted ? null : RepositoryAnswers.Side(hub, repository),
    };

    private static JsonObject MinimalSide(HubState hub, HeadRepository repository, string branch, string commit) => new()
    {
        ["ref"] = branch,
        ["sha"] = commit,
        ["repo"] = new JsonObject { ["id"] = repository.Id, ["url"] = $"{hub.Address}/repos/{repository.FullName}", ["name"] = hub.Name },
    };

    private static JsonObject Links(HubState hub, PullRequest pull, string api, string html, string issue) => new()
    {
        ["self"] = Shapes.Link(api),
        ["html"] = Shapes.Link(html),
        ["issue"] = Shapes.Link(issue),
        ["comments"] = Shapes.Link(issue + "/comments"),
        ["review_comments"] = Shapes.Link(api + "/comments"),
        ["review_comment"] = Shapes.Link(hub.Api + "/pulls/comments{/number}"),
        ["commits"] = Shapes.Link(api + "/commits"),
        ["statuses"] = Shapes.Link($"{hub.Api}/statuses/{pull.HeadSha}"),
    };
}
