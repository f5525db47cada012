using System.Text.Json.Nodes;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Answers;

/// <summary>Movements of branches.</summary>
internal static class ActivityAnswers
{
    public static JsonObject Activity(HubState hub, Activity activity) => new()
    {
        ["id"] = activity.Id,
        ["node_id"] = Shapes.NodeId("PSH", activity.Id),
        ["before"] = activity.Before,
        ["after"] = activity.After,
        ["ref"] = activity.Ref,
        ["timestamp"] = Shapes.Time(activity.At),
        ["activity_type"] = activity.Kind,
        ["actor"] = UserAnswers.Nullable(hub, activity.Actor),
    };
}
