using Harness.Git;
using Harness.Sarif;

namespace Harness.Cli.Ci;

/// <summary>One step of a workflow: reads the event, fetches what it is about as data, judges it, and writes to where people look.</summary>
internal sealed class CiStepRun(RunnerEnvironment runner, CiRequest request, Terminal terminal)
{
    /// <summary>Runs the step.</summary>
    /// <returns>The exit code of the process.</returns>
    public int Run()
    {
        var happened = CiEvent.Read(runner);
        if (happened is CiEvent.Push { After: null } deleted)
        {
            terminal.Write($"Nothing to judge: '{deleted.Branch}' is deleted.\n");
            return ExitCode.Clean;
        }

        var remote = new GitRemote(runner.RepositoryAddress);
        using var commits = new FetchedCommits(runner.Token is { } token ? remote.WithToken(token) : remote);
        using var api = new GitHubApi(runner, Thread.Sleep);
        var subject = Read(happened, commits, api);
        var verdicts = new CiJudge(request, terminal.Today).Judge(subject);
        var output = new CiOutput(runner, terminal);
        output.WriteReports(verdicts, request.Mode);
        if (verdicts.Any(v => v.Report.Result.HasFailed))
        {
            terminal.Error.Write("harness: the input could not be understood as a whole, so nothing was judged\n");
            return ExitCode.CouldNotRun;
        }

        // Whoever uploads the file does it with GitHub's action, which wants hashes of lines; the own upload keeps alerts by their keys.
        byte[] ToSarif(AlertIdentity alerts) => CheckOutput.ToSarif(verdicts[^1].Report, new SarifRevision(runner.RepositoryAddress, subject.Commit), alerts, terminal);
        WriteFile(() => ToSarif(AlertIdentity.LineHash));
        output.WriteOutputs(verdicts, request.Sarif);
        if (request.IsUploaded)
        {
            Upload(ToSarif(AlertIdentity.FindingKey), subject, happened, api);
        }

        return request.Mode == CiMode.Scan ? ExitCode.Clean : (int)verdicts.Max(v => v.Report.Outcome);
    }

    // A scan tells of the tree as it is, or would be; only a pull request is a change that alerts are shown on.
    private CiSubject Read(CiEvent happened, FetchedCommits commits, GitHubApi api) => happened switch
    {
        CiEvent.PullRequest pull when request.Mode == CiMode.Gate => new PullRequestReader(commits, api).Read(pull, Guarded(commits, pull.Home).TargetOf(pull.Base)),
        CiEvent.PullRequest pull => new PullRequestReader(commits, api).Read(pull, pull.Base),
        CiEvent.MergeGroup group when request.Mode == CiMode.Gate => new LandedReader(commits, api).Read(group),
        CiEvent.Push push when request.Mode == CiMode.Gate => new LandedReader(commits, api).Read(push, Guarded(commits, push.Home)),
        CiEvent.MergeGroup group => ReadTree(commits, group.After, $"refs/heads/{group.Group}"),
        CiEvent.Push push => ReadTree(commits, push.After!, $"refs/heads/{push.Branch}"),
        CiEvent.Other other when request.Mode == CiMode.Gate => throw new CommandException(
            $"'{other.Name}' brings nothing that a gate could judge, and its check would stand beside a pull request's: run the gate on pull_request_target, merge_group and pushes to branches"),
        CiEvent.Other other => ReadTree(commits, other.Commit, runner.Ref),
        _ => throw new InvalidOperationException($"'{happened.GetType().Name}' is no event"),
    };

    private GuardedBranches Guarded(FetchedCommits commits, string home) => new(commits, home, request.Policy);

    private static CiSubject ReadTree(FetchedCommits commits, string commit, string name)
    {
        commits.Fetch($"the host has the commit {commit[..12]} no more", 1, commit);
        return new CiSubject(commits.Repository.TreeOf(commits[commit]), commit, name, []);
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

    private void Upload(byte[] sarif, CiSubject subject, CiEvent happened, GitHubApi api)
    {
        try
        {
            new CodeScanning(api, Thread.Sleep).Upload(sarif, subject);
        }
        catch (ApiException e) when (happened is CiEvent.PullRequest { IsFork: true } && CodeScanning.IsReadOnly(e))
        {
            terminal.Error.Write("harness: the SARIF is not uploaded: the token of a pull request from a fork only reads; the gate judges it all the same\n");
        }
    }
}
