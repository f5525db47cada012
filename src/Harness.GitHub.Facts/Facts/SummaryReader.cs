using System.Text.Json;
using Harness.GitHub.Connection;

namespace Harness.GitHub.Facts;

/// <summary>Reads a pull request from the host's JSON.</summary>
/// <param name="repository">Owner and name of the repository.</param>
internal sealed class SummaryReader(string repository)
{
    private const string Ghost = "ghost";

    public PullRequestSummary Read(JsonElement pull)
    {
        var number = pull.FindNumber("number") ?? throw Odd("a pull request without a number");
        var head = pull.FindText("head", "repo", "full_name");
        var merged = pull.FindTime("merged_at");
        return new PullRequestSummary
        {
            Number = number,
            Title = pull.FindText("title") ?? "",
            Author = pull.FindText("user", "login") ?? Ghost,
            Head = IdOf(pull.FindText("head", "sha"), number),
            HeadBranch = pull.FindText("head", "ref") ?? throw Odd($"#{number} without a branch"),
            HeadRepository = head,
            IsFork = !string.Equals(head, repository, StringComparison.OrdinalIgnoreCase),
            Base = pull.FindText("base", "ref") ?? throw Odd($"#{number} without a target"),
            State = merged is not null ? PullRequestState.Merged : pull.FindText("state") == "open" ? PullRequestState.Open : PullRequestState.Closed,
            IsDraft = pull.IsTrue("draft"),
            Lines = (pull.FindNumber("additions") ?? 0) + (pull.FindNumber("deletions") ?? 0),
            Commits = pull.FindNumber("commits") ?? 0,
            Created = pull.FindTime("created_at") ?? throw Odd($"#{number} without a time"),
            Merged = merged,
            MergeCommit = merged is null ? null : pull.FindText("merge_commit_sha"),
            Labels = [.. pull.FindList("labels").Select(l => l.FindText("name")).OfType<string>()],
            RequestedReviewers = [.. pull.FindList("requested_reviewers").Select(u => u.FindText("login")).OfType<string>()],
            NodeId = pull.FindText("node_id") ?? "",
        };
    }

    // Ids go to git and into addresses.
    private static string IdOf(string? id, int number) => CommitText.IsId(id) ? id! : throw Odd($"#{number} without a usable head");

    private static GitHubException Odd(string what) => new($"GitHub's API gave {what}: is its address right?");
}
