using System.CommandLine;
using System.Globalization;
using System.Text;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Reporting;
using Harness.Trees;

namespace Harness.CommandLine.Commands;

/// <summary><c>harness baseline</c>: writes today's findings to the baseline, so that only later ones count.</summary>
internal static class BaselineCommand
{
    public static Command Create(CommandContext context)
    {
        var root = CommonOptions.Root();
        var policy = CommonOptions.Policy();
        var shrink = new Option<bool>("--shrink") { Description = "Only take out lines that have no finding any more; add none." };
        var command = new Command("baseline", $"Writes today's findings to {Baseline.FileName}, so that only later ones count.") { root, policy, shrink };
        command.SetAction(parsed => Run(
            context,
            CommonOptions.FindRoot(parsed.GetValue(root), context),
            CommonOptions.FindPolicy(parsed.GetValue(policy), context),
            parsed.GetValue(shrink) ? BaselineGrowth.Never : BaselineGrowth.Allowed));
        return command;
    }

    private static int Run(CommandContext context, string root, string? policy, BaselineGrowth growth)
    {
        var result = context.Engine.Analyze(new DirectoryTree(root), PolicyArgument.Read(root, policy), context.Today);
        if (result.HasFailed)
        {
            throw InputFailures.Refuse(result, "the input could not be understood as a whole, so no baseline is written", context);
        }

        var held = growth == BaselineGrowth.Never ? result.Baselined : result.Baselined.AddRange(result.Findings);
        using var files = new StagedFiles();
        files.Add(Path.Join(root, Baseline.FileName), Encoding.UTF8.GetBytes(Baseline.Compose(held)));
        files.Commit();
        context.WriteSummary(Summary(result, held));
        return ExitCode.Clean;
    }

    private static string Summary(AnalysisResult result, IEnumerable<Diagnostic> held)
    {
        var before = (result.Baseline?.Entries ?? []).Select(e => e.Key).ToHashSet();
        var now = held.Where(f => f.Descriptor.CanBeBaselined).Select(f => f.Key).ToHashSet();
        var kept = result.Findings.Where(f => !now.Contains(f.Key) && f.Descriptor != BaselineDescriptors.Stale && f.Descriptor != BaselineDescriptors.Invalid).ToArray();
        var summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{Baseline.FileName}: lines {now.Count}, added {now.Count(k => !before.Contains(k))}, removed {before.Count(k => !now.Contains(k))}.\n");
        return kept.Length == 0 ? summary
            : summary + string.Create(CultureInfo.InvariantCulture, $"Findings that still count: {kept.Length}; 'harness check' shows them.\n");
    }
}

/// <summary>Whether a baseline may take in findings that it does not hold.</summary>
internal enum BaselineGrowth
{
    /// <summary>It holds all findings of today.</summary>
    Allowed,

    /// <summary>It only loses lines.</summary>
    Never,
}
