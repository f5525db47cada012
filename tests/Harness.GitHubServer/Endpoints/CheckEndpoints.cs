using System.Globalization;
using System.Text.Json.Nodes;
using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;
using Harness.GitHubServer.Work;

namespace Harness.GitHubServer.Endpoints;

/// <summary>Check runs, which only apps write.</summary>
internal static class CheckEndpoints
{
    private const string Runs = Api.Repo + "/check-runs";
    private const string One = Runs + "/{check_run_id}";

    public static IEnumerable<Route> Routes =>
    [
        Route.Write("POST", Runs, Right.Checks, e => Answer.Created(CheckAnswers.Run(e.Hub, Checks.Create(e.Hub, App(e), e.Fields)))),
        Route.Get(One, e => Answer.Ok(CheckAnswers.Run(e.Hub, Find(e)))),
        Route.Write("PATCH", One, Right.Checks, e => Answer.Ok(CheckAnswers.Run(e.Hub, Checks.Change(e.Hub, App(e), Find(e), e.Fields)))),
        Route.Get(One + "/annotations", e => e.Page(Find(e).Annotations, a => CheckAnswers.Annotation(e.Hub, Find(e), a))),
        Route.Get(Api.Repo + "/commits/{ref}/check-runs", OfCommit),
    ];

    private static Answer OfCommit(Exchange e)
    {
        var commit = e.Commit("ref");
        var runs = (e.Asked("filter") == "all" ? e.Hub.CheckRuns.Where(r => r.Commit == commit) : Checks.Latest(e.Hub, commit))
            .Where(r => e.Asked("check_name") is not { } name || r.Name == name)
            .Where(r => e.Asked("status") is not { } status || r.Status == status)
            .Where(r => e.Asked("app_id") is not { } app || r.App.Account.App!.Id.ToString(CultureInfo.InvariantCulture) == app)
            .Reverse()
            .ToArray();
        return e.Page(runs, r => CheckAnswers.Run(e.Hub, r), page => new JsonObject { ["total_count"] = runs.Length, ["check_runs"] = new JsonArray(page) });
    }

    private static User App(Exchange e) =>
        e.Writer.Account.App is null ? throw new ApiException(403, "You must authenticate via a GitHub App.") : e.Writer;

    private static CheckRun Find(Exchange e) => e.Hub.CheckRuns.Find(r => r.Id == e.Id("check_run_id")) ?? throw ApiException.NotFound();
}
