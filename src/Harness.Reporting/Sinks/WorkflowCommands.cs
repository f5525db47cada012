using System.Globalization;
using Harness.Diagnostics;
using Harness.Text;

namespace Harness.Reporting.Sinks;

/// <summary>
/// Writes findings as workflow commands, which GitHub's runners show as annotations on the lines of a change. A step shows ten of each severity and
/// silently drops the rest, so the tenth gives their number.
/// </summary>
public static class WorkflowCommands
{
    private const int MostOfSeverity = 10;

    // The part of the message that an annotation shows.
    private const int MaximumMessage = 4_000;

    /// <summary>Writes the commands, a line each.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">The output, which stays open.</param>
    public static void Write(CheckReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        foreach (var ofSeverity in report.Shown.GroupBy(f => f.Severity).OrderByDescending(g => g.Key))
        {
            var findings = ofSeverity.OrderByDescending(report.IsNew).ToArray();
            var shown = findings.Length <= MostOfSeverity ? findings.Length : MostOfSeverity - 1;
            foreach (var finding in findings.Take(shown))
            {
                output.Write(Command(finding));
            }

            if (shown < findings.Length)
            {
                output.Write($"::{Name(ofSeverity.Key)} title=Harness::{CountText.Format(findings.Length - shown, "more " + ofSeverity.Key.ToText())} not annotated: a step shows ten; see the summary of the run\n");
            }
        }
    }

    private static string Command(Diagnostic finding)
    {
        var region = LineRegion.From(finding.Location, ColumnUnit.Utf16);
        var help = finding.Help.Length == 0 ? "" : $"\nhelp: {VisibleText.Escape(finding.Help)}";
        var notes = string.Concat(finding.Notes.Select(n => $"\n{n.Label}: {VisibleText.Escape(n.Text)}"));
        var message = ShortText.Cut(VisibleText.Escape(finding.Message) + notes + help, MaximumMessage);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"::{Name(finding.Severity)} file={Property(finding.Location.Path.ToString())},line={region.Line},endLine={region.Line},col={region.StartColumn},endColumn={region.EndColumn},"
            + $"title={Property($"{finding.Descriptor.Id} {finding.Descriptor.Name}")}::{Data(message)}\n");
    }

    private static string Name(DiagnosticSeverity severity) => severity == DiagnosticSeverity.Note ? "notice" : severity.ToText();

    // As the runner's own toolkit encodes them.
    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
