using System.Text.Json.Nodes;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary><c>harness-reviewer protect</c>.</summary>
public sealed class ProtectTests : IDisposable
{
    private readonly Desk desk = new();

    public ProtectTests() => desk.Variables["HARNESS_TOKEN"] = "token-of-" + Desk.Advisor;

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task A_bare_branch_lacks_everything_and_apply_sets_it_once()
    {
        var bare = await desk.RunAsync("protect");
        Assert.Equal(1, bare.Exit);
        Assert.Equal(
            """
            main: not as the policy asks
              missing: an approval (nothing asks for it)
              missing: a push takes approvals back (nothing asks for it)
              missing: the last push approved by someone else (nothing asks for it)
              missing: the check 'gate' of app 15368 (nothing asks for it)
              missing: a merge queue, or branches that are up to date (nothing asks for it)
              missing: a linear history (nothing asks for it)
              missing: no forced pushes (nothing asks for it)
              missing: no deletion (nothing asks for it)

            """.ReplaceLineEndings("\n"),
            bare.Output);

        var applied = await desk.RunAsync("protect", "--apply");
        Assert.Equal((0, ""), (applied.Exit, applied.Error));
        Assert.EndsWith("Set, and looked at again: nothing is missing.\nmain: as the policy asks\n", applied.Output, StringComparison.Ordinal);

        Assert.Equal((0, "main: as the policy asks\n"), await Plain("protect"));
        Assert.Equal((0, "main: as the policy asks\n"), await Plain("protect", "--apply"));
        Assert.Single((await desk.GetAsync("rulesets")).AsArray());
    }

    [Fact]
    public async Task Settings_that_someone_may_go_past_do_not_count()
    {
        await desk.RunAsync("protect", "--apply");
        var id = (long)(await desk.GetAsync("rulesets"))[0]!["id"]!;
        var ruleset = (await desk.GetAsync($"rulesets/{id}")).AsObject();
        desk.Hub.People.AddRuleset(Weaken(ruleset));
        await desk.SendAsync(HttpMethod.Delete, $"rulesets/{id}");

        var (exit, output) = await Plain("protect");

        Assert.Equal(1, exit);
        Assert.Contains("  missing: an approval (ruleset 'harness' asks for it, but may be passed by RepositoryRole 5 (always))\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_from_anyone_is_not_the_check_of_the_app()
    {
        desk.Hub.People.Protect("main", JsonNode.Parse("""
            {
              "required_status_checks": { "strict": true, "checks": [{ "context": "gate" }] },
              "enforce_admins": true,
              "required_pull_request_reviews": { "required_approving_review_count": 1, "dismiss_stale_reviews": true, "require_last_push_approval": true },
              "restrictions": null,
              "required_linear_history": true,
              "allow_force_pushes": false,
              "allow_deletions": false
            }
            """)!.AsObject());

        Assert.Equal((1, "main: not as the policy asks\n  missing: the check 'gate' of app 15368 (nothing asks for it)\n"), await Plain("protect"));
    }

    [Fact]
    public async Task A_branch_s_own_protection_that_spares_administrators_does_not_count()
    {
        desk.Hub.People.Protect("main", JsonNode.Parse("""
            {
              "required_status_checks": null,
              "enforce_admins": false,
              "required_pull_request_reviews": null,
              "restrictions": null,
              "required_linear_history": true
            }
            """)!.AsObject());

        Assert.Contains(
            "  missing: a linear history (the branch's protection asks for it, but may be passed by administrators)\n", (await Plain("protect")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_see_the_settings_is_told()
    {
        desk.Variables["HARNESS_TOKEN"] = "token-of-someone";

        var (exit, _, error) = await desk.RunAsync("protect");

        Assert.Equal(2, exit);
        Assert.Contains("the protection of 'main': GitHub answers 403", error, StringComparison.Ordinal);
    }

    private async Task<(int Exit, string Output)> Plain(params string[] arguments)
    {
        var (exit, output, _) = await desk.RunAsync(arguments);
        return (exit, output);
    }

    private static JsonObject Weaken(JsonObject ruleset) => new()
    {
        ["name"] = "harness",
        ["target"] = "branch",
        ["enforcement"] = "active",
        ["conditions"] = ruleset["conditions"]!.DeepClone(),
        ["rules"] = ruleset["rules"]!.DeepClone(),
        ["bypass_actors"] = new JsonArray(new JsonObject { ["actor_id"] = 5, ["actor_type"] = "RepositoryRole", ["bypass_mode"] = "always" }),
    };
}
