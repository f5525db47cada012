using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Git;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;
using Harness.GitHubServer.Work;
using System.Text.Json.Nodes;

namespace Harness.GitHubServer.Endpoints;

/// <summary>Pull requests, what they change, and their merge.</summary>
internal static class PullEndpoints
{
    private const string Pulls = Api.Repo + "/pulls";
    private const string One = Pulls + "/{pull_number}";
    private const int MostFiles = 3000;
    private const int MostCommits = 250;

    public static IEnumerable<Route> Routes =>
    [
        Route.Get(Pulls, List),
        Route.Write("POST", Pulls, Right.PullRequests, Open),
        Route.Get(One, Read),
        Route.Write("PATCH", One, Right.PullRequests, Change),
        Route.Get(One + "/files", e => e.Page(e.Hub.FilesOf(e.Pull()).Take(MostFiles), f => CommitAnswers.File(e.Hub, f, e.Pull().HeadSha))),
        Route.Get(One + "/commits", Commits),
        Route.Get(One + "/merge", e => e.Pull().IsMerged ? Answer.Nothing : throw ApiException.NotFound()),
        Route.Write("PUT", One + "/merge", Right.Contents, Merge),
    ];

    private static Answer List(Exchange e)
    {
        var state = e.Asked("state") ?? "open";
        var pulls = e.Hub.Pulls
            .Where(p => state == "all" || p.IsOpen == (state == "open"))
            .Where(p => e.Asked("base") is not { } branch || p.BaseBranch == branch)
            .Where(p => e.Asked("head") is not { } head || $"{p.Head.Owner}:{p.HeadBranch}" == head);
        return e.Page(Sorted(e, pulls), p => PullAnswers.Simple(e.Hub, p));
    }

    private static IEnumerable<PullRequest> Sorted(Exchange e, IEnumerable<PullRequest> pulls)
    {
        var sorted = e.Asked("sort") switch
        {
            "updated" => pulls.OrderBy(p => p.Conversation.UpdatedAt).ThenBy(p => p.Number),
            "popularity" => pulls.OrderBy(p => p.Conversation.Comments.Count).ThenBy(p => p.Number),
            _ => pulls.OrderBy(p => p.Number),
        };
        var direction = e.Asked("direction") ?? (e.Asked("sort") is null or "created" ? "desc" : "asc");
        return direction == "desc" ? sorted.Reverse() : sorted;
    }

    private static Answer Open(Exchange e)
    {
        var draft = new PullRequests.Draft(
            e.Required("PullRequest", "title"), e.Text("body"), e.Required("PullRequest", "head"), e.Required("PullRequest", "base"), e.Fields.Flag("draft"));
        return Answer.Created(PullAnswers.Whole(e.Hub, PullRequests.Open(e.Hub, e.Writer, draft)));
    }

    private static Answer Read(Exchange e)
    {
        var pull = e.Pull();
        var answer = PullAnswers.Whole(e.Hub, pull);
        pull.IsMergeabilityKnown = true;
        return Answer.Ok(answer);
    }

    private static Answer Change(Exchange e)
    {
        var pull = e.Pull();
        if (e.Text("base") is { } branch && branch != pull.BaseBranch)
        {
            PullRequests.Retarget(e.Hub, pull, branch, e.Writer);
        }

        if (e.Text("title") is { } title && title != pull.Conversation.Title)
        {
            PullRequests.Rename(e.Hub, pull, title, e.Writer);
        }

        pull.Conversation.Body = e.Fields.ContainsKey("body") ? e.Text("body") : pull.Conversation.Body;
        if (e.Text("state") == "closed" && pull.IsOpen)
        {
            PullRequests.Close(e.Hub, pull, e.Writer);
        }
        else if (e.Text("state") == "open" && !pull.IsOpen)
        {
            PullRequests.Reopen(e.Hub, pull, e.Writer);
        }

        return Answer.Ok(PullAnswers.Whole(e.Hub, pull));
    }

    private static Answer Commits(Exchange e) => e.Page(
        GitCommit.Range(e.Hub.Git, e.Pull().BaseSha, e.Pull().HeadSha).Take(MostCommits),
        c => CommitAnswers.Commit(e.Hub, c));

    private static Answer Merge(Exchange e)
    {
        var method = Enum.TryParse<MergeMethod>(e.Text("merge_method") ?? "merge", ignoreCase: true, out var named) ? named
            : throw ApiException.Invalid("PullRequest", "merge_method", "invalid");
        var how = new AutoMerge(e.Writer, method, e.Text("commit_title"), e.Text("commit_message"));
        var commit = PullMerging.Merge(e.Hub, e.Pull(), e.Writer, how, e.Text("sha"));
        return Answer.Ok(new JsonObject { ["sha"] = commit, ["merged"] = true, ["message"] = "Pull Request successfully merged" });
    }
}
