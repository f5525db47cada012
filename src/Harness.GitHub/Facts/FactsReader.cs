using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Harness.Changes;
using Harness.GitHub.Connection;
using Octokit;
using OwnReview = Harness.Changes.Review;

namespace Harness.GitHub.Facts;

/// <summary>Reads what the host knows of pull requests.</summary>
internal sealed class FactsReader(GitHubSession session)
{
    // The host tells of no more commits; see "List commits on a pull request".
    private const int MostCommits = 250;
    private const string Ghost = "ghost";

    public async Task<PullRequestSummary> ReadSummaryAsync(int number) => ToSummary(await GitHubSession.AskAsync(
        $"pull request #{number}", () => session.Client.PullRequest.Get(session.Owner, session.Name, number)));

    public async Task<ImmutableArray<PullRequestSummary>> ListAsync(PullRequestRequest request, ApiOptions pages) =>
    [
        .. (await GitHubSession.AskAsync("the pull requests", () => session.Client.PullRequest.GetAllForRepository(session.Owner, session.Name, request, pages))).Select(ToSummary),
    ];

    /// <param name="summary">The pull request.</param>
    /// <param name="own">The reviewer's account.</param>
    /// <param name="ownCheck">The name of the reviewer's check.</param>
    public async Task<PullRequestFacts> ReadAsync(PullRequestSummary summary, string own, string ownCheck) => new()
    {
        Summary = summary,
        Actor = new Actor(
        [
            new IdentityClaim(IdentityEvidence.Host, summary.Author, "the pull request's author"),
            .. await ReadPushersAsync(summary),
            new IdentityClaim(IdentityEvidence.Branch, summary.HeadBranch, "the branch"),
            .. await ReadCommitClaimsAsync(summary.Number),
        ]),
        Reviews = [.. (await ReadReviewsAsync(summary.Number)).Where(r => !r.Login.Equals(own, StringComparison.OrdinalIgnoreCase))],
        Checks = await ReadChecksAsync(summary.Head, ownCheck),
    };

    public async Task<ImmutableArray<OwnReview>> ReadReviewsAsync(int number) =>
    [
        // Of an account that is gone the host knows no name, and its review counts for nothing.
        .. (await GitHubSession.AskAsync($"the reviews of #{number}", () => session.Client.PullRequest.Review.GetAll(session.Owner, session.Name, number, GitHubSession.Pages)))
            .Where(r => r.User?.Login is not null)
            .Select(r => new OwnReview(r.User.Login, r.CommitId ?? "", ToState(r.State))),
    ];

