using System.Runtime.InteropServices;
using Harness.Git;
using Harness.Reviewer;

PrivateProcess.TryClose();

// The command line's library cancels the command and gives it its time; git may be waiting for a host much longer.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => GitWork.Stop());
using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => GitWork.Stop());
try
{
    return await ReviewerProgram.RunAsync(args, Surroundings.OfProcess());
}
finally
{
    GitWork.End();
}
