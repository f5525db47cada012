using System.Text.Json.Nodes;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Answers;

/// <summary>Users and apps.</summary>
internal static class UserAnswers
{
    public static JsonObject Simple(HubState hub, User user)
    {
        var api = $"{hub.Address}/users/{Uri.EscapeDataString(user.Login)}";
        return new()
        {
            ["login"] = user.Login,
            ["id"] = user.Id,
            ["node_id"] = Shapes.NodeId("U", user.Id),
            ["avatar_url"] = $"{hub.Address}/avatars/{user.Id}",
            ["gravatar_id"] = "",
            ["url"] = api,
            ["html_url"] = $"{hub.Address}/{Uri.EscapeDataString(user.Login)}",
            ["followers_url"] = api + "/followers",
            ["following_url"] = api + "/following{/other_user}",
            ["gists_url"] = api + "/gists{/gist_id}",
            ["starred_url"] = api + "/starred{/owner}{/repo}",
            ["subscriptions_url"] = api + "/subscriptions",
            ["organizations_url"] = api + "/orgs",
            ["repos_url"] = api + "/repos",
            ["events_url"] = api + "/events{/privacy}",
            ["received_events_url"] = api + "/received_events",
            ["type"] = user.Account.IsBot ? "Bot" : "User",
            ["user_view_type"] = "public",
            ["site_admin"] = false,
        };
    }

    public static JsonObject? Nullable(HubState hub, User? user) => user is null ? null : Simple(hub, user);

    public static JsonObject Whole(HubState hub, User user)
    {
        var answer = Simple(hub, user);
        foreach (var name in new[] { "name", "company", "location", "email", "hireable", "bio", "twitter_username" })
        {
            answer[name] = null;
        }

        answer["blog"] = "";
        foreach (var name in new[] { "public_repos", "public_gists", "followers", "following" })
        {
            answer[name] = 0;
        }

        answer["created_at"] = Shapes.Time(hub.CreatedAt);
        answer["updated_at"] = Shapes.Time(hub.CreatedAt);
        return answer;
    }

    public static JsonObject App(HubState hub, User user) => new()
    {
        ["id"] = user.Account.App!.Id,
        ["slug"] = user.Account.App.Slug,
        ["client_id"] = $"Iv1.{user.Account.App.Id}",
        ["node_id"] = Shapes.NodeId("A", user.Account.App.Id),
        ["owner"] = Simple(hub, hub.Owner),
        ["name"] = user.Account.App.Slug,
        ["description"] = "",
        ["external_url"] = $"{hub.Address}/apps/{user.Account.App.Slug}",
        ["html_url"] = $"{hub.Address}/apps/{user.Account.App.Slug}",
        ["created_at"] = Shapes.Time(hub.CreatedAt),
        ["updated_at"] = Shapes.Time(hub.CreatedAt),
        ["permissions"] = new JsonObject { ["checks"] = "write", ["contents"] = "write", ["issues"] = "write", ["metadata"] = "read" },
        ["events"] = new JsonArray(),
    };

    /// <summary>What a user is to the repository.</summary>
    public static string Association(HubState hub, User user) =>
        user == hub.Owner ? "OWNER" : user.Account.IsBot || !user.IsWriter ? "NONE" : "COLLABORATOR";
}
