using System.Diagnostics;
using System.Globalization;

namespace Harness.Benchmarks;

/// <summary>The three goals, measured in one run: against cargo, growth, memory.</summary>
internal static class Comparison
{
    private const int Runs = 15;

    /// <summary>Measures and prints a table.</summary>
    public static int Run(TextWriter output)
    {
        var cells = new List<(string What, string Measured, string Goal)>();
        using (var corpus = Subject.Create(Subject.Corpus))
        {
            // Alternating, so that both see the same machine.
            var ours = new List<double>();
            var cargo = new List<double>();
            for (var i = 0; i < Runs + 5; i++)
            {
                ours.Add(Time(() => corpus.Load()));
                cargo.Add(Time(() => RunCargo(corpus.Directory)));
            }

            var (load, whole) = (Median(ours.Skip(5)), Median(cargo.Skip(5)));
            cells.Add(($"{Subject.Corpus}: warm load", Milliseconds(load), ""));
            cells.Add(($"{Subject.Corpus}: cargo metadata --no-deps --offline", Milliseconds(whole), ""));
            cells.Add(("load / cargo", Number(load / whole), "< 0.20"));
        }

        var small = MeasureApart(1_000);
        var large = MeasureApart(10_000);
        cells.Add(("1,000 crates: load, check, SARIF", string.Join(", ", small.Steps.Select(Milliseconds)), ""));
        cells.Add(("10,000 crates: load, check, SARIF", string.Join(", ", large.Steps.Select(Milliseconds)), ""));
        cells.Add(("growth exponent of load", Number(Math.Log10(large.Steps[0] / small.Steps[0])), "< 1.15"));
        cells.Add(("growth exponent of all", Number(Math.Log10(large.Steps.Sum() / small.Steps.Sum())), "< 1.15"));
        cells.Add(("10,000 crates: peak working set, one run", $"{Number(large.FirstPeakBytes / 1e6)} MB", "< 500 MB"));
        cells.Add(("10,000 crates: peak working set, six runs in a row", $"{Number(large.PeakBytes / 1e6)} MB", "< 500 MB"));
        foreach (var (what, measured, goal) in cells)
        {
            output.WriteLine($"{what,-50} {measured,-32} {goal}");
        }

        return 0;
    }

    /// <summary>Measures a generated workspace in this process and prints the figures for <see cref="Run"/>.</summary>
    public static int MeasureHere(string crates, TextWriter output)
    {
        using var subject = Subject.Create(crates);
        using var self = Process.GetCurrentProcess();
        var firstPeak = 0L;
        var steps = new List<double>[] { [], [], [] };
        for (var i = 0; i < 6; i++)
        {
            Workspaces.Codebase codebase = null!;
            Analysis.AnalysisResult result = null!;
            steps[0].Add(Time(() => codebase = subject.Load()));
            steps[1].Add(Time(() => result = subject.Check(codebase)));
            steps[2].Add(Time(() => subject.WriteSarif(result)));
            self.Refresh();
            firstPeak = i == 0 ? self.PeakWorkingSet64 : firstPeak;
        }

        var figures = steps.Select(s => Median(s.Skip(1))).Append(firstPeak).Append(self.PeakWorkingSet64);
        output.WriteLine(string.Join(' ', figures.Select(f => f.ToString("R", CultureInfo.InvariantCulture))));
        return 0;
    }

    // A process of its own, so that the peak is this workspace's alone.
    private static (double[] Steps, double FirstPeakBytes, double PeakBytes) MeasureApart(int crates)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["measure", crates.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"measuring {crates} crates failed");
        }

        var figures = line.Split(' ').Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        return (figures[..3], figures[3], figures[4]);
    }

    private static void RunCargo(string directory)
    {
        var start = new ProcessStartInfo("cargo", ["metadata", "--no-deps", "--offline", "--format-version", "1"])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var cargo = Process.Start(start)!;
        cargo.ErrorDataReceived += (_, _) => { };
        cargo.BeginErrorReadLine();
        cargo.StandardOutput.ReadToEnd();
        cargo.WaitForExit();
        if (cargo.ExitCode != 0)
        {
            throw new InvalidOperationException("cargo metadata failed");
        }
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static string Milliseconds(double value) => Number(value) + " ms";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
