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

    [Theory]
    [InlineData("a remote has the address", 1, "HRN3001")]
    [InlineData("another remote is fetched", 2, "push to a remote that was fetched")]
    [InlineData("the target is named", 1, "HRN3001")]
    [InlineData("a remote was never fetched", 2, "no branch of 'origin' is known here")]
    public void A_push_to_an_address_does_not_pass_unjudged(string what, int exit, string words)
    {
        using var remote = Serve();
        using var copy = new TemporaryDirectory();
        repository.Git.Run("clone", "-q", "--bare", remote.Path, copy.Combine("copy.git"));
        var address = what == "a remote has the address" ? remote.Path : copy.Combine("copy.git");
        if (what == "the target is named")
        {
            repository.Git.Run("config", "harness.target", "refs/remotes/origin/main");
        }
        else if (what == "a remote was never fetched")
        {
            repository.Git.Run("update-ref", "-d", "refs/remotes/origin/main");
            address = "origin";
        }

        repository.Edit(ChangeRepository.Storage).Commit();
        var foreign = Git("push", "-q", address, "HEAD:refs/heads/feat/app-dev/x");
        Assert.NotEqual(0, foreign.ExitCode);
        Assert.Contains(words, foreign.Output + foreign.Error, StringComparison.Ordinal);
        Assert.Empty(remote.Run("for-each-ref", "refs/heads/feat"));
        Assert.False(Directory.Exists(copy.Combine("copy.git/refs/heads/feat")));

        repository.Git.Run("reset", "-q", "--hard", "main");
        repository.Edit(ChangeRepository.Sql).Commit();
        var own = Git("push", "-q", address, "HEAD:refs/heads/feat/app-dev/x");
        Assert.True(own.ExitCode == 0 == (exit == 1), own.Output + own.Error);
    }

    [Fact]
    public void The_first_push_to_an_empty_address_passes_and_says_so()
    {
        using var remote = new GitFixture("--bare");
        Install();

        var first = Git("push", "-q", remote.Path, "main");
        Assert.True(first.ExitCode == 0, first.Output + first.Error);
        Assert.Contains("harness: that address has no branches yet", first.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, Git("push", "-q", remote.Path, "HEAD").ExitCode);
    }

    [Fact]
    public void Hooks_judge_a_workspace_that_is_a_part_of_its_repository()
    {
        var git = repository.Git;
        Directory.CreateDirectory(git.Combine("it's rust"));
        git.Run("mv", "crates", "Cargo.toml", "harness.toml", "it's rust/");
        git.Commit("part");
        Assert.Equal(0, HarnessCommand.Run(repository.Path, "init", "--hooks", "--root", "it's rust").ExitCode);

        repository.Edit("it's rust/" + ChangeRepository.Storage);
        var refused = Git("commit", "-q", "-a", "-m", "foreign");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("HRN3001", refused.Output + refused.Error, StringComparison.Ordinal);
        git.Run("checkout", "-q", "-f", "HEAD");
        repository.Edit("it's rust/" + ChangeRepository.Sql);
        var own = Git("commit", "-q", "-a", "-m", "own");
        Assert.True(own.ExitCode == 0, own.Output + own.Error);

        var other = HarnessCommand.Run(repository.Path, "init", "--hooks");
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("judges the workspace in 'it'\\''s rust' already", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_branch_may_be_named_as_anything_and_its_push_is_judged_all_the_same()
    {
        using var remote = Serve();
        repository.Edit(ChangeRepository.Storage).Commit();
        repository.Git.Write("x", "--help\n").Write("own", "--head\nrefs/remotes/origin/main\n");

        var ofAgent = HostileNames.OfBranches.Where((_, i) => i % 3 == 0).Select(n => $"feat/app-dev/{n}").ToArray();
        foreach (var some in HostileNames.OfBranches.Concat(ofAgent).Chunk(6))
        {
            var foreign = Push(some);
            Assert.NotEqual(0, foreign.ExitCode);
            Assert.Equal(some.Length, Count(foreign, "error[HRN3001]") + Count(foreign, "error[HRN3010]"));
        }

        Assert.Empty(remote.Run("for-each-ref", "refs/heads/feat", "refs/heads/refs"));
        Assert.False(File.Exists(repository.Git.Combine("touched")));
        repository.Git.Run("reset", "-q", "--hard", "main");
        repository.Edit(ChangeRepository.Sql).Git.Run("commit", "-q", "-a", "--no-verify", "-m", "own");
        var own = Push(ofAgent);
        Assert.True(own.ExitCode == 0, own.Output + own.Error);
    }

    [Theory]
    [InlineData("refs/tags/origin/main")]
    [InlineData("refs/heads/origin/main")]
    [InlineData("refs/tags/refs/remotes/origin/main")]
    public void No_tag_and_no_branch_takes_the_place_of_the_target_of_a_push(string shadow)
    {
        using var remote = Serve();
        repository.Edit(ChangeRepository.Storage).Commit();
        repository.Git.Run("update-ref", shadow, "HEAD");

        var foreign = Push("feat/app-dev/x");
        Assert.NotEqual(0, foreign.ExitCode);
        Assert.Equal(1, Count(foreign, "error[HRN3001]"));

        repository.Git.Run("reset", "-q", "--hard", "main");
        repository.Edit(ChangeRepository.Sql).Commit();
        Assert.Equal(0, Push("feat/app-dev/x").ExitCode);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("app-dev\n--help\n")]
    [InlineData("@x")]
    public void What_the_environment_calls_the_agent_is_no_option_of_a_commit_s_check(string agent)
    {
        Install();
        repository.Git.Run("symbolic-ref", "HEAD", "refs/heads/--help");
        repository.Git.Run("update-ref", "refs/heads/--help", "main");
        repository.Edit(ChangeRepository.Storage).Git.Write("x", "--help\n");

        var refused = Git([("HARNESS_AGENT", agent)], "commit", "-q", "-a", "-m", "foreign");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("HRN3010", refused.Output + refused.Error, StringComparison.Ordinal);
    }

    // Case 55.
    [Fact]
    public void A_server_s_hook_judges_what_is_pushed_before_it_is_accepted()
    {
        using var server = new TemporaryDirectory();
        repository.Git.Run("clone", "-q", "--bare", ".", server.Combine("a:b.git"));
        server.Write("a:b.git/hooks/pre-receive", ServerHook());
        MakeExecutable(server.Combine("a:b.git/hooks/pre-receive"));
        repository.Git.Run("remote", "add", "origin", "file://" + server.Combine("a:b.git"));
        repository.Edit(ChangeRepository.Storage).Commit();

        var foreign = Git([("REMOTE_USER", "app-dev[bot]")], "push", "-q", "origin", "HEAD:refs/heads/main", "HEAD:refs/heads/new");
        Assert.NotEqual(0, foreign.ExitCode);
        Assert.Equal(2, Count(foreign, "error[HRN3001]"));
        var option = Git([("REMOTE_USER", "--help")], "push", "-q", "origin", "HEAD:refs/heads/main");
        Assert.NotEqual(0, option.ExitCode);
        Assert.Equal(1, Count(option, "error[HRN3001]"));

        var own = Git([("REMOTE_USER", "master-db[bot]")], "push", "-q", "origin", "HEAD:refs/heads/main", "HEAD:refs/heads/new", "HEAD:refs/tags/v1");
        Assert.True(own.ExitCode == 0, own.Output + own.Error);
        var gone = Git([("REMOTE_USER", "app-dev[bot]")], "push", "-q", "origin", ":refs/heads/new");
        Assert.True(gone.ExitCode == 0, gone.Output + gone.Error);
    }

    [Fact]
    public void A_hook_that_would_be_lost_is_not_moved()
    {
        repository.Git.Write(".git/hooks/pre-push", "#!/bin/sh\n").Write(".git/hooks/pre-push.before-harness", "#!/bin/sh\n");

        var outcome = HarnessCommand.Run(repository.Path, "init", "--hooks");

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

    // As docs/ci.md has it.
    private static string ServerHook()
    {
        var page = File.ReadAllText(RepositoryRoot.Combine("docs/ci.md")).ReplaceLineEndings("\n");
        var start = page.IndexOf("#!/bin/sh\n", StringComparison.Ordinal);
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private GitFixture Serve()
    {
        var remote = new GitFixture("--bare");
        repository.Git.Run("remote", "add", "origin", remote.Path);
        Install();
        Assert.Equal(0, Git("push", "-q", "origin", "main").ExitCode);
        return remote;
    }

    private ProcessOutcome Push(params string[] branches) => Git(["push", "-q", "origin", .. branches.Select(b => $"HEAD:refs/heads/{b}")]);

    private static int Count(ProcessOutcome outcome, string text) => (outcome.Output + outcome.Error).Split(text).Length - 1;

    private void Install() => Assert.Equal(0, HarnessCommand.Run(repository.Path, "init", "--hooks").ExitCode);

    private ProcessOutcome Git(params string[] arguments) => Git([], arguments);

    private ProcessOutcome Git((string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", .. arguments]) { WorkingDirectory = repository.Path };
        start.Environment["PATH"] = $"{programs.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return ProcessOutcome.Of(start, Limit, "");
    }
}
