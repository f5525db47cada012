using System.Text.Json.Nodes;
using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;
using Harness.GitHubServer.Work;

namespace Harness.GitHubServer.Endpoints;

/// <summary>Rulesets, and the rules that they lay on a branch.</summary>
internal static class RulesetEndpoints
{
    private const string Rulesets = Api.Repo + "/rulesets";
    private const string One = Rulesets + "/{ruleset_id}";

    public static IEnumerable<Route> Routes =>
    [
        Route.Get(Api.Repo + "/rules/branches/{branch}", OfBranch),
        Route.Get(Rulesets, e => e.Page(e.Hub.Rulesets.Values, r => RulesetAnswers.Outline(e.Hub, r))),
        Route.Write("POST", Rulesets, Right.Administration, Create),
        Route.Get(One, e => Answer.Ok(RulesetAnswers.Whole(e.Hub, Find(e), e.Actor))),
        Route.Write("PUT", One, Right.Administration, Change),
        Route.Write("DELETE", One, Right.Administration, Delete),
    ];

    private static Answer OfBranch(Exchange e) =>
        e.Page(BranchRules.Rules(e.Hub, e["branch"]), r => RulesetAnswers.Rule(e.Hub, r.Ruleset, r.Rule));

    private static Answer Create(Exchange e)
    {
        _ = e.Required("RepositoryRuleset", "name");
        _ = e.Required("RepositoryRuleset", "enforcement");
        var ruleset = new Ruleset(e.Hub.NextId(), (JsonObject)e.Fields.DeepClone(), e.Hub.Now, e.Hub.Now);
        e.Hub.Rulesets.Add(ruleset.Id, ruleset);
        return Answer.Created(RulesetAnswers.Whole(e.Hub, ruleset, e.Actor));
    }

    // What the request leaves out stays.
    private static Answer Change(Exchange e)
    {
        var ruleset = Find(e);
        var content = (JsonObject)ruleset.Content.DeepClone();
        foreach (var (name, value) in e.Fields)
        {
            content[name] = value?.DeepClone();
        }

        e.Hub.Rulesets[ruleset.Id] = ruleset = ruleset with { Content = content, UpdatedAt = e.Hub.Now };
        return Answer.Ok(RulesetAnswers.Whole(e.Hub, ruleset, e.Actor));
    }

    private static Answer Delete(Exchange e)
    {
        e.Hub.Rulesets.Remove(Find(e).Id);
        return Answer.Nothing;
    }

    private static Ruleset Find(Exchange e) => e.Hub.Rulesets.GetValueOrDefault(e.Id("ruleset_id")) ?? throw ApiException.NotFound();
}
