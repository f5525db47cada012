using System.Text.Json.Nodes;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Answers;

/// <summary>Rulesets and rules.</summary>
internal static class RulesetAnswers
{
    /// <summary>The form of lists: without the rules.</summary>
    public static JsonObject Outline(HubState hub, Ruleset ruleset) => new()
    {
        ["id"] = ruleset.Id,
        ["name"] = ruleset.Content.Text("name"),
        ["target"] = ruleset.Content.Text("target") ?? "branch",
        ["source_type"] = "Repository",
        ["source"] = hub.FullName,
        ["enforcement"] = ruleset.Content.Text("enforcement"),
        ["node_id"] = Shapes.NodeId("RRS", ruleset.Id),
        ["_links"] = new JsonObject { ["self"] = Shapes.Link($"{hub.Api}/rulesets/{ruleset.Id}"), ["html"] = Shapes.Link($"{hub.Html}/rules/{ruleset.Id}") },
        ["created_at"] = Shapes.Time(ruleset.CreatedAt),
        ["updated_at"] = Shapes.Time(ruleset.UpdatedAt),
    };

    /// <summary>The whole form. Who may pass by is shown to administrators only.</summary>
    public static JsonObject Whole(HubState hub, Ruleset ruleset, User? reader)
    {
        var answer = Outline(hub, ruleset);
        answer["conditions"] = ruleset.Content["conditions"]?.DeepClone() ?? new JsonObject();
        answer["rules"] = ruleset.Content["rules"]?.DeepClone() ?? new JsonArray();
        answer["current_user_can_bypass"] = "never";
        if (reader?.Account.Role is Role.Admin)
        {
            answer["bypass_actors"] = ruleset.Content["bypass_actors"]?.DeepClone() ?? new JsonArray();
        }

        return answer;
    }

    /// <summary>A rule with the ruleset that it comes from.</summary>
    public static JsonObject Rule(HubState hub, Ruleset ruleset, JsonObject rule)
    {
        var answer = (JsonObject)rule.DeepClone();
        answer["ruleset_source_type"] = "Repository";
        answer["ruleset_source"] = hub.FullName;
        answer["ruleset_id"] = ruleset.Id;
        return answer;
    }
}
