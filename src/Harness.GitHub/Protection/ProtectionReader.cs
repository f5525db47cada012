using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Harness.GitHub.Connection;

namespace Harness.GitHub.Protection;

/// <summary>
/// Reads rulesets and the protection of a branch. See "REST API endpoints for rules" and "REST API endpoints for protected branches" of GitHub's
/// documentation.
/// </summary>
internal sealed class ProtectionReader(GitHubSession session)
{
    private const int NotFound = 404;

    public async Task<BranchProtection> ReadAsync(string branch)
    {
        var sources = ImmutableArray.CreateBuilder<ProtectionSource>();
        var rules = await GetAsync($"the rules of '{branch}'", $"rules/branches/{Uri.EscapeDataString(branch)}?per_page=100");
        foreach (var ruleset in rules.EnumerateArray().GroupBy(r => r.GetProperty("ruleset_id").GetInt64()))
        {
            sources.Add(await ToSourceAsync(ruleset.Key, [.. ruleset]));
        }

        if (await FindProtectionAsync(branch) is { } protection)
        {
            sources.Add(ToSource(protection));
        }

        return new BranchProtection(branch, sources.ToImmutable());
    }

    // Rulesets of the organisation are read through the repository as well.
    private async Task<ProtectionSource> ToSourceAsync(long id, ImmutableArray<JsonElement> rules)
    {
        var ruleset = await GetAsync($"the ruleset {id}", string.Create(CultureInfo.InvariantCulture, $"rulesets/{id}?includes_parents=true"));
        var (approval, checks) = (Find(rules, "pull_request"), Find(rules, "required_status_checks"));
        return new ProtectionSource
        {
            Name = $"ruleset '{ruleset.GetProperty("name").GetString()}'",
            Bypasses = ruleset.TryGetProperty("bypass_actors", out var actors) && actors.ValueKind == JsonValueKind.Array ? [.. actors.EnumerateArray().Select(ToActor)] : null,
            Approvals = Number(approval, "required_approving_review_count"),
            DismissesStale = Flag(approval, "dismiss_stale_reviews_on_push"),
            NeedsLastPushApproval = Flag(approval, "require_last_push_approval"),
            Checks = checks is { } given && given.TryGetProperty("required_status_checks", out var listed)
                ? [.. listed.EnumerateArray().Select(c => ToCheck(c, "integration_id"))] : [],
            IsStrict = Flag(checks, "strict_required_status_checks_policy"),
            HasQueue = Has(rules, "merge_queue"),
            IsLinear = Has(rules, "required_linear_history"),
            BlocksForcePushes = Has(rules, "non_fast_forward"),
            BlocksDeletion = Has(rules, "deletion"),
        };
    }

    private static ProtectionSource ToSource(JsonElement protection)
    {
        var (reviews, checks) = (Part(protection, "required_pull_request_reviews"), Part(protection, "required_status_checks"));
        return new ProtectionSource
        {
            Name = "the branch's protection",
            Bypasses = [.. Administrators(protection), .. Allowances(reviews)],
            Approvals = Number(reviews, "required_approving_review_count"),
            DismissesStale = Flag(reviews, "dismiss_stale_reviews"),
            NeedsLastPushApproval = Flag(reviews, "require_last_push_approval"),
            Checks = checks is { } given && given.TryGetProperty("checks", out var listed) ? [.. listed.EnumerateArray().Select(c => ToCheck(c, "app_id"))] : [],
            IsStrict = Flag(checks, "strict"),
            IsLinear = Flag(Part(protection, "required_linear_history"), "enabled"),
            BlocksForcePushes = !Flag(Part(protection, "allow_force_pushes"), "enabled"),
            BlocksDeletion = !Flag(Part(protection, "allow_deletions"), "enabled"),
        };
    }

    private static IEnumerable<string> Administrators(JsonElement protection) =>
        Flag(Part(protection, "enforce_admins"), "enabled") ? [] : ["administrators"];

    private static IEnumerable<string> Allowances(JsonElement? reviews) =>
        Part(reviews, "bypass_pull_request_allowances") is not { } given ? []
        : given.EnumerateObject().SelectMany(kind => kind.Value.EnumerateArray().Select(who => $"{kind.Name} {Text(who, "login") ?? Text(who, "slug")}"));

    private static string ToActor(JsonElement actor) =>
        $"{Text(actor, "actor_type")} {(actor.TryGetProperty("actor_id", out var id) ? id.ToString() : "")} ({Text(actor, "bypass_mode")})";

    // 0 and -1 mean any app.
    private static ProtectedCheck ToCheck(JsonElement check, string app) => new(
        Text(check, "context") ?? "", check.TryGetProperty(app, out var id) && id.ValueKind == JsonValueKind.Number && id.GetInt64() > 0 ? id.GetInt64() : null);

    private static JsonElement? Find(ImmutableArray<JsonElement> rules, string type) =>
        rules.Where(r => Text(r, "type") == type).Select(r => Part(r, "parameters")).FirstOrDefault(p => p is not null);

    private static bool Has(ImmutableArray<JsonElement> rules, string type) => rules.Any(r => Text(r, "type") == type);

    private static JsonElement? Part(JsonElement? of, string key) =>
        of is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(key, out var part) && part.ValueKind == JsonValueKind.Object ? part : null;

    private static bool Flag(JsonElement? of, string key) => of is { } given && given.TryGetProperty(key, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static int Number(JsonElement? of, string key) =>
        of is { } given && given.TryGetProperty(key, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt32() : 0;

    private static string? Text(JsonElement of, string key) => of.TryGetProperty(key, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private async Task<JsonElement?> FindProtectionAsync(string branch)
    {
        try
        {
            return await GetAsync($"the protection of '{branch}'", $"branches/{Uri.EscapeDataString(branch)}/protection");
        }
        catch (GitHubException e) when (e.Status == NotFound)
        {
            // The branch has none of its own. A token that may not see it is refused with 403.
            return null;
        }
    }

    // Octokit's models lack rulesets, and the apps that checks are taken from.
    private Task<JsonElement> GetAsync(string what, string path) => session.GetJsonAsync(what, path);
}
