using System.Globalization;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Reporting.Pictures;

namespace Harness.Reporting.Sinks;

/// <summary>
/// A check as Markdown that GitHub renders: the summary of a step, a comment. Far below the megabyte that a step's summary may have.
/// </summary>
public static class MarkdownSummary
{
    private const int MostFindings = 100;
    private const int MaximumCell = 300;

    /// <summary>
    /// Writes the summary: the outcome, a table of the findings, a picture of the new edges of a change, and the statistics.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="output">The output, which stays open.</param>
    /// <param name="subject">The subject of the check: <c>#12</c>, or <see langword="null"/> if it is obvious.</param>
    public static void Write(CheckReport report, TextWriter output, string? subject = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var shown = report.Shown.OrderByDescending(f => f.Severity).ToArray();
        output.Write($"## Harness: {(report.Outcome == AnalysisOutcome.Clean ? "passed" : "failed")}{(subject is null ? "" : $" ({GitHubMarkdown.Escape(subject)})")}\n\n");
        foreach (var line in SummaryText.GetLines(report.Result))
        {
            output.Write(GitHubMarkdown.Escape(line) + "\n");
        }

        WriteFindings(report, shown, output);
        if (report.Result.Comparison is { NewEdges: { IsEmpty: false } edges })
        {
            output.Write($"\n<details><summary>{CountText.Format(edges.Length, "new edge")} between crates</summary>\n\n```mermaid\n");
            output.Write(MermaidPicture.WriteNewEdges(edges, shown));
            output.Write("```\n\n</details>\n");
        }
    }

    private static void WriteFindings(CheckReport report, Diagnostic[] shown, TextWriter output)
    {
        if (shown.Length == 0)
        {
            return;
        }

        output.Write("\n| | Rule | Place | What is wrong | What to do |\n|---|---|---|---|---|\n");
        foreach (var finding in shown.Take(MostFindings))
        {
            var weight = report.Fails(finding) ? $"**{finding.Severity.ToText()}**" : finding.Severity.ToText();
            var rule = $"{finding.Descriptor.Id} {finding.Descriptor.Name}";
            output.Write($"| {weight} | {Cell(rule)} | {Cell(finding.Location.ToString())} | {Cell(finding.Message)} | {Cell(finding.Help)} |\n");
        }

        if (shown.Length > MostFindings)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\n{CountText.Format(shown.Length - MostFindings, "more finding")} not shown.\n"));
        }
    }

    private static string Cell(string text) => GitHubMarkdown.Escape(ShortText.Cut(text, MaximumCell));
}
