using System.Diagnostics;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

public sealed class HookTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ChangeRepository repository = new();
    private readonly TemporaryDirectory programs = new();

    public HookTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in for the installed program is a script of sh");
        programs.Write("harness", $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "Harness.Cli.dll")}' \"$@\"\n");
        MakeExecutable(programs.Combine("harness"));
    }

    public void Dispose()
    {
        repository.Dispose();
        programs.Dispose();
    }

    [Fact]
    public void A_commit_is_judged_and_the_hook_of_before_runs_first()
    {
        repository.Git.Write(".git/hooks/pre-commit", "#!/bin/sh\necho before >> .git/ran\n");
        MakeExecutable(repository.Git.Combine(".git/hooks/pre-commit"));
        Install();
        Install();

        repository.Edit(ChangeRepository.Storage);
        var refused = Git("commit", "-q", "-a", "-m", "foreign");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("HRN3001", refused.Output + refused.Error, StringComparison.Ordinal);
        repository.Git.Run("checkout", "-q", "-f", "HEAD");
        repository.Edit(ChangeRepository.Sql);
        Assert.Equal(0, Git("commit", "-q", "-a", "-m", "own").ExitCode);
        Assert.Equal("before\nbefore\n", File.ReadAllText(repository.Git.Combine(".git/ran")));
    }

    [Fact]
    public void A_push_is_judged_against_the_branch_of_the_remote()
    {
        using var remote = new GitFixture("--bare");
        repository.Git.Run("remote", "add", "origin", remote.Path);
        Install();
        Assert.Equal(0, Git("push", "-q", "origin", "main").ExitCode);

        repository.Edit(ChangeRepository.Storage).Commit();
        var refused = Git("push", "-q", "origin", "HEAD");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("HRN3001", refused.Output + refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, Git("push", "-q", "origin", "HEAD:refs/heads/feat/master-db/x", "--no-verify").ExitCode);
    }

    [Fact]
    public void A_hook_that_would_be_lost_is_not_moved()
    {
        repository.Git.Write(".git/hooks/pre-push", "#!/bin/sh\n").Write(".git/hooks/pre-push.before-harness", "#!/bin/sh\n");

        var outcome = HarnessProcess.Run(repository.Path, "init", "--hooks");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("is there already: move one of them away first", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(repository.Git.Combine(".git/hooks/pre-commit")));
    }

    [Fact]
    public void Hooks_go_where_git_takes_them_from()
    {
        repository.Git.Run("config", "core.hooksPath", "tools/hooks");
        Install();
        Assert.True(File.Exists(repository.Git.Combine("tools/hooks/pre-commit")));
    }

    private static void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private void Install() => Assert.Equal(0, HarnessProcess.Run(repository.Path, "init", "--hooks").ExitCode);

    private ProcessOutcome Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", .. arguments]) { WorkingDirectory = repository.Path };
        start.Environment["PATH"] = $"{programs.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        return ProcessOutcome.Of(start, Limit, "");
    }
}
