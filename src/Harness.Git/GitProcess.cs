using System.Diagnostics;
using System.Text;

namespace Harness.Git;

/// <summary>
/// One run of the git program: no shell, an environment of our own, bounded time. It is ended when its time is over, when the caller
/// cancels, and when it is disposed of.
/// </summary>
internal sealed class GitProcess : IDisposable
{
    private const int MaximumErrorLength = 64 << 10;

    private readonly Process process;
    private readonly Task<string> error;
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenRegistration killer;
    private readonly CancellationToken cancellation;
    private readonly GitCommand command;

    private GitProcess(Process process, GitCommand command, CancellationToken cancellation)
    {
        this.process = process;
        this.command = command;
        this.cancellation = cancellation;
        error = Task.Run(() => ReadBounded(process.StandardError));
        GitWork.Add(this);
        timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation, GitWork.Token);
        timer.CancelAfter(command.Limit);
        killer = timer.Token.Register(Kill);
    }

    /// <summary>The stream of its standard output.</summary>
    public Stream Output => process.StandardOutput.BaseStream;

    /// <summary>The stream of its standard input.</summary>
    public Stream Input => process.StandardInput.BaseStream;

    /// <summary>Starts git.</summary>
    /// <exception cref="GitException">Git is not installed, or does not start.</exception>
    public static GitProcess Start(GitCommand command, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        GitWork.Token.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(GitProgram.Path)
        {
            WorkingDirectory = command.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        GitEnvironment.Apply(start.Environment, command);
        foreach (var argument in command.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return new GitProcess(Process.Start(start)!, command, cancellation);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException or InvalidOperationException)
        {
            throw new GitException($"'{GitProgram.Path}' does not start in '{command.Directory}': {e.Message}", e);
        }
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code and the text of standard error.</returns>
    /// <exception cref="GitException">It took longer than it may.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public (int ExitCode, string Error) Wait()
    {
        process.WaitForExit();
        ThrowIfEnded();
        return (process.ExitCode, error.GetAwaiter().GetResult());
    }

    /// <summary>Throws if the process was ended early, so that its output is incomplete.</summary>
    public void ThrowIfEnded()
    {
        cancellation.ThrowIfCancellationRequested();
        GitWork.Token.ThrowIfCancellationRequested();
        if (timer.IsCancellationRequested)
        {
            throw new GitException($"'git {command.Arguments[0]}' took longer than {command.Limit.TotalSeconds:0} seconds and was ended");
        }
    }

    /// <summary>Waits for the end, but no longer than until a moment.</summary>
    public void WaitUntil(DateTime deadline)
    {
        try
        {
            process.WaitForExit(deadline > DateTime.UtcNow ? deadline - DateTime.UtcNow : TimeSpan.Zero);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It was disposed of meanwhile.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        GitWork.Remove(this);
        killer.Dispose();
        timer.Dispose();
        process.Dispose();
    }

    private void Kill()
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It ended by itself meanwhile.
        }
    }

    // Output beyond the limit is read and dropped, because a full pipe would block git forever.
    private static string ReadBounded(StreamReader reader)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        try
        {
            for (var read = reader.Read(buffer); read > 0; read = reader.Read(buffer))
            {
                text.Append(buffer, 0, Math.Min(read, MaximumErrorLength - text.Length));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process was ended. Its output so far suffices.
        }

        return text.ToString();
    }
}
