using System.Globalization;
using Harness.GitHub.Connection;
using Octokit;

namespace Harness.GitHub.Protection;

/// <summary>
/// Writes one ruleset with its own name, which nobody may bypass. Other settings stay, because rules add up, and the strictest applies.
/// </summary>
internal sealed class ProtectionWriter(GitHubSession session)
{
    private const string Name = "harness";

    public async Task WriteAsync(ProtectionWish wish)
    {
        var known = await session.GetJsonAsync("the rulesets", "rulesets?per_page=100&includes_parents=false");
        var own = known.EnumerateArray().FirstOrDefault(r => r.GetProperty("name").GetString() == Name);
        var body = ToBody(wish);
        await GitHubSession.AskAsync("the ruleset 'harness'", () => own.ValueKind == System.Text.Json.JsonValueKind.Object
            ? session.Api.Put<object>(session.At(string.Create(CultureInfo.InvariantCulture, $"rulesets/{own.GetProperty("id").GetInt64()}")), body)
            : session.Api.Post<object>(session.At("rulesets"), body));
    }

    private static Dictionary<string, object> ToBody(ProtectionWish wish) => new()
    {
        ["name"] = Name,
        ["target"] = "branch",
        ["enforcement"] = "active",
        ["bypass_actors"] = Array.Empty<object>(),
        ["conditions"] = new Dictionary<string, object>
        {
            ["ref_name"] = new Dictionary<string, object> { ["include"] = wish.Branches.Select(b => $"refs/heads/{b}").ToArray(), ["exclude"] = Array.Empty<string>() },
        },
        ["rules"] = new[]
        {
            Rule("deletion"),
            Rule("non_fast_forward"),
            Rule("required_linear_history"),
            Rule("pull_request", new()
            {
                ["required_approving_review_count"] = 1,
                ["dismiss_stale_reviews_on_push"] = true,
                ["require_last_push_approval"] = true,
                ["require_code_owner_review"] = false,
                ["required_review_thread_resolution"] = false,
            }),
            Rule("required_status_checks", new()
            {
                ["strict_required_status_checks_policy"] = true,
                ["required_status_checks"] = wish.Checks.Select(c => new Dictionary<string, object> { ["context"] = c.Name, ["integration_id"] = c.App! }).ToArray(),
            }),
        },
    };

    private static Dictionary<string, object> Rule(string type, Dictionary<string, object>? parameters = null) =>
        parameters is null ? new() { ["type"] = type } : new() { ["type"] = type, ["parameters"] = parameters };
}
