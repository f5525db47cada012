using Harness.Git;
using Harness.Workspaces;

namespace Harness.Benchmarks;

/// <summary>The goals of judging a change, measured in one run: against what one would ask cargo and git instead, and by itself.</summary>
internal static class ChangeComparison
{
    private const int Runs = 9;
    private const int WarmUp = 3;
    private const int HotRuns = 100;

    /// <summary>Measures and prints a table.</summary>
    /// <param name="program">The front-end's program; <see langword="null"/> for the one that was built with this.</param>
    /// <param name="output">Where to.</param>
    public static int Run(string? program, TextWriter output)
    {
        program ??= Path.Join(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Harness.Cli.exe" : "Harness.Cli");
        using (var small = ChangeSubject.Create(10))
        {
            var work = small.Directory + "-worktree";
            var whole = Measurement.Medians(
                WarmUp,
                Runs,
                () => Measurement.Run(small.Directory, program, small.Arguments),
                () =>
                {
                    Measurement.RunCargo(small.Directory);
                    Measurement.Run(small.Directory, "git", "diff", "--raw", "--no-renames", small.Before, small.After);
                },
                () => Measurement.Run(small.Directory, "git", "worktree", "add", "-q", "--detach", work, small.After),
                () => Measurement.Run(small.Directory, "git", "worktree", "remove", "--force", work));
            Row(output, $"{Subject.Corpus}, 10 files: whole process", whole[0], "");
            Row(output, "cargo metadata --no-deps of one revision + git diff --raw", whole[1], $"ratio {Measurement.Number(whole[0] / whole[1])}");
            Row(output, "git worktree add of one revision", whole[2], $"ratio {Measurement.Number(whole[0] / whole[2])}");

            using var repository = GitRepository.Open(small.Directory);
            var cache = new ManifestCache();
            var cold = Measurement.Medians(WarmUp, Runs, () => small.Judge());
            var warm = Measurement.Medians(HotRuns, Runs * 5, () => small.Judge(repository, cache));
            Row(output, "in process, repository open, manifests known", warm[0], "goal < 30 ms");
            Row(output, "in process, nothing known", cold[0], "");
        }

        using (var large = ChangeSubject.Create(10_000))
        {
            var times = Measurement.Medians(WarmUp, Runs, () => large.Judge(), () => Measurement.Run(large.Directory, program, large.Arguments));
            Row(output, "10,000 changed files, in process", times[0], "");
            Row(output, "10,000 changed files, whole process", times[1], "goal < 1,000 ms");
        }

        return 0;
    }

    private static void Row(TextWriter output, string what, double milliseconds, string note) =>
        output.WriteLine($"{what,-60} {Measurement.Milliseconds(milliseconds),-14} {note}");
}
