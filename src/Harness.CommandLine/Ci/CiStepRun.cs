using Harness.Git;
using Harness.GitHub;
using Harness.GitHub.Connection;
using Harness.GitHub.Facts;
using Harness.Sarif;

namespace Harness.CommandLine.Ci;

/// <summary>One step of a workflow: it reads the event, fetches its subject as data, judges it, and writes the results.</summary>
internal sealed class CiStepRun(RunnerEnvironment runner, CiRequest request, CommandContext context)
{
    /// <summary>Runs the step.</summary>
    /// <returns>The exit code of the process.</returns>
    public async Task<int> RunAsync()
    {
        var happened = CiEvent.Read(runner);
        if (happened is CiEvent.Push { After: null } deleted)
        {
            context.Write($"Nothing to judge: '{deleted.Branch}' is deleted.\n");
            return ExitCode.Clean;
        }

        var remote = new GitRemote(runner.RepositoryAddress);
        using var commits = new FetchedCommits(runner.Token is { } token ? remote.WithToken(token) : remote);
        using var host = new GitHubConnection(OptionsOf(runner));
        var subject = await ReadAsync(happened, commits, new FactsReader(host));
        var verdicts = new CiJudge(context.Engine, request, context.Today).Judge(subject);
        var output = new CiOutput(runner, context);
        output.WriteReports(verdicts, request.Mode);
        if (verdicts.Any(v => v.Report.Result.HasFailed))
        {
            await context.Error.WriteAsync("harness: the input could not be understood as a whole, so nothing was judged\n");
            return ExitCode.CouldNotRun;
        }

        // GitHub's own action uploads the file, and needs hashes of lines. The built-in upload identifies alerts by their keys.
        byte[] ToSarif(AlertIdentity alerts) => CheckOutput.ToSarif(verdicts[^1].Report, new SarifRevision(runner.RepositoryAddress, subject.Commit), alerts, context);
        WriteFile(() => ToSarif(AlertIdentity.LineHash));
        output.WriteOutputs(verdicts, request.Sarif);
        if (request.IsUploaded)
        {
            await UploadAsync(ToSarif(AlertIdentity.FindingKey), subject, happened, host);
        }

        return request.Mode == CiMode.Scan ? ExitCode.Clean : (int)verdicts.Max(v => v.Report.Outcome);
    }

    private static GitHubOptions OptionsOf(RunnerEnvironment runner)
    {
        var name = runner.Repository.Split('/');
        return new GitHubOptions { Api = runner.Api, Owner = name[0], Name = name[1], Token = runner.Token };
    }

    // A scan reports on the current or merged tree. Alerts of a change are shown only on a pull request.
    private async Task<CiSubject> ReadAsync(CiEvent happened, FetchedCommits commits, FactsReader facts) => happened switch
    {
        CiEvent.PullRequest pull when request.Mode == CiMode.Gate => await new PullRequestReader(commits, facts).ReadAsync(pull, Guarded(commits, pull.Home).GetTarget(pull.Base)),
        CiEvent.PullRequest pull => await new PullRequestReader(commits, facts).ReadAsync(pull, pull.Base),
        CiEvent.MergeGroup group when request.Mode == CiMode.Gate => await new LandedReader(commits, facts).ReadAsync(group),
        CiEvent.Push push when request.Mode == CiMode.Gate => await ReadPushAsync(push, commits, facts),
        CiEvent.MergeGroup group => ReadTree(commits, group.After, $"refs/heads/{group.Group}"),
        CiEvent.Push push => ReadTree(commits, push.After!, $"refs/heads/{push.Branch}"),
        CiEvent.Other other when request.Mode == CiMode.Gate => throw new CommandException(
            $"'{other.Name}' brings nothing that a gate could judge, and its check would stand beside a pull request's: run the gate on pull_request_target, merge_group and pushes to branches"),
        CiEvent.Other other => ReadTree(commits, other.Commit, runner.Ref),
        _ => throw new InvalidOperationException($"'{happened.GetType().Name}' is no event"),
    };

    // Nobody has agreed to the policy of a branch that did not exist before.
    private async Task<CiSubject> ReadPushAsync(CiEvent.Push push, FetchedCommits commits, FactsReader facts)
    {
        if (push.Before is null)
        {
            return push.Branch == push.Home
                ? new PushedBranchReader(commits, facts).ReadFirst(push)
                : await new PushedBranchReader(commits, facts).ReadAsync(push, Guarded(commits, push.Home).GetTargetOfNew(push.Branch));
        }

        var target = Guarded(commits, push.Home).GetTarget(push.Branch);
        return target == push.Branch ? await new LandedReader(commits, facts).ReadAsync(push) : await new PushedBranchReader(commits, facts).ReadAsync(push, target);
    }

    private GuardedBranches Guarded(FetchedCommits commits, string home) => new(commits, home, request.Policy);

    private static CiSubject ReadTree(FetchedCommits commits, string commit, string name)
    {
        commits.Fetch($"the host has the commit {commit[..12]} no more", 1, commit);
        return new CiSubject(commits.Repository.GetTree(commits[commit]), commit, name, []);
    }

    private void WriteFile(Func<byte[]> sarif)
    {
        if (request.Sarif is { } path)
        {
            using var file = new StagedFiles();
            file.Add(path, sarif());
            file.Commit();
        }
    }

    private async Task UploadAsync(byte[] sarif, CiSubject subject, CiEvent happened, GitHubConnection host)
    {
        try
        {
            await new CodeScanning(host).UploadAsync(sarif, subject);
        }
        catch (GitHubException e) when (happened is CiEvent.PullRequest { IsFork: true } && CodeScanning.IsReadOnly(e))
        {
            await context.Error.WriteAsync("harness: the SARIF is not uploaded: the token of a pull request from a fork only reads; the gate judges it all the same\n");
        }
    }
}
