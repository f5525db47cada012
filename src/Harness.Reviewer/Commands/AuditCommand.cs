using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Harness.CommandLine;
using Harness.Git;
using Harness.GitHub;
using Harness.GitHub.Facts;
using Harness.Reporting;
using Harness.Reviewer.Auditing;

namespace Harness.Reviewer.Commands;

/// <summary><c>harness-reviewer audit</c>: finds changes that were merged against the rules.</summary>
internal static class AuditCommand
{
    private const string RevertToken = "HARNESS_REVERT_TOKEN";

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandContext context)
    {
        var host = new HostOptions();
        var last = new Option<int>("--last") { Description = "How many closed pull requests to look at, the last touched first.", DefaultValueFactory = _ => 50, HelpName = "N" };
        var apply = new Option<bool>("--apply") { Description = $"Open a pull request that reverts what slipped through, by the token of {RevertToken}." };
        var command = new Command("audit", "Looks again at what was merged: approved by someone else, checks green, owners agreed. Exit 1 where something slipped through.") { last, apply };
        host.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var repository = await host.OpenAsync(parsed, context, cancellation);
            using var commits = new FetchedCommits(host.GetRemote(parsed, context), cancellation);
            using var reverter = parsed.GetValue(apply) ? await OpenReverterAsync(host, parsed, context, repository, cancellation) : null;
            var revert = reverter is null ? null : new RevertPullRequest(commits, reverter, host.GetRemote(parsed, context, HostOptions.Value(context, RevertToken)));
            var isClean = true;
            foreach (var merged in await FindMergedAsync(repository, commits, parsed.GetValue(last)))
            {
                isClean &= await AuditAsync(new AuditStep(context.Engine, repository, commits), merged, revert, context);
            }

            return isClean ? ExitCode.Clean : ExitCode.Findings;
        });
        return command;
    }

    // The account that may write to branches must not be the reviewer.
    private static async Task<GitHubRepository> OpenReverterAsync(HostOptions host, ParseResult parsed, CommandContext context, GitHubRepository reviewer, CancellationToken cancellation)
    {
        var reverter = await host.OpenAsync(parsed, context, RevertToken, cancellation) ?? throw new CommandException($"{RevertToken} is not set: --apply needs a token that may push and open pull requests");
        if (HostOptions.FindToken(context) == HostOptions.Value(context, RevertToken))
        {
            reverter.Dispose();
            throw new CommandException($"{RevertToken} is the reviewer's own token: give '{reviewer.Login}' one that cannot write, and the revert another");
        }

        return reverter;
    }

    private static async Task<ImmutableArray<PullRequestSummary>> FindMergedAsync(GitHubRepository repository, FetchedCommits commits, int last)
    {
        if (last is < 1 or > 3000)
        {
            throw new CommandException("--last is a number from 1 to 3000");
        }

        var guarded = new GuardedBranches(commits, repository.DefaultBranch, null);
        return
        [
            .. (await repository.ListClosedAsync(last)).Take(last)
                .Where(p => p.State == PullRequestState.Merged && guarded.GetTarget(p.Base) == p.Base)
                .OrderBy(p => p.Merged),
        ];
    }

    private static async Task<bool> AuditAsync(AuditStep step, PullRequestSummary merged, RevertPullRequest? revert, CommandContext context)
    {
        var audited = await step.RunAsync(merged);
        var title = string.Create(CultureInfo.InvariantCulture, $"#{merged.Number} {VisibleText.Escape(merged.Title)}");
        if (audited.Faults.IsEmpty)
        {
            context.Write($"{title}: in order\n");
            return true;
        }

        context.Write(audited.Bypass is { } bypass ? $"{title}: let past the rules by '{bypass.Login}': {VisibleText.Escape(bypass.Reason)}\n" : $"{title}: slipped through\n");
        context.Write(string.Concat(audited.Faults.Select(f => $"  {VisibleText.Escape(f)}\n")));
        if (audited.Bypass is null && revert is not null)
        {
            context.Write($"  {VisibleText.Escape(await revert.OpenAsync(audited))}\n");
        }

        return audited.Bypass is not null;
    }
}
