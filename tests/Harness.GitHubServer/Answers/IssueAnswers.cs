using System.Text.Json.Nodes;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Answers;

/// <summary>Issues, their comments and labels.</summary>
internal static class IssueAnswers
{
    public static JsonObject Issue(HubState hub, Conversation issue)
    {
        var (api, html) = ($"{hub.Api}/issues/{issue.Number}", Html(hub, issue));
        var answer = new JsonObject
        {
            ["url"] = api,
            ["repository_url"] = hub.Api,
            ["labels_url"] = api + "/labels{/name}",
            ["comments_url"] = api + "/comments",
            ["events_url"] = api + "/events",
            ["timeline_url"] = api + "/timeline",
            ["html_url"] = html,
            ["id"] = issue.Id,
            ["node_id"] = Shapes.NodeId(issue.Pull is null ? "I" : "PR", issue.Id),
            ["number"] = issue.Number,
            ["title"] = issue.Title,
            ["user"] = UserAnswers.Simple(hub, issue.Author),
            ["labels"] = Shapes.List(issue.Labels, l => Label(hub, l)),
            ["state"] = issue.IsOpen ? "open" : "closed",
            ["locked"] = false,
            ["assignee"] = null,
            ["assignees"] = new JsonArray(),
            ["milestone"] = null,
            ["comments"] = issue.Comments.Count,
            ["created_at"] = Shapes.Time(issue.CreatedAt),
            ["updated_at"] = Shapes.Time(issue.UpdatedAt),
            ["closed_at"] = Shapes.Time(issue.ClosedAt),
            ["closed_by"] = UserAnswers.Nullable(hub, issue.ClosedBy),
            ["author_association"] = UserAnswers.Association(hub, issue.Author),
            ["active_lock_reason"] = null,
            ["body"] = issue.Body,
            ["state_reason"] = issue.IsOpen || issue.Pull is not null ? null : "completed",
            ["performed_via_github_app"] = null,
        };
        if (issue.Pull is { } pull)
        {
            answer["draft"] = pull.IsDraft;
            answer["pull_request"] = new JsonObject
            {
                ["url"] = $"{hub.Api}/pulls/{pull.Number}",
                ["html_url"] = html,
                ["diff_url"] = html + ".diff",
                ["patch_url"] = html + ".patch",
                ["merged_at"] = Shapes.Time(pull.MergedAt),
            };
        }

        return answer;
    }

    public static JsonObject Comment(HubState hub, IssueComment comment) => new()
    {
        ["url"] = $"{hub.Api}/issues/comments/{comment.Id}",
        ["html_url"] = $"{Html(hub, comment.Conversation)}#issuecomment-{comment.Id}",
        ["issue_url"] = $"{hub.Api}/issues/{comment.Conversation.Number}",
        ["id"] = comment.Id,
        ["node_id"] = Shapes.NodeId("IC", comment.Id),
        ["user"] = UserAnswers.Simple(hub, comment.Author),
        ["created_at"] = Shapes.Time(comment.CreatedAt),
        ["updated_at"] = Shapes.Time(comment.UpdatedAt),
        ["body"] = comment.Body,
        ["author_association"] = UserAnswers.Association(hub, comment.Author),
        ["performed_via_github_app"] = comment.Author.Account.App is null ? null : UserAnswers.App(hub, comment.Author),
    };

    public static JsonObject Label(HubState hub, Label label) => new()
    {
        ["id"] = label.Id,
        ["node_id"] = Shapes.NodeId("LA", label.Id),
        ["url"] = $"{hub.Api}/labels/{Uri.EscapeDataString(label.Name)}",
        ["name"] = label.Name,
        ["color"] = label.Color,
        ["default"] = false,
        ["description"] = label.Description,
    };

    private static string Html(HubState hub, Conversation issue) =>
        $"{hub.Html}/{(issue.Pull is null ? "issues" : "pull")}/{issue.Number}";
}
