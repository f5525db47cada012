using System.Diagnostics;
using Harness.Testing;

namespace Harness.EndToEnd.Tests.Ci;

/// <summary>A directory for the PATH in which the command <c>harness</c> is the program beside the tests.</summary>
internal sealed class InstalledProgram : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory directory = new();

    public InstalledProgram()
    {
        directory.Write("harness", $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "Harness.Cli.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory.Combine("harness"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => directory.Dispose();

    /// <summary>Runs a script of bash in a directory, as a step of CI does: it ends with the first command that fails.</summary>
    public ProcessOutcome Run(string workingDirectory, string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script]) { WorkingDirectory = workingDirectory };
        start.Environment["PATH"] = directory.Path + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        start.Environment["HARNESS_AGENT"] = "";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return ProcessOutcome.Of(start, Limit);
    }
}
