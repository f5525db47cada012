using System.Text.Json.Nodes;
using Harness.GitHubServer.Answers;
using Harness.GitHubServer.Git;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Endpoints;

/// <summary>Commits and what differs between them.</summary>
internal static class CommitEndpoints
{
    private const int MostFiles = 300;

    public static IEnumerable<Route> Routes =>
    [
        Route.Get(Api.Repo + "/commits/{ref}", Commit),
        Route.Get(Api.Repo + "/commits/{commit_sha}/pulls", Pulls),
        Route.Get(Api.Repo + "/compare/{basehead}", Compare),
    ];

    private static Answer Commit(Exchange e)
    {
        var commit = GitCommit.Read(e.Hub.Git, e.Commit("ref"));
        var answer = CommitAnswers.Commit(e.Hub, commit);
        var files = e.Hub.Compare(e.Hub.Git.FirstParent(commit.Id), commit.Id);
        var (additions, deletions) = (files.Sum(f => f.Additions), files.Sum(f => f.Deletions));
        answer["stats"] = new JsonObject { ["total"] = additions + deletions, ["additions"] = additions, ["deletions"] = deletions };
        answer["files"] = Shapes.List(files.Take(MostFiles), f => CommitAnswers.File(e.Hub, f, commit.Id));
        return Answer.Ok(answer);
    }

    // The pull requests that a commit is part of, those that it merged included.
    private static Answer Pulls(Exchange e)
    {
        var commit = e.Commit("commit_sha");
        return e.Page(e.Hub.Pulls.Where(p => IsOf(e.Hub, p, commit)), p => PullAnswers.Simple(e.Hub, p));
    }

    private static bool IsOf(HubState hub, PullRequest pull, string commit) => IsBetween(hub, pull.RecordedBase, commit, pull.HeadSha)
        || (pull is { LandedOn: { } before, MergeCommit: { } after } && IsBetween(hub, before, commit, after));

    private static bool IsBetween(HubState hub, string before, string commit, string after) =>
        hub.Git.IsAncestor(commit, after) && !hub.Git.IsAncestor(commit, before);

    private static Answer Compare(Exchange e)
    {
        if (e["basehead"].Split("...") is not [var from, var to] || Resolve(e.Hub, from) is not { } start || Resolve(e.Hub, to) is not { } end)
        {
            throw ApiException.NotFound();
        }

        var hub = e.Hub;
        var (ahead, behind, mergeBase) = (GitCommit.Range(hub.Git, start, end), hub.Git.Count(end, start), hub.Git.MergeBase(start, end));
        if (mergeBase == GitRepository.EmptyTree)
        {
            throw ApiException.NotFound($"No common ancestor between {from} and {to}.");
        }

        var address = $"{hub.Html}/compare/{from}...{to}";
        return e.Page(ahead, c => CommitAnswers.Commit(hub, c), commits => new JsonObject
        {
            ["url"] = $"{hub.Api}/compare/{from}...{to}",
            ["html_url"] = address,
            ["permalink_url"] = $"{hub.Html}/compare/{start}...{end}",
            ["diff_url"] = address + ".diff",
            ["patch_url"] = address + ".patch",
            ["base_commit"] = CommitAnswers.Commit(hub, GitCommit.Read(hub.Git, start)),
            ["merge_base_commit"] = CommitAnswers.Commit(hub, GitCommit.Read(hub.Git, mergeBase)),
            ["status"] = (ahead.Count, behind) switch { (0, 0) => "identical", (_, 0) => "ahead", (0, _) => "behind", _ => "diverged" },
            ["ahead_by"] = ahead.Count,
            ["behind_by"] = behind,
            ["total_commits"] = ahead.Count,
            ["commits"] = new JsonArray(commits),
            ["files"] = Shapes.List(IsFirst(e) ? hub.Compare(mergeBase, end).Take(MostFiles) : [], f => CommitAnswers.File(hub, f, end)),
        });
    }

    // The files stand on the first page of the commits, all of them.
    private static bool IsFirst(Exchange e) => e.Asked("page") is null or "1";

    // The owner before a branch says whose it is; forks are looked up in this repository's objects.
    private static string? Resolve(HubState hub, string name) => hub.Git.Resolve(name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..]);
}
