using System.Collections.Immutable;
using System.Globalization;
using Harness.GitHub.Connection;
using Octokit;

namespace Harness.GitHub.Verdicts;

/// <summary>The reviews of one account. See "REST API endpoints for pull request reviews" of GitHub's documentation.</summary>
internal sealed class ReviewPublisher(GitHubSession session, string login)
{
    private const int Unprocessable = 422;
    private const int Forbidden = 403;

    /// <summary>Returns the reviews that the account has given, the oldest first.</summary>
    public async Task<ImmutableArray<PullRequestReview>> ReadAsync(int number) =>
    [
        .. (await GitHubSession.AskAsync($"the reviews of #{number}", () => session.Client.PullRequest.Review.GetAll(session.Owner, session.Name, number, GitHubSession.Pages)))
            .Where(r => login.Equals(r.User?.Login, StringComparison.OrdinalIgnoreCase)),
    ];

    /// <summary>Withdraws an approval, and requests changes if that is the verdict.</summary>
    public async Task CloseAsync(VerdictPost post, ImmutableArray<PullRequestReview> standing, List<string> done)
    {
        if (post.Decision == ReviewDecision.RequestChanges)
        {
            // A later no takes the place of an earlier yes.
            if (!Stands(post, standing, PullRequestReviewState.ChangesRequested))
            {
                await CreateAsync(post, "REQUEST_CHANGES", post.Body, done);
            }

            return;
        }

        foreach (var approval in standing.Where(r => r.State.Value == PullRequestReviewState.Approved))
        {
            await WithdrawAsync(post, approval, done);
        }
    }

    /// <summary>Approves.</summary>
    public async Task ApproveAsync(VerdictPost post, ImmutableArray<PullRequestReview> standing, List<string> done)
    {
        if (!Stands(post, standing, PullRequestReviewState.Approved))
        {
            await CreateAsync(post, "APPROVE", post.Body, done);
        }
    }

    // Only administrators of a protected branch may dismiss reviews. A request for changes replaces the approval anyway.
    private async Task WithdrawAsync(VerdictPost post, PullRequestReview approval, List<string> done)
    {
        var what = $"the approval of {approval.CommitId?[..12]} on #{post.Number}";
        try
        {
            await GitHubSession.AskAsync(what, () => session.Client.PullRequest.Review.Dismiss(
                session.Owner, session.Name, post.Number, approval.Id, new PullRequestReviewDismiss { Message = "The verdict is another one now: see the summary." }));
            done.Add($"took back {what}");
        }
        catch (GitHubException e) when (e.Status is Forbidden or Unprocessable)
        {
            await CreateAsync(post, "REQUEST_CHANGES", "What was approved earlier is approved no more: see the summary.", done);
        }
    }

    private static bool Stands(VerdictPost post, ImmutableArray<PullRequestReview> standing, PullRequestReviewState state) =>
        standing.LastOrDefault(r => r.State.Value is PullRequestReviewState.Approved or PullRequestReviewState.ChangesRequested or PullRequestReviewState.Dismissed) is { } last
        && last.State.Value == state
        && (last.Body ?? "").Contains(MarkOf(post), StringComparison.Ordinal);

    private async Task CreateAsync(VerdictPost post, string decision, string body, List<string> done)
    {
        var comments = await FindNewAsync(post);
        try
        {
            await SendAsync(post, decision, body, comments);
        }
        catch (GitHubException e) when (e.Status == Unprocessable && comments.Length > 0)
        {
            // The host counts the lines of its diff otherwise than it told: the summary has every finding as well.
            await SendAsync(post, decision, body, []);
        }

        done.Add($"reviewed #{post.Number}: {decision}, new comments on lines: {comments.Length}");
        var twins = new TwinReviews(session, login);
        await twins.DismissAsync(post.Number, await ReadAsync(post.Number), done);
        if (comments.Length > 0)
        {
            await twins.DeleteAsync(post.Number, await ReadCommentsAsync(post.Number), done);
        }
    }

    // A comment of an earlier review on a line remains, unless the line is gone.
    private async Task<ImmutableArray<InlineComment>> FindNewAsync(VerdictPost post)
    {
        if (post.Comments.IsEmpty)
        {
            return [];
        }

        var standing = await ReadCommentsAsync(post.Number);
        var own = standing.Where(c => login.Equals(c.User?.Login, StringComparison.OrdinalIgnoreCase)).Select(c => (c.Path, c.Line, c.Text)).ToHashSet();
        return [.. post.Comments.Where(c => !own.Contains((c.Path, (int?)c.Line, c.Text.TrimEnd())))];
    }

    private Task<IReadOnlyList<StandingComment>> ReadCommentsAsync(int number)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"pulls/{number}/comments");
        return GitHubSession.AskAsync($"the comments on lines of #{number}", () => session.Api.GetAll<StandingComment>(session.At(path), GitHubSession.Pages));
    }

    private Task<PullRequestReview> SendAsync(VerdictPost post, string decision, string body, ImmutableArray<InlineComment> comments) => GitHubSession.AskAsync(
        $"the review of #{post.Number}",
        () => session.Api.Post<PullRequestReview>(session.At($"pulls/{post.Number}/reviews"), new Dictionary<string, object>
        {
            ["commit_id"] = post.Head,
            ["event"] = decision,
            ["body"] = $"{MarkOf(post)}\n{body}",
            ["comments"] = comments.Select(c => new Dictionary<string, object> { ["path"] = c.Path, ["line"] = c.Line, ["side"] = "RIGHT", ["body"] = c.Text }).ToArray(),
        }));

    private static string MarkOf(VerdictPost post) => $"<!-- harness-reviewer {post.Fingerprint} -->";
}
