using System.Diagnostics;
using System.Text;
using Harness.CommandLine;
using Harness.Git;
using Harness.Reporting;

namespace Harness.Reviewer.Reviewing;

/// <summary>
/// A program that reads a review packet from standard input and writes an answer to standard output. It runs without a shell, in an empty directory,
/// with only the variables that it needs, and with a time limit.
/// </summary>
/// <param name="command">The program and its arguments.</param>
/// <param name="limit">The time limit.</param>
internal sealed class Architect(IReadOnlyList<string> command, TimeSpan limit)
{
    /// <summary>The longest answer, in bytes.</summary>
    public const int MaximumAnswer = 1 << 20;

    private const int MaximumComplaint = 300;

    /// <summary>Asks it.</summary>
    /// <param name="packet">The review packet.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The answer, or the reason why there is none.</returns>
    /// <exception cref="GitException">The temporary directory cannot be written.</exception>
    public async Task<(byte[]? Answer, string? Failure)> AskAsync(ReadOnlyMemory<byte> packet, CancellationToken cancellation)
    {
        using var directory = new GuestDirectory();
        return await RunAsync(packet, directory.Path, cancellation);
    }

    private async Task<(byte[]? Answer, string? Failure)> RunAsync(ReadOnlyMemory<byte> packet, string directory, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = ToStart(directory) };
        try
        {
            process.Start();
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return (null, $"'{command[0]}' cannot be started: {e.Message}");
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(limit);
        try
        {
            var writing = WriteAsync(process.StandardInput.BaseStream, packet, timeout.Token);
            var complaining = ReadAsync(process.StandardError.BaseStream, MaximumComplaint * 4, timeout.Token);
            var answering = ReadAsync(process.StandardOutput.BaseStream, MaximumAnswer, timeout.Token);
            await Task.WhenAll(writing, complaining, answering, process.WaitForExitAsync(timeout.Token));
            return process.ExitCode != 0 ? (null, $"it ended with {process.ExitCode}{Quote(await complaining)}")
                : await answering is { } answer ? (answer, null)
                : (null, $"it is longer than {MaximumAnswer >> 10} KiB");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, $"it took longer than {limit.TotalSeconds:0} seconds");
        }
        finally
        {
            Kill(process);
        }
    }

    private ProcessStartInfo ToStart(string directory)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The diff may have manipulated the program, so it must have no means to act.
        foreach (var (name, _) in start.Environment.Where(v => !PassedOn.ToArchitect(v.Key, v.Value)).ToArray())
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    // A program that does not read to the end closes its input early.
    private static async Task WriteAsync(Stream input, ReadOnlyMemory<byte> packet, CancellationToken cancellation)
    {
        try
        {
            await input.WriteAsync(packet, cancellation);
            input.Close();
        }
        catch (IOException)
        {
        }
    }

    // Reads to the end in any case, so that the program never blocks. Returns null if the output was too long.
    private static async Task<byte[]?> ReadAsync(Stream stream, int maximum, CancellationToken cancellation)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int count; (count = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (kept.Length <= maximum)
            {
                await kept.WriteAsync(buffer.AsMemory(0, count), cancellation);
            }
        }

        return kept.Length > maximum ? null : kept.ToArray();
    }

    private static string Quote(byte[]? complaint)
    {
        var text = VisibleText.Escape(Encoding.UTF8.GetString(complaint ?? []).ReplaceLineEndings(" ").Trim());
        return text.Length == 0 ? "" : $" ({text[..Math.Min(text.Length, MaximumComplaint)]})";
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or NotSupportedException)
        {
            // It has ended.
        }
    }
}
