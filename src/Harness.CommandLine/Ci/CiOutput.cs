using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Harness.Analysis;
using Harness.Reporting;
using Harness.Reporting.Sinks;

namespace Harness.CommandLine.Ci;

/// <summary>
/// Writes the results to the places that a runner shows: the log, annotations, the step's summary and outputs. In the log, names of a change are
/// between commands that stop the runner from obeying workflow commands.
/// </summary>
internal sealed class CiOutput(RunnerEnvironment runner, CommandContext context)
{
    // GitHub drops a summary of more than a mebibyte whole.
    private const int MaximumSummary = 900 << 10;

    /// <summary>Writes the findings of each change to the log, and to the summary.</summary>
    public void WriteReports(ImmutableArray<CiVerdict> verdicts, CiMode mode)
    {
        foreach (var (title, report) in verdicts)
        {
            WriteGuarded(title is null ? "" : $"{VisibleText.Escape(title)}:\n", report);
            if (mode == CiMode.Gate)
            {
                context.Write(ToText(text => WorkflowCommands.Write(report, text)));
            }
        }

        WriteSummary(verdicts);
    }

    /// <summary>Writes the step's outputs. A step that could not judge has none, because a number would look like a result.</summary>
    public void WriteOutputs(ImmutableArray<CiVerdict> verdicts, string? sarif)
    {
        var all = verdicts[^1].Report.Result.Findings.Length;
        var brought = verdicts.Sum(v => v.Report.Result.Findings.Count(v.Report.IsNew));
        Append(runner.OutputFile, string.Create(CultureInfo.InvariantCulture, $"findings={all}\nnew-findings={brought}\nsarif-file={sarif}\n"));
    }

    private static string ToText(Action<TextWriter> write)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        write(text);
        return text.ToString();
    }

    // See "Stopping and starting workflow commands" of GitHub Actions' documentation: The token is unpredictable.
    private void WriteGuarded(string title, CheckReport report)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        context.Write($"::stop-commands::{token}\n{title}{ToText(text => CheckOutput.WriteText(report, text, TextStyle.Plain))}::{token}::\n");
    }

    private void WriteSummary(ImmutableArray<CiVerdict> verdicts)
    {
        var summary = "";
        foreach (var (title, report) in verdicts.OrderByDescending(v => v.Report.Outcome))
        {
            var part = report.Result.HasFailed
                ? $"## Harness could not judge {GitHubMarkdown.Escape(title ?? "the tree")}\n\nThe log of the step says why.\n"
                : ToText(text => MarkdownSummary.Write(report, text, title));
            if (Encoding.UTF8.GetByteCount(summary + part) > MaximumSummary)
            {
                summary += "\nMore is in the log.\n";
                break;
            }

            summary += part + "\n";
        }

        Append(runner.SummaryFile, summary);
    }

    private static void Append(string? file, string text)
    {
        if (file is null)
        {
            return;
        }

        try
        {
            File.AppendAllText(file, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{file}' cannot be written: {e.Message}");
        }
    }
}
