using System.Runtime.InteropServices;
using Harness.Git;

namespace Harness.Cli;

/// <summary>Signals that end the process: its git programs end with it, and no temporary file stays behind.</summary>
internal sealed class Interruption : IDisposable
{
    // As shells count: 128 and the number of the signal.
    private const int HangUp = 129;
    private const int Interrupted = 130;
    private const int Terminated = 143;

    private static int code;

    private readonly PosixSignalRegistration[] registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => End(context, HangUp)),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => End(context, Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => End(context, Terminated)),
    ];

    /// <summary>The exit code of a process that a signal ends; <see langword="null"/> while none does.</summary>
    public static int? Code => Volatile.Read(ref code) is var value and not 0 ? value : null;

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(registrations, r => r.Dispose());

    // The command runs in another thread and may not look up for long: it is not waited for.
    private static void End(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref code, exitCode, 0) == 0)
        {
            GitWork.End();
            StagedFiles.RemoveAll();
            Environment.Exit(exitCode);
        }
    }
}
