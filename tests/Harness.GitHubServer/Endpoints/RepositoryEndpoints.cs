using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Git;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Endpoints;

/// <summary>The repository, its branches and how they moved.</summary>
internal static class RepositoryEndpoints
{
    private static readonly Dictionary<string, int> Days = new(StringComparer.Ordinal)
    {
        ["day"] = 1, ["week"] = 7, ["month"] = 31, ["quarter"] = 92, ["year"] = 366,
    };

    public static IEnumerable<Route> Routes =>
    [
        Route.Get(Api.Repo, e => Answer.Ok(RepositoryAnswers.Whole(e.Hub, e.Actor))),
        Route.Get(Api.Repo + "/branches", Branches),
        Route.Get(Api.Repo + "/branches/{branch}", Branch),
        Route.Get(Api.Repo + "/git/ref/{ref}", Ref),
        Route.Write("POST", Api.Repo + "/git/refs", Right.Contents, CreateRef),
        Route.Get(Api.Repo + "/activity", Activity),
    ];

    private static Answer Branches(Exchange e)
    {
        var hub = e.Hub;
        var only = e.Asked("protected");
        var names = hub.Branches.Keys.Order(StringComparer.Ordinal).Where(b => only is null || (only == "true") == BranchAnswers.IsProtected(hub, b));
        return e.Page(names, b => BranchAnswers.Short(hub, b));
    }

    private static Answer Branch(Exchange e) => e.Hub.Branches.ContainsKey(e["branch"])
        ? Answer.Ok(BranchAnswers.Whole(e.Hub, e["branch"]))
        : throw ApiException.NotFound("Branch not found");

    private static Answer Ref(Exchange e)
    {
        var name = "refs/" + e["ref"];
        var (exitCode, commit) = e.Hub.Git.Try("rev-parse", "-q", "--verify", "--end-of-options", name);
        return exitCode == 0 ? Answer.Ok(CommitAnswers.Ref(e.Hub, name, commit)) : throw ApiException.NotFound();
    }

    private static Answer CreateRef(Exchange e)
    {
        var (name, sha) = (e.Required("Reference", "ref"), e.Required("Reference", "sha"));
        if (!name.StartsWith("refs/", StringComparison.Ordinal) || e.Hub.Git.Try("check-ref-format", name).ExitCode != 0)
        {
            throw new ApiException(422, "Reference name is not well-formed");
        }

        if (e.Hub.Git.Resolve(sha) != sha)
        {
            throw new ApiException(422, "Object does not exist");
        }

        if (!e.Hub.Git.TryMoveRef(name, sha, GitRepository.NoCommit))
        {
            throw new ApiException(422, "Reference already exists");
        }

        Work.Observation.Look(e.Hub, e.Writer);
        return Answer.Created(CommitAnswers.Ref(e.Hub, name, sha));
    }

    private static Answer Activity(Exchange e)
    {
        var all = e.Hub.FindFork(e["owner"], e["repo"])?.Activities ?? e.Hub.Activities;
        var activities = all.Where(a => IsAsked(e, a));
        activities = e.Asked("direction") == "asc" ? activities : activities.Reverse();
        return CursorPaging.Page(e, [.. activities], a => a.Id, a => ActivityAnswers.Activity(e.Hub, a));
    }

    private static bool IsAsked(Exchange e, Activity activity) =>
        (e.Asked("ref") is not { } name || activity.Ref == name || activity.Ref == "refs/heads/" + name)
        && (e.Asked("activity_type") is not { } kind || activity.Kind == kind)
        && (e.Asked("time_period") is not { } period || activity.At >= e.Hub.Now - TimeSpan.FromDays(Days[period]))
        && (e.Asked("actor") is not { } actor || activity.Actor?.Login == actor);
}
