using Harness.Testing;
using Xunit;

namespace Harness.Git.Tests;

public sealed class GitProcessTests : IDisposable
{
    private readonly GitFixture git = new();

    private GitCommand Endless => new(git.Path, ["cat-file", "--batch"]);

    [Fact]
    public void A_run_that_takes_too_long_is_ended_and_said()
    {
        using var process = GitProcess.Start(Endless with { Limit = TimeSpan.FromMilliseconds(50) }, TestContext.Current.CancellationToken);

        Assert.Equal(-1, process.Output.ReadByte());
        Assert.Contains("'git cat-file' took longer than", Assert.Throws<GitException>(() => process.Wait()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_cancelled_is_ended()
    {
        using var source = new CancellationTokenSource();
        using var process = GitProcess.Start(Endless, source.Token);
        source.Cancel();

        Assert.Equal(-1, process.Output.ReadByte());
        Assert.ThrowsAny<OperationCanceledException>(() => process.Wait());
        Assert.ThrowsAny<OperationCanceledException>(() => GitProcess.Start(Endless, source.Token));
    }

    [Fact]
    public void A_git_in_the_current_directory_is_not_the_git_that_runs() => Assert.True(Path.IsPathFullyQualified(GitProgram.Path));

    [Fact]
    public void Nothing_that_steers_git_is_inherited()
    {
        var environment = new Dictionary<string, string?> { ["GIT_DIR"] = "x", ["GIT_EXEC_PATH"] = "x", ["git_ssh"] = "x", ["PATH"] = "p" };
        GitEnvironment.Apply(environment, Endless);

        Assert.DoesNotContain("x", environment.Values);
        Assert.Equal("p", environment["PATH"]);
        Assert.Equal("1", environment["GIT_NO_REPLACE_OBJECTS"]);
        Assert.False(environment.ContainsKey("GIT_INDEX_FILE"));
    }

    public void Dispose() => git.Dispose();
}
