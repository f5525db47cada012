using System.Runtime.InteropServices;
using Harness.Git;
using Harness.Reporting;

namespace Harness.CommandLine;

/// <summary>
/// Signals that end the process: its git programs end with it, and neither a temporary file nor a colour of the terminal stays behind.
/// </summary>
internal sealed class Interruption : IDisposable
{
    // As shells count: 128 and the number of the signal.
    private const int HangUp = 129;
    private const int Interrupted = 130;
    private const int Terminated = 143;

    private static readonly TaskCompletionSource<int> Ended = new();

    private readonly PosixSignalRegistration[] registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => End(context, HangUp)),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => End(context, Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => End(context, Terminated)),
    ];

    /// <summary>The exit code of a process that a signal ends, or <see langword="null"/> if none does.</summary>
    public static int? Code => Ended.Task.IsCompletedSuccessfully ? Ended.Task.Result : null;

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(registrations, r => r.Dispose());

    // The command runs in another thread and may not look up for long: it is not waited for.
    private static void End(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        if (Ended.TrySetResult(exitCode))
        {
            GitWork.End();
            StagedFiles.RemoveAll();
            ProgressLine.EndAll();
            ResultStream.EndColors();
            Environment.Exit(exitCode);
        }
    }
}
