using System.Diagnostics;

namespace Harness.Testing;

/// <summary>Runs the front-end as users do: as a process of its own. It must lie beside the tests.</summary>
public static class HarnessProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs a command in a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="arguments">The command and its arguments.</param>
    public static ProcessOutcome Run(string directory, params string[] arguments) => RunWith("", directory, arguments);

    /// <summary>Runs a command in a directory with something on standard input.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="arguments">The command and its arguments.</param>
    public static ProcessOutcome RunWith(string input, string directory, params string[] arguments) =>
        ProcessOutcome.Of(Start(directory, arguments), Limit, input);

    /// <summary>Runs a command in a directory with variables of the environment.</summary>
    /// <param name="environment">The variables.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="arguments">The command and its arguments.</param>
    public static ProcessOutcome RunWith(IEnumerable<KeyValuePair<string, string>> environment, string directory, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var start = Start(directory, arguments);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return ProcessOutcome.Of(start, Limit);
    }

    private static ProcessStartInfo Start(string directory, string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "Harness.Cli.dll"), .. arguments]) { WorkingDirectory = directory };
}
