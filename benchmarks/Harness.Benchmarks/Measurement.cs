using System.Diagnostics;
using System.Globalization;

namespace Harness.Benchmarks;

/// <summary>How steps and programs are timed, and how a figure is written.</summary>
internal static class Measurement
{
    /// <summary>The milliseconds that an action takes.</summary>
    public static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>The medians of some actions, run in turns so that all see the same machine, after some turns that do not count.</summary>
    /// <param name="warmUp">How many do not count: a few for what starts anew each time, many until the compiler of the runtime has seen what is hot.</param>
    /// <param name="runs">How many count.</param>
    /// <param name="actions">The actions.</param>
    public static double[] Medians(int warmUp, int runs, params Action[] actions)
    {
        var times = actions.Select(_ => new List<double>()).ToArray();
        for (var i = 0; i < warmUp + runs; i++)
        {
            for (var a = 0; a < actions.Length; a++)
            {
                times[a].Add(Time(actions[a]));
            }
        }

        return [.. times.Select(t => Median(t.Skip(warmUp)))];
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    public static string Milliseconds(double value) => Number(value) + " ms";

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Asks cargo for a workspace.</summary>
    public static void RunCargo(string directory) => Run(directory, "cargo", "metadata", "--no-deps", "--offline", "--format-version", "1");

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static string Run(string directory, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {error.GetAwaiter().GetResult()}{output}");
    }
}
