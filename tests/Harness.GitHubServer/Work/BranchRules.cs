using System.IO.Enumeration;
using System.Text.Json.Nodes;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Work;

/// <summary>What the protection of a branch and the rulesets over it ask of a pull request, together.</summary>
internal sealed class BranchRules
{
    private BranchRules()
    {
    }

    public int Approvals { get; private set; }

    public bool DismissesStale { get; private set; }

    public bool NeedsApprovalOfLastPush { get; private set; }

    /// <summary>The checks that must have passed, each with the app that it must come from.</summary>
    public List<(string Context, long? App)> Checks { get; } = [];

    public bool IsStrict { get; private set; }

    public bool IsLinear { get; private set; }

    public bool HasMergeQueue { get; private set; }

    /// <summary>Whether administrators are held to it as well.</summary>
    public bool HoldsAdmins { get; private set; }

    public HashSet<MergeMethod> Methods { get; } = [MergeMethod.Merge, MergeMethod.Squash, MergeMethod.Rebase];

    public static BranchRules Of(HubState hub, string branch)
    {
        var rules = new BranchRules();
        rules.Methods.IntersectWith(hub.Options.MergeMethods);
        if (hub.Protections.TryGetValue(branch, out var protection))
        {
            rules.AddProtection(protection);
        }

        foreach (var (_, rule) in Rules(hub, branch))
        {
            rules.AddRule(rule.Text("type"), rule["parameters"] as JsonObject ?? []);
        }

        return rules;
    }

    /// <summary>The rules of active rulesets that are of a branch.</summary>
    public static IEnumerable<(Ruleset Ruleset, JsonObject Rule)> Rules(HubState hub, string branch) =>
        from ruleset in hub.Rulesets.Values
        where ruleset.Content.Text("enforcement") == "active" && (ruleset.Content.Text("target") ?? "branch") == "branch" && IsOf(hub, ruleset, branch)
        from rule in ruleset.Content.Objects("rules")
        select (ruleset, rule);

    private static bool IsOf(HubState hub, Ruleset ruleset, string branch)
    {
        var names = (ruleset.Content["conditions"] as JsonObject)?["ref_name"] as JsonObject ?? [];
        return names.Texts("include").Any(Fits) && !names.Texts("exclude").Any(Fits);

        bool Fits(string pattern) => pattern == "~ALL" || (pattern == "~DEFAULT_BRANCH" && branch == hub.DefaultBranch)
            || FileSystemName.MatchesSimpleExpression(pattern, "refs/heads/" + branch, ignoreCase: false);
    }

    private void AddProtection(JsonObject protection)
    {
        HoldsAdmins |= protection.Flag("enforce_admins");
        IsLinear |= protection.Flag("required_linear_history");
        if (protection["required_pull_request_reviews"] is JsonObject reviews)
        {
            Approvals = Math.Max(Approvals, reviews.Whole("required_approving_review_count") ?? 1);
            DismissesStale |= reviews.Flag("dismiss_stale_reviews");
            NeedsApprovalOfLastPush |= reviews.Flag("require_last_push_approval");
        }

        if (protection["required_status_checks"] is JsonObject checks)
        {
            IsStrict |= checks.Flag("strict");
            Checks.AddRange(checks.Texts("contexts").Select(c => (c, (long?)null)));
            Checks.AddRange(checks.Objects("checks").Select(c => (c.Text("context")!, (long?)c.Whole("app_id"))));
        }
    }

    private void AddRule(string? type, JsonObject parameters)
    {
        switch (type)
        {
            case "pull_request":
                HoldsAdmins = true;
                Approvals = Math.Max(Approvals, parameters.Whole("required_approving_review_count") ?? 0);
                DismissesStale |= parameters.Flag("dismiss_stale_reviews_on_push");
                NeedsApprovalOfLastPush |= parameters.Flag("require_last_push_approval");
                if (parameters["allowed_merge_methods"] is not null)
                {
                    Methods.IntersectWith(parameters.Texts("allowed_merge_methods").Select(m => Enum.Parse<MergeMethod>(m, ignoreCase: true)));
                }

                break;
            case "required_status_checks":
                HoldsAdmins = true;
                IsStrict |= parameters.Flag("strict_required_status_checks_policy");
                Checks.AddRange(parameters.Objects("required_status_checks").Select(c => (c.Text("context")!, (long?)c.Whole("integration_id"))));
                break;
            case "required_linear_history":
                IsLinear = true;
                break;
            case "merge_queue":
                HasMergeQueue = true;
                break;
        }
    }
}
