using System.CommandLine;
using System.Globalization;
using Harness.CommandLine;
using Harness.Git;
using Harness.GitHub;
using Harness.GitHub.Facts;
using Harness.Reporting;
using Harness.Reviewer.Assigning;
using Harness.Reviewer.Reviewing;

namespace Harness.Reviewer.Commands;

/// <summary><c>harness-reviewer assign</c>: selects reviewers, and prints the order of reviews.</summary>
internal static class AssignCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandContext context)
    {
        var host = new HostOptions();
        var number = new Option<int?>("--pr") { Description = "The number of one pull request. [default: all that are open, in the order of the queue]", HelpName = "N" };
        var apply = new Option<bool>("--apply") { Description = "Ask those who were chosen; without it they are only printed." };
        var command = new Command("assign", "Chooses reviewers: by the ground that is touched, capacity and turns, never the author. Exit 1 where some ground has nobody.") { number, apply };
        host.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var repository = await host.OpenAsync(parsed, context, cancellation);
            using var commits = new FetchedCommits(host.GetRemote(parsed, context), cancellation);
            var step = new AssignStep(repository, new PullRequestJudge(context.Engine, commits, ProposedMerge.LeastDepth), context.Today);
            var queue = parsed.GetValue(number) is { } one ? [one] : await OpenQueue.ReadAsync(repository);
            var isCovered = true;
            foreach (var next in queue)
            {
                isCovered &= await AssignAsync(repository, step, next, parsed.GetValue(apply), context);
            }

            return isCovered ? ExitCode.Clean : ExitCode.Findings;
        });
        return command;
    }

    private static async Task<bool> AssignAsync(GitHubRepository repository, AssignStep step, int number, bool isApplied, CommandContext context)
    {
        var summary = await repository.ReadSummaryAsync(number);
        if (summary.State != PullRequestState.Open)
        {
            throw new CommandException($"#{number} is not open: there is nothing to review");
        }

        context.Write(string.Create(CultureInfo.InvariantCulture, $"#{number} {VisibleText.Escape(summary.Title)}\n"));
        try
        {
            var (steps, logins, isCovered) = await step.ChooseAsync(summary, await repository.ListOpenAsync());
            context.Write(string.Concat(steps.Select(s => $"  {VisibleText.Escape(s)}\n")));
            if (isApplied && logins.Length > 0)
            {
                await repository.RequestReviewersAsync(number, logins);
                context.Write($"  asked: {string.Join(", ", logins)}\n");
            }

            return isCovered;
        }
        catch (Exception e) when (e is GitException { IsConflict: true } or GitHubException { IsOfPullRequest: true })
        {
            context.Write($"  {VisibleText.Escape(e.Message)}\n");
            return true;
        }
    }
}
