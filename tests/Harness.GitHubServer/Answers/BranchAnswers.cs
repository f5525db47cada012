using System.Text.Json.Nodes;
using Harness.GitHubServer.Git;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;
using Harness.GitHubServer.Work;

namespace Harness.GitHubServer.Answers;

/// <summary>Branches and their protection.</summary>
internal static class BranchAnswers
{
    private static readonly string[] Switches =
    [
        "required_linear_history", "allow_force_pushes", "allow_deletions", "block_creations", "required_conversation_resolution",
        "lock_branch", "allow_fork_syncing",
    ];

    public static bool IsProtected(HubState hub, string branch) =>
        hub.Protections.ContainsKey(branch) || BranchRules.Rules(hub, branch).Any();

    public static JsonObject Short(HubState hub, string branch)
    {
        var commit = hub.Branches[branch];
        return new()
        {
            ["name"] = branch,
            ["commit"] = new JsonObject { ["sha"] = commit, ["url"] = $"{hub.Api}/commits/{commit}" },
            ["protected"] = IsProtected(hub, branch),
        };
    }

    public static JsonObject Whole(HubState hub, string branch)
    {
        var api = Address(hub, branch);
        return new()
        {
            ["name"] = branch,
            ["commit"] = CommitAnswers.Commit(hub, GitCommit.Read(hub.Git, hub.Branches[branch])),
            ["_links"] = new JsonObject { ["self"] = api, ["html"] = $"{hub.Html}/tree/{Shapes.Escape(branch)}" },
            ["protected"] = IsProtected(hub, branch),
            ["protection"] = Outline(hub, branch),
            ["protection_url"] = api + "/protection",
        };
    }

    /// <summary>The protection in the form of its own address, from the form in which it was written.</summary>
    public static JsonObject Protection(HubState hub, string branch, JsonObject written)
    {
        var api = Address(hub, branch) + "/protection";
        var answer = new JsonObject
        {
            ["url"] = api,
            ["required_signatures"] = new JsonObject { ["url"] = api + "/required_signatures", ["enabled"] = false },
            ["enforce_admins"] = new JsonObject { ["url"] = api + "/enforce_admins", ["enabled"] = written.Flag("enforce_admins") },
        };
        foreach (var name in Switches)
        {
            answer[name] = new JsonObject { ["enabled"] = written.Flag(name) };
        }

        AddChecks(answer, written, api);
        AddReviews(answer, written, api);
        return answer;
    }

    private static string Address(HubState hub, string branch) => $"{hub.Api}/branches/{Uri.EscapeDataString(branch)}";

    // What a branch itself says of its protection is seen by everyone, and is not much.
    private static JsonObject Outline(HubState hub, string branch)
    {
        var rules = BranchRules.Of(hub, branch);
        return new()
        {
            ["enabled"] = IsProtected(hub, branch),
            ["required_status_checks"] = new JsonObject
            {
                ["enforcement_level"] = rules.Checks.Count == 0 ? "off" : rules.HoldsAdmins ? "everyone" : "non_admins",
                ["contexts"] = Shapes.List(rules.Checks, c => JsonValue.Create(c.Context)),
                ["checks"] = Shapes.List(rules.Checks, c => new JsonObject { ["context"] = c.Context, ["app_id"] = c.App }),
            },
        };
    }

    private static void AddChecks(JsonObject answer, JsonObject written, string api)
    {
        if (written["required_status_checks"] is not JsonObject checks)
        {
            return;
        }

        var named = checks.Objects("checks").Select(c => (Context: c.Text("context")!, App: c.Whole("app_id")))
            .Concat(checks.Texts("contexts").Select(c => (Context: c, App: (int?)null)))
            .DistinctBy(c => c.Context)
            .ToArray();
        answer["required_status_checks"] = new JsonObject
        {
            ["url"] = api + "/required_status_checks",
            ["strict"] = checks.Flag("strict"),
            ["contexts"] = Shapes.List(named, c => JsonValue.Create(c.Context)),
            ["contexts_url"] = api + "/required_status_checks/contexts",
            ["checks"] = Shapes.List(named, c => new JsonObject { ["context"] = c.Context, ["app_id"] = c.App }),
        };
    }

    private static void AddReviews(JsonObject answer, JsonObject written, string api)
    {
        if (written["required_pull_request_reviews"] is JsonObject reviews)
        {
            answer["required_pull_request_reviews"] = new JsonObject
            {
                ["url"] = api + "/required_pull_request_reviews",
                ["dismiss_stale_reviews"] = reviews.Flag("dismiss_stale_reviews"),
                ["require_code_owner_reviews"] = reviews.Flag("require_code_owner_reviews"),
                ["require_last_push_approval"] = reviews.Flag("require_last_push_approval"),
                ["required_approving_review_count"] = reviews.Whole("required_approving_review_count") ?? 1,
            };
        }
    }
}
