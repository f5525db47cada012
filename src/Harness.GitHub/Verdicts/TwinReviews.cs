using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Harness.GitHub.Connection;
using Octokit;

namespace Harness.GitHub.Verdicts;

/// <summary>
/// Removes duplicates from two processes that posted at once. GitHub cannot post conditionally, so each looks again after posting. Both choose the
/// same one. Of equal reviews the last stays, because GitHub counts the last of an account. Of equal comments the first stays, because someone may
/// have answered it.
/// </summary>
internal sealed partial class TwinReviews(GitHubSession session, string login)
{
    private const int NotFound = 404;
    private const int Unprocessable = 422;
    private const int Forbidden = 403;

    /// <summary>Dismisses all but the last of equal reviews that follow each other.</summary>
    /// <param name="number">The number of the pull request.</param>
    /// <param name="own">The account's reviews, the oldest first.</param>
    /// <param name="done">A callback with the actions taken.</param>
    public async Task DismissAsync(int number, ImmutableArray<PullRequestReview> own, List<string> done)
    {
        var decided = own.Where(r => r.State.Value is PullRequestReviewState.Approved or PullRequestReviewState.ChangesRequested).OrderBy(r => r.Id).ToArray();
        foreach (var (earlier, later) in decided.Zip(decided.Skip(1)).Where(p => IsTwin(p.First, p.Second)))
        {
            var what = string.Create(CultureInfo.InvariantCulture, $"a second review of {earlier.CommitId[..12]} on #{number}");
            var isDone = await TryAsync(() => GitHubSession.AskAsync(what, () => session.Client.PullRequest.Review.Dismiss(
                session.Owner, session.Name, number, earlier.Id, new PullRequestReviewDismiss { Message = "Given twice at once: the later one counts." })));
            if (isDone)
            {
                done.Add($"took back {what}");
            }
        }
    }

    /// <summary>Deletes all but the first of equal comments on a line.</summary>
    /// <param name="number">The number of the pull request.</param>
    /// <param name="comments">The comments on its lines.</param>
    /// <param name="done">A callback with the actions taken.</param>
    public async Task DeleteAsync(int number, IEnumerable<StandingComment> comments, List<string> done)
    {
        foreach (var further in comments.Where(IsOwn).GroupBy(c => (c.Path, c.Line, c.Text)).SelectMany(g => g.OrderBy(c => c.Id).Skip(1)))
        {
            var what = $"a second comment on {further.Path} of #{number}";
            if (await TryAsync(() => GitHubSession.DoAsync(what, () => session.Api.Delete(session.At(string.Create(CultureInfo.InvariantCulture, $"pulls/comments/{further.Id}"))))))
            {
                done.Add($"deleted {what}");
            }
        }
    }

    private bool IsOwn(StandingComment comment) => comment.Line is not null && login.Equals(comment.User?.Login, StringComparison.OrdinalIgnoreCase);

    private static bool IsTwin(PullRequestReview one, PullRequestReview other) =>
        one.CommitId == other.CommitId && one.State.Value == other.State.Value
        && Mark().Match(one.Body ?? "") is { Success: true } mark && mark.Value == Mark().Match(other.Body ?? "").Value;

    // The other process may have been faster, or only administrators may dismiss. Two equal reviews do no harm.
    private static async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (GitHubException e) when (e.Status is NotFound or Unprocessable or Forbidden)
        {
            return false;
        }
    }

    [GeneratedRegex("^<!-- harness-reviewer [0-9a-zA-Z]+ -->")]
    private static partial Regex Mark();
}
