using System.Text.Json.Nodes;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Answers;

/// <summary>Check runs and statuses.</summary>
internal static class CheckAnswers
{
    public static JsonObject Run(HubState hub, CheckRun run)
    {
        var api = $"{hub.Api}/check-runs/{run.Id}";
        return new()
        {
            ["id"] = run.Id,
            ["name"] = run.Name,
            ["node_id"] = Shapes.NodeId("CR", run.Id),
            ["head_sha"] = run.Commit,
            ["external_id"] = run.ExternalId ?? "",
            ["url"] = api,
            ["html_url"] = $"{hub.Html}/runs/{run.Id}",
            ["details_url"] = run.DetailsUrl ?? $"{hub.Address}/apps/{run.App.Account.App!.Slug}",
            ["status"] = run.Status,
            ["conclusion"] = run.Conclusion,
            ["started_at"] = run.StartedAt,
            ["completed_at"] = run.CompletedAt,
            ["output"] = new JsonObject
            {
                ["title"] = run.Title,
                ["summary"] = run.Summary,
                ["text"] = run.Text,
                ["annotations_count"] = run.Annotations.Count,
                ["annotations_url"] = api + "/annotations",
            },
            ["check_suite"] = new JsonObject { ["id"] = run.Suite },
            ["app"] = UserAnswers.App(hub, run.App),
            ["pull_requests"] = Shapes.List(hub.Pulls.Where(p => p.IsOpen && p.HeadSha == run.Commit), p => PullAnswers.Minimal(hub, p)),
        };
    }

    public static JsonObject Annotation(HubState hub, CheckRun run, JsonObject annotation)
    {
        var path = (string)annotation["path"]!;
        var answer = new JsonObject { ["path"] = path, ["blob_href"] = $"{hub.Api}/contents/{Shapes.Escape(path)}?ref={run.Commit}" };
        foreach (var field in new[] { "start_line", "end_line", "start_column", "end_column", "annotation_level", "title", "message", "raw_details" })
        {
            answer[field] = annotation[field]?.DeepClone();
        }

        return answer;
    }

    public static JsonObject Status(HubState hub, CommitStatus status)
    {
        var answer = SimpleStatus(hub, status);
        answer["creator"] = UserAnswers.Simple(hub, status.Creator);
        return answer;
    }

    public static JsonObject SimpleStatus(HubState hub, CommitStatus status) => new()
    {
        ["url"] = $"{hub.Api}/statuses/{status.Commit}",
        ["avatar_url"] = $"{hub.Address}/avatars/{status.Creator.Id}",
        ["id"] = status.Id,
        ["node_id"] = Shapes.NodeId("SC", status.Id),
        ["state"] = status.State,
        ["description"] = status.Description,
        ["target_url"] = status.TargetUrl,
        ["context"] = status.Context,
        ["created_at"] = Shapes.Time(status.At),
        ["updated_at"] = Shapes.Time(status.At),
    };
}
