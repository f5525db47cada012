using System.Text.Json.Nodes;
using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;
using Harness.GitHubServer.Work;

namespace Harness.GitHubServer.Endpoints;

/// <summary>Statuses of commits.</summary>
internal static class StatusEndpoints
{
    public static IEnumerable<Route> Routes =>
    [
        Route.Write("POST", Api.Repo + "/statuses/{sha}", Right.Statuses, Create),
        Route.Get(Api.Repo + "/commits/{ref}/statuses", Statuses),
        Route.Get(Api.Repo + "/commits/{ref}/status", Combined),
    ];

    private static Answer Create(Exchange e) =>
        Answer.Created(CheckAnswers.Status(e.Hub, Checks.AddStatus(e.Hub, e.Writer, e.Commit("sha"), e.Fields)));

    private static Answer Statuses(Exchange e)
    {
        var commit = e.Commit("ref");
        return e.Page(e.Hub.Statuses.Where(s => s.Commit == commit).Reverse(), s => CheckAnswers.Status(e.Hub, s));
    }

    private static Answer Combined(Exchange e)
    {
        var commit = e.Commit("ref");
        var latest = Checks.LatestStatuses(e.Hub, commit).ToArray();
        return e.Page(latest, s => CheckAnswers.SimpleStatus(e.Hub, s), page => new JsonObject
        {
            ["state"] = State(latest),
            ["statuses"] = new JsonArray(page),
            ["sha"] = commit,
            ["total_count"] = latest.Length,
            ["repository"] = RepositoryAnswers.Minimal(e.Hub),
            ["commit_url"] = $"{e.Hub.Api}/commits/{commit}",
            ["url"] = $"{e.Hub.Api}/commits/{commit}/status",
        });
    }

    private static string State(CommitStatus[] statuses) =>
        statuses.Any(s => s.State is "failure" or "error") ? "failure"
        : statuses.Length == 0 || statuses.Any(s => s.State == "pending") ? "pending" : "success";
}
