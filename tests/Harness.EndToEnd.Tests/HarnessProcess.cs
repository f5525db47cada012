using System.Diagnostics;
using Harness.Testing;

namespace Harness.EndToEnd.Tests;

/// <summary>Runs the front-end as users do: as a process of its own.</summary>
internal static class HarnessProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs a command in a directory.</summary>
    public static ProcessOutcome Run(string directory, params string[] arguments) => RunWith("", directory, arguments);

    /// <summary>Runs a command in a directory with something on standard input.</summary>
    public static ProcessOutcome RunWith(string input, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Harness.Cli.dll"), .. arguments]) { WorkingDirectory = directory };
        return ProcessOutcome.Of(start, Limit, input);
    }
}
