using System.Globalization;
using Harness.GitHub.Connection;
using Octokit;

namespace Harness.GitHub.Verdicts;

/// <summary>The labels of a pull request.</summary>
internal sealed class LabelPublisher(GitHubSession session)
{
    private const int NotFound = 404;
    private const int Unprocessable = 422;

    /// <summary>Puts labels on and takes stale ones off.</summary>
    public async Task PublishAsync(VerdictPost post, IReadOnlyCollection<string> present, List<string> done)
    {
        foreach (var label in post.Labels.Where(l => !Has(present, l.Name)))
        {
            await EnsureAsync(label);

            // Octokit sends a list, but GitHub expects an object.
            await GitHubSession.AskAsync(
                $"the label '{label.Name}' on #{post.Number}",
                () => session.Api.Post<object>(session.At(string.Create(CultureInfo.InvariantCulture, $"issues/{post.Number}/labels")), new Dictionary<string, object> { ["labels"] = new[] { label.Name } }));
            done.Add($"labelled #{post.Number} '{label.Name}'");
        }

        foreach (var name in post.StaleLabels.Where(n => Has(present, n)))
        {
            await RemoveAsync(post.Number, name);
            done.Add($"took the label '{name}' off #{post.Number}");
        }
    }

    private static bool Has(IReadOnlyCollection<string> present, string name) => present.Contains(name, StringComparer.OrdinalIgnoreCase);

    private async Task EnsureAsync(LabelPost label)
    {
        var known = await GitHubSession.FindAsync($"the label '{label.Name}'", () => session.Client.Issue.Labels.Get(session.Owner, session.Name, Uri.EscapeDataString(label.Name)));
        if (known is not null)
        {
            return;
        }

        try
        {
            await GitHubSession.AskAsync(
                $"the label '{label.Name}'",
                () => session.Client.Issue.Labels.Create(session.Owner, session.Name, new NewLabel(label.Name, label.Color) { Description = label.Description }));
        }
        catch (GitHubException e) when (e.Status == Unprocessable)
        {
            // Another process was faster. If the label still does not exist, adding it fails with a message.
        }
    }

    // Another process may have been faster.
    private async Task RemoveAsync(int number, string name)
    {
        try
        {
            await GitHubSession.DoAsync(
                $"the label '{name}' on #{number}",
                () => session.Client.Issue.Labels.RemoveFromIssue(session.Owner, session.Name, number, Uri.EscapeDataString(name)));
        }
        catch (GitHubException e) when (e.Status == NotFound)
        {
        }
    }
}
