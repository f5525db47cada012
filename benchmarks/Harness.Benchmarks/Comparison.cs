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
                ours.Add(Measurement.Time(() => corpus.Load()));
                cargo.Add(Measurement.Time(() => Measurement.RunCargo(corpus.Directory)));
            }

            var (load, whole) = (Measurement.Median(ours.Skip(5)), Measurement.Median(cargo.Skip(5)));
            cells.Add(($"{Subject.Corpus}: warm load", Measurement.Milliseconds(load), ""));
            cells.Add(($"{Subject.Corpus}: cargo metadata --no-deps --offline", Measurement.Milliseconds(whole), ""));
            cells.Add(("load / cargo", Measurement.Number(load / whole), "< 0.20"));
        }

        var small = MeasureApart(1_000);
        var large = MeasureApart(10_000);
        cells.Add(("1,000 crates: load, check, SARIF", string.Join(", ", small.Steps.Select(Measurement.Milliseconds)), ""));
        cells.Add(("10,000 crates: load, check, SARIF", string.Join(", ", large.Steps.Select(Measurement.Milliseconds)), ""));
        cells.Add(("growth exponent of load", Measurement.Number(Math.Log10(large.Steps[0] / small.Steps[0])), "< 1.15"));
        cells.Add(("growth exponent of all", Measurement.Number(Math.Log10(large.Steps.Sum() / small.Steps.Sum())), "< 1.15"));
        cells.Add(("10,000 crates: peak working set, one run", $"{Measurement.Number(large.FirstPeakBytes / 1e6)} MB", "< 500 MB"));
        cells.Add(("10,000 crates: peak working set, six runs in a row", $"{Measurement.Number(large.PeakBytes / 1e6)} MB", "< 500 MB"));
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
            steps[0].Add(Measurement.Time(() => codebase = subject.Load()));
            steps[1].Add(Measurement.Time(() => result = subject.Check(codebase)));
            steps[2].Add(Measurement.Time(() => subject.WriteSarif(result)));
            self.Refresh();
            firstPeak = i == 0 ? self.PeakWorkingSet64 : firstPeak;
        }

        var figures = steps.Select(s => Measurement.Median(s.Skip(1))).Append(firstPeak).Append(self.PeakWorkingSet64);
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
}
