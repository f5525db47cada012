using System.CommandLine;
using System.Globalization;
using Harness.Git;
using Harness.GitHub;
using Harness.GitHub.Facts;
using Harness.Reporting;
using Harness.Reviewer.Assigning;
using Harness.Reviewer.Reviewing;

namespace Harness.Reviewer.Commands;

/// <summary><c>harness-reviewer assign</c>: who reviews what, in which order.</summary>
internal static class AssignCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var host = new HostOptions();
        var number = new Option<int?>("--pr") { Description = "The number of one pull request. [default: all that are open, in the order of the queue]", HelpName = "N" };
        var apply = new Option<bool>("--apply") { Description = "Ask those who were chosen; without it they are only printed." };
        var command = new Command("assign", "Chooses reviewers: by the ground that is touched, capacity and turns, never the author. Exit 1 where some ground has nobody.") { number, apply };
        host.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var repository = await host.OpenAsync(parsed, surroundings, cancellation);
            using var commits = new FetchedCommits(host.RemoteOf(parsed, surroundings), cancellation);
            var step = new AssignStep(repository, new Mechanics(commits, ProposedMerge.LeastDepth), surroundings.Today);
            var queue = parsed.GetValue(number) is { } one ? [one] : await OpenQueue.ReadAsync(repository);
            var isCovered = true;
            foreach (var next in queue)
            {
                isCovered &= await AssignAsync(repository, step, next, parsed.GetValue(apply), surroundings);
            }

            return isCovered ? ExitCode.Clean : ExitCode.Findings;
        });
        return command;
    }

    private static async Task<bool> AssignAsync(GitHubRepository repository, AssignStep step, int number, bool isApplied, Surroundings surroundings)
    {
        var summary = await repository.ReadSummaryAsync(number);
        if (summary.State != PullRequestState.Open)
        {
            throw new ReviewerException($"#{number} is not open: there is nothing to review");
        }

        surroundings.Write(string.Create(CultureInfo.InvariantCulture, $"#{number} {VisibleText.Of(summary.Title)}\n"));
        try
        {
            var (steps, logins, isCovered) = await step.ChooseAsync(summary, await repository.ListOpenAsync());
            surroundings.Write(string.Concat(steps.Select(s => $"  {VisibleText.Of(s)}\n")));
            if (isApplied && logins.Length > 0)
            {
                await repository.RequestReviewersAsync(number, logins);
                surroundings.Write($"  asked: {string.Join(", ", logins)}\n");
            }

            return isCovered;
        }
        catch (Exception e) when (e is GitException { IsConflict: true } or GitHubException { IsOfPullRequest: true })
        {
            surroundings.Write($"  {VisibleText.Of(e.Message)}\n");
            return true;
        }
    }
}
