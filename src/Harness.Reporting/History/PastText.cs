using System.Globalization;
using Harness.Diagnostics;

namespace Harness.Reporting.History;

/// <summary>
/// Writes the findings of a policy on past changes as a table for a terminal: the changes with findings, each with its findings below.
/// </summary>
public sealed class PastText
{
    private const int MostShown = 5;
    private const int MostAuthor = 18;
    private const int MostTitle = 56;

    private readonly TextWriter output;
    private readonly TextStyle style;

    private PastText(TextWriter output, TextStyle style)
    {
        this.output = output;
        this.style = style;
    }

    /// <summary>Writes it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">The output, which stays open.</param>
    /// <param name="style">A value that indicates whether to colour it.</param>
    public static void Write(PastReport report, TextWriter output, TextStyle style)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        new PastText(output, style).Write(report);
    }

    private void Write(PastReport report)
    {
        var shown = report.Changes.Where(c => !c.Findings.IsEmpty || c.Problem is not null).ToArray();
        if (shown.Length > 0)
        {
            WriteTable(report, shown);
        }

        var flagged = report.Changes.Count(c => !c.Findings.IsEmpty);
        var unjudged = report.Changes.Count(c => c.Problem is not null);
        var counts = flagged == 0 ? "" : $" ({Spell(report.Counts)})";
        Line(string.Create(CultureInfo.InvariantCulture, $"{CountText.Format(report.Changes.Length, "change")}: {flagged} would have been flagged{counts}, {report.Changes.Count(report.WouldFail)} would have failed a check")
            + (unjudged == 0 ? "." : string.Create(CultureInfo.InvariantCulture, $", {unjudged} could not be judged.")));
        if (report.Incomplete is { } incomplete)
        {
            Line($"Not all: {incomplete}.");
        }

        if (report.OlderThanManifests > 0)
        {
            Line($"In {CountText.Format(report.OlderThanManifests, "change")} a manifest that the policy names did not exist yet; it was left out there.");
        }

        Line($"Judged by '{report.Policy}' as it is now. Only what a change brought counts. Rights are not judged: history proves neither who made a change nor who agreed.");
    }

    private void WriteTable(PastReport report, PastChange[] shown)
    {
        var author = shown.Max(c => Math.Min(MostAuthor, VisibleText.Escape(c.Author).Length));
        var title = shown.Max(c => Math.Min(MostTitle, VisibleText.Escape(c.Title).Length));
        var (who, what) = (Math.Max(author, "author".Length), Math.Max(title, "change".Length));
        Line(style.Strong($"commit      date        {"author".PadRight(who)}  {"change".PadRight(what)}  new findings"));
        foreach (var change in shown)
        {
            var verdict = change.Problem is not null ? "not judged" : style.Severity(report.WouldFail(change) ? Diagnostics.DiagnosticSeverity.Error : Diagnostics.DiagnosticSeverity.Warning, Spell(change.Counts));
            Line(string.Create(CultureInfo.InvariantCulture, $"{change.Commit[..Math.Min(10, change.Commit.Length)]}  {change.Date:yyyy-MM-dd}  {Fit(change.Author, who)}  {Fit(change.Title, what)}  {verdict}"));
            WriteFindings(change);
        }

        Line("");
    }

    private void WriteFindings(PastChange change)
    {
        if (change.Problem is { } problem)
        {
            Line($"            {VisibleText.Escape(problem)}");
        }

        foreach (var finding in change.Findings.Take(MostShown))
        {
            Line($"            {finding.Severity.ToText()}[{finding.Descriptor.Id}] {VisibleText.Escape(finding.Location.ToString())}: {VisibleText.Escape(finding.Message)}");
        }

        if (change.Findings.Length > MostShown)
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"            and {change.Findings.Length - MostShown} more"));
        }
    }

    private static string Spell(IEnumerable<(string Rule, int Count)> counts) =>
        string.Join(", ", counts.Select(c => c.Count == 1 ? c.Rule : string.Create(CultureInfo.InvariantCulture, $"{c.Rule} x{c.Count}")));

    private static string Fit(string text, int width)
    {
        var visible = VisibleText.Escape(text);
        return visible.Length <= width ? visible.PadRight(width) : visible[..(width - 1)] + "…";
    }

    private void Line(string text) => output.Write(text + "\n");
}
