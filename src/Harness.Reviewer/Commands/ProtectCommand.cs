using System.Collections.Immutable;
using System.CommandLine;
using Harness.CommandLine;
using Harness.Git;
using Harness.GitHub;
using Harness.GitHub.Protection;
using Harness.Policies;
using Harness.Reporting;

namespace Harness.Reviewer.Commands;

/// <summary><c>harness-reviewer protect</c>: compares the host's branch protection with the policy.</summary>
internal static class ProtectCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandContext context)
    {
        var host = new HostOptions();
        var apply = new Option<bool>("--apply") { Description = "Set what is missing, as a ruleset 'harness', after printing it." };
        var command = new Command("protect", "Holds the protection and rulesets of the integration and stable branches against the policy. Exit 1 where something is missing.") { apply };
        host.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var repository = await host.OpenAsync(parsed, context, cancellation);
            using var commits = new FetchedCommits(host.GetRemote(parsed, context), cancellation);
            var wish = await WishAsync(repository, ReadPolicy(commits, repository.DefaultBranch));
            var drift = await FindAsync(repository, wish);
            Print(drift, wish, context);
            if (drift.IsEmpty || !parsed.GetValue(apply))
            {
                return drift.IsEmpty ? ExitCode.Clean : ExitCode.Findings;
            }

            await repository.SetProtectionAsync(wish);
            var left = await FindAsync(repository, wish);
            context.Write(left.IsEmpty ? "Set, and looked at again: nothing is missing.\n" : "Set, and something is missing all the same:\n");
            Print(left, wish, context);
            return left.IsEmpty ? ExitCode.Clean : ExitCode.Findings;
        });
        return command;
    }

    private static Policy ReadPolicy(FetchedCommits commits, string branch)
    {
        var name = $"refs/heads/{branch}";
        commits.Fetch($"the branch '{branch}' is gone", 1, name);
        var text = PolicyFile.Find(commits.Repository.GetTree(commits[name]), null) ?? throw new CommandException($"the branch '{branch}' has no policy: 'harness init' writes a first one");
        var policy = Policy.Parse(text);
        return policy.Diagnostics.Any(d => d.Descriptor.IsInputFailure) ? throw new CommandException($"the policy of '{branch}' cannot be used: 'harness check' says why") : policy.Value;
    }

    private static async Task<ProtectionWish> WishAsync(GitHubRepository repository, Policy policy)
    {
        if (policy.Review.Checks is not { IsEmpty: false } required)
        {
            throw new CommandException("the policy names no check to require: add 'checks = [{ name = \"...\", app = \"github-actions\" }]' to [review]");
        }

        var checks = ImmutableArray.CreateBuilder<ProtectedCheck>();
        foreach (var check in required)
        {
            checks.Add(new ProtectedCheck(check.Name, await repository.FindAppAsync(check.App)));
        }

        string?[] branches = [policy.Branches?.Integration ?? repository.DefaultBranch, policy.Branches?.Stable];
        return new ProtectionWish([.. branches.OfType<string>().Distinct(StringComparer.Ordinal)], checks.ToImmutable());
    }

    private static async Task<ImmutableArray<ProtectionDrift>> FindAsync(GitHubRepository repository, ProtectionWish wish)
    {
        var drift = ImmutableArray.CreateBuilder<ProtectionDrift>();
        foreach (var branch in wish.Branches)
        {
            drift.AddRange(ProtectionComparison.Between(wish, await repository.ReadProtectionAsync(branch)));
        }

        return drift.ToImmutable();
    }

    private static void Print(ImmutableArray<ProtectionDrift> drift, ProtectionWish wish, CommandContext context)
    {
        foreach (var branch in wish.Branches)
        {
            var missing = drift.Where(d => d.Branch == branch).ToArray();
            context.Write($"{VisibleText.Escape(branch)}: {(missing.Length == 0 ? "as the policy asks" : "not as the policy asks")}\n");
            context.Write(string.Concat(missing.Select(d => $"  missing: {VisibleText.Escape(d.Wanted)} ({VisibleText.Escape(d.Found)})\n")));
        }
    }
}