    public async Task<ImmutableArray<CheckFact>> ReadChecksAsync(string commit, string? ownCheck)
    {
        var runs = await GitHubSession.AskAsync(
            $"the checks of {commit[..12]}",
            () => session.Client.Check.Run.GetAllForReference(session.Owner, session.Name, commit, new CheckRunRequest(), GitHubSession.Pages));
        var statuses = await GitHubSession.AskAsync(
            $"the statuses of {commit[..12]}", () => session.Client.Repository.Status.GetAll(session.Owner, session.Name, commit, GitHubSession.Pages));
        return
        [
            .. runs.CheckRuns.Where(r => r.Name != ownCheck).Select(r => new CheckFact(r.Name, r.App?.Slug, ToState(r)))
                .Concat(statuses.GroupBy(s => s.Context, StringComparer.Ordinal).Select(g => g.MaxBy(s => s.Id)!).Select(s => new CheckFact(s.Context, null, ToState(s))))
                .OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.App, StringComparer.Ordinal),
        ];
    }

    public async Task<ImmutableArray<int>> FindMergedAsync(string commit) =>
    [
        .. (await GitHubSession.AskAsync($"the pull requests of {commit[..12]}", () => session.Api.GetAll<PullRequest>(session.At($"commits/{commit}/pulls"), GitHubSession.Pages)))
            .Where(p => p.MergedAt is not null)
            .Select(p => p.Number),
    ];

    // Octokit's own question has an order, which the host does not know here.
    public async Task<ImmutableArray<(string Login, string Text)>> ReadCommentsAsync(int number) =>
    [
        .. (await GitHubSession.AskAsync(
            $"the comments of #{number}",
            () => session.Api.GetAll<IssueComment>(session.At(string.Create(CultureInfo.InvariantCulture, $"issues/{number}/comments")), GitHubSession.Pages)))
            .Select(c => (c.User?.Login ?? Ghost, c.Body ?? "")),
    ];

    // Who pushed since the branch was made, or made last. In a fork the host does not tell; there the author counts.
    private async Task<ImmutableArray<IdentityClaim>> ReadPushersAsync(PullRequestSummary summary)
    {
        if (summary.IsFork)
        {
            return [];
        }

        var parameters = new Dictionary<string, string> { ["ref"] = $"refs/heads/{summary.HeadBranch}" };
        var activities = await GitHubSession.AskAsync(
            $"who pushed to '{summary.HeadBranch}'", () => session.Api.GetAll<Activity>(session.At("activity"), parameters, GitHubSession.Pages));
        var made = activities.TakeWhile(a => a.ActivityType != "branch_creation").Count();
        return
        [
            .. activities.Take(made + 1)
                .Where(a => a.ActivityType is "push" or "force_push" or "branch_creation")
                .Select(a => a.Actor?.Login)
                .OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(login => new IdentityClaim(IdentityEvidence.Host, login, "who pushed")),
        ];
    }

    private async Task<ImmutableArray<IdentityClaim>> ReadCommitClaimsAsync(int number)
    {
        var commits = await GitHubSession.AskAsync(
            $"the commits of #{number}", () => session.Api.GetAll<GitHubCommit>(session.At($"pulls/{number}/commits"), GitHubSession.Pages));
        return commits.Count >= MostCommits
            ? throw new GitHubException($"pull request #{number} has {MostCommits} commits or more, and the host tells of no more who made them: split it") { IsOfPullRequest = true }
            : [.. commits.SelectMany(c => CommitClaims.Of($"commit {c.Sha[..12]}", Person(c.Commit.Author), Person(c.Commit.Committer), c.Commit.Message ?? ""))
                .DistinctBy(c => c.Name, StringComparer.Ordinal)];
    }

    private PullRequestSummary ToSummary(PullRequest pull) => new()
    {
        Number = pull.Number,
        Title = pull.Title ?? "",
        Author = pull.User?.Login ?? Ghost,
        Head = IdOf(pull.Head.Sha, pull.Number),
        HeadBranch = pull.Head.Ref,
        IsFork = !string.Equals(pull.Head.Repository?.FullName, $"{session.Owner}/{session.Name}", StringComparison.OrdinalIgnoreCase),
        Base = pull.Base.Ref,
        State = pull.MergedAt is not null ? PullRequestState.Merged : pull.State.Value == ItemState.Open ? PullRequestState.Open : PullRequestState.Closed,
        IsDraft = pull.Draft,
        Lines = pull.Additions + pull.Deletions,
        Commits = pull.Commits,
        Created = pull.CreatedAt,
        Merged = pull.MergedAt,
        MergeCommit = pull.MergedAt is null ? null : pull.MergeCommitSha,
        Labels = [.. (pull.Labels ?? []).Select(l => l.Name)],
        RequestedReviewers = [.. (pull.RequestedReviewers ?? []).Select(u => u.Login)],
        NodeId = pull.NodeId,
    };

    // Ids go to git and into addresses.
    private static string IdOf(string? id, int number) => id is { Length: 40 or 64 } && id.All(char.IsAsciiHexDigitLower)
        ? id : throw new GitHubException($"pull request #{number} has no usable head: is the address of the API right?") { Status = (int)HttpStatusCode.OK };

    private static string Person(Committer? person) => $"{person?.Name} <{person?.Email}>";

    private static ReviewState ToState(StringEnum<PullRequestReviewState> state) => state.TryParse(out var known) ? known switch
    {
        PullRequestReviewState.Approved => ReviewState.Approved,
        PullRequestReviewState.ChangesRequested => ReviewState.ChangesRequested,
        PullRequestReviewState.Dismissed => ReviewState.Dismissed,
        _ => ReviewState.Commented,
    }
    : ReviewState.Commented;

    private static CheckState ToState(CheckRun run) => !run.Status.TryParse(out var status) || status != CheckStatus.Completed ? CheckState.Pending
        : run.Conclusion is { } conclusion && conclusion.TryParse(out var known) && known is CheckConclusion.Success or CheckConclusion.Neutral or CheckConclusion.Skipped ? CheckState.Green
        : CheckState.Red;

    private static CheckState ToState(CommitStatus status) => !status.State.TryParse(out var known) ? CheckState.Pending
        : known switch
        {
            CommitState.Success => CheckState.Green,
            CommitState.Pending => CheckState.Pending,
            _ => CheckState.Red,
        };
}
