using System.Net;
using System.Net.Sockets;
using Harness.Testing;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary>How the program ends, what it leaves, and what its children can find out about it.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly Desk desk = new();
    private readonly ScriptedArchitect architect = new();
    private readonly int number;

    public ProcessTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals and a shell are needed");
        number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
    }

    public void Dispose()
    {
        desk.Dispose();
        architect.Dispose();
    }

    [Theory]
    [InlineData("serve", "TERM", 0)]
    [InlineData("review", "INT", 2)]
    public async Task A_signal_while_a_remote_does_not_answer_ends_it_and_git_and_leaves_no_clone(string command, string signal, int exit)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var reviewer = new ReviewerProcess(
            desk, [], v => v["GITHUB_SERVER_URL"] = $"http://{silent.LocalEndpoint}", command == "serve" ? ["serve", "--poll", "3600"] : ["review", "--pr", $"{number}"]);
        using var git = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);

        reviewer.Signal(signal);

        Assert.Equal(exit, await reviewer.EndAsync());
        Assert.DoesNotContain(reviewer.Left, n => n.StartsWith("harness-", StringComparison.Ordinal));
        await UntilClosedAsync(git);
    }

    [Fact]
    public async Task A_signal_while_the_architect_reads_ends_both()
    {
        architect.Holds();
        using var reviewer = new ReviewerProcess(desk, [], null, ["serve", "--poll", "3600", .. architect.Command]);
        var child = await architect.HeldAsync();

        reviewer.Signal("TERM");

        Assert.Equal(0, await reviewer.EndAsync());
        Assert.False(Directory.Exists($"/proc/{child}"));
        Assert.DoesNotContain(reviewer.Left, n => n.StartsWith("harness-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_killed_process_left_is_cleared_away_by_the_next()
    {
        architect.Holds();
        using var killed = new ReviewerProcess(desk, [], null, ["review", "--pr", $"{number}", .. architect.Command]);
        await architect.HeldAsync();
        killed.Signal("KILL");
        await killed.EndAsync();
        Assert.Contains(killed.Left, n => n.StartsWith("harness-architect-", StringComparison.Ordinal));
        architect.LetGo();

        using var next = new ReviewerProcess(desk, [], v => v["TMPDIR"] = killed.Temporary, "review", "--pr", $"{number}");

        Assert.True(await next.EndAsync() == 0, next.Said);
        Assert.DoesNotContain(killed.Left, n => n.StartsWith("harness-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_cannot_write_its_temporary_files_goes_on_when_it_can()
    {
        using var parent = new TemporaryDirectory();
        using var reviewer = new ReviewerProcess(desk, [], v => v["TMPDIR"] = parent.Combine("later"), "serve", "--poll", "3600");
        await reviewer.UntilSaidAsync($"#{number}: a temporary repository cannot be written");

        Directory.CreateDirectory(parent.Combine("later"));

        await reviewer.UntilSaidAsync($"#{number}: approved; ");
    }

    [Theory]
    [InlineData("exec \"$@\" > /dev/full", "harness-reviewer: standard output cannot be written: ")]
    [InlineData("exec \"$@\" --help > /dev/full", "harness-reviewer: standard output cannot be written: ")]
    [InlineData("exec \"$@\" > /dev/full 2> /dev/full", "")]
    public async Task A_result_that_cannot_be_written_is_one_line_and_exit_2(string shell, string expected)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full");
        using var reviewer = new ReviewerProcess(desk, ["/bin/sh", "-c", shell, "sh"], null, "review", "--pr", $"{number}", "--dry-run");

        Assert.Equal(2, await reviewer.EndAsync());
        Assert.StartsWith(expected, reviewer.Said, StringComparison.Ordinal);
        Assert.InRange(reviewer.Said.Trim().Split('\n').Length, 0, 1);
        Assert.DoesNotContain("Exception", reviewer.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_architect_of_the_same_user_cannot_read_the_reviewer_s_variables_memory_or_files()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux keeps a process from others of its user");
        var isRoot = Environment.UserName == "root";
        Assert.SkipWhen(isRoot && !File.Exists("/usr/bin/setpriv"), "root reads everything, and there is no setpriv to be somebody else");
        var notes = Path.Combine(desk.Repository.Path, "..", $"harness-notes-{Guid.NewGuid():N}");
        Directory.CreateDirectory(notes);
        try
        {
            architect.Answers(ScriptedArchitect.Pass().ToJsonString(), $"""
                cat /proc/$PPID/environ > '{notes}/environ' 2> '{notes}/refused'
                head -c 1 /proc/$PPID/mem > '{notes}/mem' 2>> '{notes}/refused'
                ls -l /proc/$PPID/fd > '{notes}/fd' 2>> '{notes}/refused'
                ls "$TMPDIR" | grep -e "dotnet-diagnostic-$PPID-" -e "clr-debug-pipe-$PPID-" > '{notes}/doors'
                for p in /proc/[0-9]*; do grep -l -a "token-of-" "$p/environ"; done > '{notes}/others' 2> /dev/null
                """);
            OpenToAll(notes);
            string[] wrap = isRoot ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
            using var reviewer = new ReviewerProcess(desk, wrap, v => v["HOME"] = notes, ["review", "--pr", $"{number}", .. architect.Command]);

            Assert.True(await reviewer.EndAsync() == 0, reviewer.Said);
            Assert.All(["environ", "mem", "fd", "doors", "others"], f => Assert.Equal("", File.ReadAllText(Path.Combine(notes, f))));
            var refused = await File.ReadAllLinesAsync(Path.Combine(notes, "refused"), TestContext.Current.CancellationToken);
            Assert.Equal(3, refused.Count(l => l.Contains("denied", StringComparison.OrdinalIgnoreCase)));
        }
        finally
        {
            Directory.Delete(notes, recursive: true);
        }
    }

    // Somebody else is to work here, and git to take the repository of another for safe.
    private void OpenToAll(string notes)
    {
        File.WriteAllText(Path.Combine(notes, ".gitconfig"), "[safe]\n\tdirectory = *\n");
        string[] all = [notes, desk.Repository.Path, new Uri(desk.Server).LocalPath, Path.GetDirectoryName(architect.Command[2])!];
        using var change = System.Diagnostics.Process.Start("chmod", ["-R", "a+rwX", .. all]);
        change.WaitForExit();
    }

    private static async Task UntilClosedAsync(TcpClient connection)
    {
        var buffer = new byte[4096];
        try
        {
            while (await connection.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken) > 0)
            {
            }
        }
        catch (IOException)
        {
            // It was reset.
        }
    }
}
