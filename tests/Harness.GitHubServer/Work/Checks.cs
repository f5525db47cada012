using System.Text;
using System.Text.Json.Nodes;
using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Work;

/// <summary>Check runs and statuses as apps and programs make them.</summary>
internal static class Checks
{
    private const int MostAnnotations = 50;
    private const int LongestText = 65535;

    /// <summary>The newest run of each app and name on a commit.</summary>
    public static IEnumerable<CheckRun> Latest(HubState hub, string commit) =>
        hub.CheckRuns.Where(r => r.Commit == commit).GroupBy(r => (r.App, r.Name)).Select(g => g.Last());

    /// <summary>The newest status of each context on a commit.</summary>
    public static IEnumerable<CommitStatus> LatestStatuses(HubState hub, string commit) =>
        hub.Statuses.Where(s => s.Commit == commit).GroupBy(s => s.Context, StringComparer.Ordinal).Select(g => g.Last());

    public static CheckRun Create(HubState hub, User app, JsonObject fields)
    {
        var name = fields.Text("name") is { Length: > 0 } text ? text : throw ApiException.Invalid("CheckRun", "name", "missing_field");
        var commit = fields.Text("head_sha") is { } sha && hub.Git.Resolve(sha) == sha ? sha
            : throw new ApiException(422, $"No commit found for SHA: {fields.Text("head_sha")}");
        Check(fields);
        var run = new CheckRun(hub.NextId(), Suite(hub, app, commit), app, name, commit) { StartedAt = Shapes.Time(hub.Now) };
        Write(hub, run, fields);
        hub.CheckRuns.Add(run);
        Raise(hub, run, run.Status == "completed" ? "completed" : "created");
        return run;
    }

    public static CheckRun Change(HubState hub, User app, CheckRun run, JsonObject fields)
    {
        if (run.App != app)
        {
            throw new ApiException(403, $"Invalid app_id `{app.Account.App!.Id}` - check run can only be modified by the GitHub App that created it.");
        }

        Check(fields);
        var before = run.Status;
        run.Name = fields.Text("name") ?? run.Name;
        Write(hub, run, fields);
        if (run.Status != before)
        {
            Raise(hub, run, run.Status == "completed" ? "completed" : "created");
        }

        return run;
    }

    public static CommitStatus AddStatus(HubState hub, User creator, string commit, JsonObject fields)
    {
        var state = fields.Text("state") is "error" or "failure" or "pending" or "success" ? fields.Text("state")!
            : throw ApiException.Invalid("Status", "state", "custom", "state is not included in the list");
        var context = fields.Text("context") ?? "default";
        var status = new CommitStatus(hub.NextId(), commit, creator, state, context, fields.Text("description"), fields.Text("target_url"), hub.Now);
        hub.Statuses.Add(status);
        return status;
    }

    private static long Suite(HubState hub, User app, string commit)
    {
        var key = (app.Account.App!.Id, commit);
        if (!hub.Suites.TryGetValue(key, out var suite))
        {
            hub.Suites.Add(key, suite = hub.NextId());
        }

        return suite;
    }

    // Everything is looked at before anything is written: a request is done whole or not at all.
    private static void Check(JsonObject fields)
    {
        if (fields.Text("status") == "completed" && fields.Text("conclusion") is null)
        {
            throw new ApiException(422, "Invalid request.\n\nMissing required key: conclusion");
        }

        if (fields["output"] is not JsonObject output)
        {
            return;
        }

        if (output.Text("summary") is not { } summary)
        {
            throw new ApiException(422, "Invalid request.\n\n\"summary\" wasn't supplied.");
        }

        if (Encoding.UTF8.GetByteCount(summary) > LongestText || Encoding.UTF8.GetByteCount(output.Text("text") ?? "") > LongestText)
        {
            throw new ApiException(422, "Invalid request.\n\nOnly 65535 characters are allowed.");
        }

        var annotations = output.Objects("annotations").ToArray();
        if (annotations.Length > MostAnnotations)
        {
            throw new ApiException(422, $"Invalid request.\n\nNo more than 50 items are allowed; {annotations.Length} were supplied.");
        }

        if (annotations.Any(a => a.Whole("start_line") != a.Whole("end_line") && (a["start_column"] is not null || a["end_column"] is not null)))
        {
            throw new ApiException(422, "Invalid request.\n\nstart_column and end_column are allowed on one line only.");
        }
    }

    private static void Write(HubState hub, CheckRun run, JsonObject fields)
    {
        run.DetailsUrl = fields.Text("details_url") ?? run.DetailsUrl;
        run.ExternalId = fields.Text("external_id") ?? run.ExternalId;
        run.StartedAt = fields.Text("started_at") ?? run.StartedAt;
        run.Status = fields.Text("status") ?? run.Status;
        if (fields.Text("conclusion") is { } conclusion)
        {
            (run.Status, run.Conclusion) = ("completed", conclusion);
            run.CompletedAt = fields.Text("completed_at") ?? Shapes.Time(hub.Now);
        }

        if (fields["output"] is JsonObject output)
        {
            run.Title = output.Text("title") ?? run.Title;
            run.Summary = output.Text("summary") ?? run.Summary;
            run.Text = output.Text("text") ?? run.Text;
            run.Annotations.AddRange(output.Objects("annotations").Select(a => (JsonObject)a.DeepClone()));
        }
    }

    private static void Raise(HubState hub, CheckRun run, string action) =>
        hub.Events.Raise(hub, "check_run", action, run.App, () => new() { ["check_run"] = CheckAnswers.Run(hub, run) });
}
