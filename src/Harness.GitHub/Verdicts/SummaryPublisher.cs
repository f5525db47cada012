using System.Globalization;
using Harness.GitHub.Connection;
using Octokit;

namespace Harness.GitHub.Verdicts;

/// <summary>The comment that summarises a verdict and stores the reviewer's data.</summary>
internal sealed class SummaryPublisher(GitHubSession session, string login)
{
    private const string Mark = "<!-- harness-reviewer summary -->";
    private const int NotFound = 404;

    // GitHub takes 65,536 characters.
    private const int MaximumLength = 65_000;

    /// <summary>Returns the existing summary, or <see langword="null"/> if there is none. Only comments of the account itself count.</summary>
    public async Task<string?> FindAsync(int number) => (await ReadAsync(number)).FirstOrDefault()?.Body;

    /// <summary>Writes it, or brings it up to date.</summary>
    public async Task PublishAsync(VerdictPost post, List<string> done)
    {
        var wanted = $"{Mark}\n{post.Summary}";
        var standing = await ReadAsync(post.Number);
        if (standing.Length == 0)
        {
            await GitHubSession.AskAsync($"the summary on #{post.Number}", () => session.Client.Issue.Comment.Create(session.Owner, session.Name, post.Number, wanted));
            done.Add($"wrote the summary of #{post.Number}");

            // Another process may have written one at the same time.
            standing = await ReadAsync(post.Number);
        }
        else if (!IsSame(standing[0].Body, wanted))
        {
            await GitHubSession.AskAsync($"the summary on #{post.Number}", () => session.Client.Issue.Comment.Update(session.Owner, session.Name, standing[0].Id, wanted));
            done.Add($"brought the summary of #{post.Number} up to date");
        }

        // A run that lost an answer may have written a second one.
        foreach (var further in standing.Skip(1))
        {
            await DeleteAsync(post.Number, further.Id);
            done.Add($"deleted a second summary of #{post.Number}");
        }
    }

    /// <summary>Adds a note to the existing summary for a later run. The next verdict replaces it.</summary>
    /// <returns>A value that indicates whether a summary exists and has room.</returns>
    public async Task<bool> TryAddAsync(int number, string note)
    {
        if (await ReadAsync(number) is not [var standing, ..] || standing.Body.Length + note.Length >= MaximumLength)
        {
            return false;
        }

        await GitHubSession.AskAsync(
            $"the summary on #{number}", () => session.Client.Issue.Comment.Update(session.Owner, session.Name, standing.Id, $"{standing.Body.TrimEnd()}\n{note}"));
        return true;
    }

    // Another process may have been faster.
    private async Task DeleteAsync(int number, long id)
    {
        try
        {
            await GitHubSession.DoAsync($"a second summary on #{number}", () => session.Client.Issue.Comment.Delete(session.Owner, session.Name, id));
        }
        catch (GitHubException e) when (e.Status == NotFound)
        {
        }
    }

    private async Task<IssueComment[]> ReadAsync(int number) =>
    [
        // Octokit's own request has a sort order, which the host does not support here.
        .. (await GitHubSession.AskAsync(
            $"the comments of #{number}",
            () => session.Api.GetAll<IssueComment>(session.At(string.Create(CultureInfo.InvariantCulture, $"issues/{number}/comments")), GitHubSession.Pages)))
            .Where(c => login.Equals(c.User?.Login, StringComparison.OrdinalIgnoreCase) && (c.Body ?? "").StartsWith(Mark, StringComparison.Ordinal))
            .OrderBy(c => c.Id),
    ];

    // The host may keep line ends as a form sends them.
    private static bool IsSame(string one, string other) => Plain(one) == Plain(other);

    private static string Plain(string text) => text.ReplaceLineEndings("\n").TrimEnd();
}
