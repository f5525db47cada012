using System.CommandLine;
using System.Text;
using Harness.CommandLine;
using Harness.Git;
using Harness.GitHub;
using Harness.Reporting;
using Harness.Reporting.Reviews;
using Harness.Reviewer.Fetching;
using Harness.Reviewer.Reviewing;
using Harness.Reviews;

namespace Harness.Reviewer.Commands;

/// <summary><c>harness-reviewer review</c>: a verdict on one pull request.</summary>
internal static class ReviewCommand
{
    private const int Attempts = 3;

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandContext context)
    {
        var host = new HostOptions();
        var architect = new ArchitectOptions();
        var number = new Option<int>("--pr") { Description = "The number of the pull request.", Required = true, HelpName = "N" };
        var format = new Option<string>("--format") { Description = "What is printed: the review as text, as the Markdown of its summary, or as JSON (rules/verdict.schema.json).", DefaultValueFactory = _ => "text" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Judge and print, and change nothing at the host." };
        format.AcceptOnlyFromAmong("text", "markdown", "json");
        var command = new Command("review", "Gives a verdict on a pull request: checks, rules, architect. Exit 0 approved, 1 changes requested, 2 could not be judged, 3 waiting.") { number, format, dryRun };
        host.AddTo(command);
        architect.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var repository = await host.OpenAsync(parsed, context, cancellation);
            using var merger = await host.OpenAsync(parsed, context, "HARNESS_MERGE_TOKEN", cancellation);
            var (gate, remote) = await FetchGate.OpenAsync(host.GetRemote(parsed, context));
            await using var door = gate;
            using var commits = new FetchedCommits(remote, cancellation);
            var step = new ReviewStep(repository, new PullRequestJudge(context.Engine, commits, ProposedMerge.LeastDepth), new ReviewStepOptions
            {
                Today = () => context.Today,
                Architect = architect.Read(parsed),
                Memory = host.GetMemory(parsed, context),
                Merger = merger,
                Publication = parsed.GetValue(dryRun) ? Publication.None : Publication.Host,
            });
            return Tell(await RunAsync(step, parsed.GetValue(number), context.Time, cancellation), parsed.GetValue(format)!, context);
        });
        return command;
    }

    // If a lost answer leaves work incomplete, the next attempt completes it.
    private static async Task<StepOutcome> RunAsync(ReviewStep step, int number, TimeProvider time, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await step.RunAsync(number, cancellation);
            }
            catch (GitHubException e) when (e.MayPass && attempt < Attempts)
            {
                await Task.Delay(TimeSpan.FromSeconds(1 << attempt), time, cancellation);
            }
        }
    }

    private static int Tell(StepOutcome outcome, string format, CommandContext context)
    {
        if (outcome.Note is { } note)
        {
            context.Say($"harness-reviewer: {VisibleText.Escape(note)}\n");
        }

        if (outcome.Report is not { } report)
        {
            // A caller that reads the exit code must not take it for an approval.
            return ExitCode.CouldNotRun;
        }

        if (format == "json")
        {
            using var whole = new MemoryStream();
            VerdictJson.Write(report, outcome.Published, whole);
            context.Write(Encoding.UTF8.GetString(whole.ToArray()) + "\n");
        }
        else
        {
            context.Write(format == "text" ? ReviewText.Write(report) : ReviewMarkdown.WriteSummary(report));
        }

        foreach (var line in outcome.Published)
        {
            context.Say($"harness-reviewer: {VisibleText.Escape(line)}\n");
        }

        return ToExitCode(report.Verdict.Kind);
    }

    private static int ToExitCode(VerdictKind kind) => kind switch
    {
        VerdictKind.Approved => ExitCode.Clean,
        VerdictKind.Waiting => ExitCode.Waiting,
        VerdictKind.ChangesRequested => ExitCode.Findings,
        _ => ExitCode.CouldNotRun,
    };
}
