using System.Collections.Immutable;
using System.Globalization;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Text;

namespace Harness.Reporting;

/// <summary>Writes findings as text for people: each with its source line, then a summary with statistics.</summary>
public sealed class TextReport
{
    private readonly TextWriter output;
    private readonly TextStyle style;

    /// <summary>Creates a report.</summary>
    /// <param name="output">The output, which stays open.</param>
    /// <param name="style">A value that indicates whether to colour it.</param>
    public TextReport(TextWriter output, TextStyle style)
    {
        ArgumentNullException.ThrowIfNull(output);
        this.output = output;
        this.style = style;
    }

    /// <summary>
    /// Writes findings, each followed by an empty line. If a rule has very many, it writes the first ones and the number of the others.
    /// </summary>
    /// <param name="findings">The findings, in the order to be written.</param>
    /// <param name="mostOfRule">The maximum number of findings of one rule.</param>
    public void WriteFindings(IEnumerable<Diagnostic> findings, int mostOfRule = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var met = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            var count = met[finding.Descriptor.Id] = met.GetValueOrDefault(finding.Descriptor.Id) + 1;
            if (count <= mostOfRule)
            {
                Write(finding);
                Line("");
            }
        }

        foreach (var (id, count) in met.Where(m => m.Value > mostOfRule))
        {
            Line($"{CountText.Format(count - mostOfRule, "more finding")} of {id} not shown.");
            Line("");
        }
    }

    /// <summary>Writes the number of findings, the statistics, and the rules that are off.</summary>
    /// <param name="result">The analysis.</param>
    public void WriteSummary(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        foreach (var line in SummaryText.GetLines(result))
        {
            Line(line);
        }
    }

    private void Write(Diagnostic finding)
    {
        var severity = finding.Severity.ToText();
        Line(style.Severity(finding.Severity, $"{severity}[{finding.Descriptor.Id}]") + style.Strong(": " + VisibleText.Escape(finding.Message)));
        var excerpt = SourceExcerpt.From(finding.Location);
        var margin = new string(' ', excerpt.LineNumber.Length);
        Line($"{margin}{style.Frame("-->")} {VisibleText.Escape(Place(finding.Location))}");
        if (excerpt.Line.Length > 0)
        {
            Line(style.Frame($"{margin} |"));
            Line($"{style.Frame($"{excerpt.LineNumber} |")} {excerpt.Line}");
            Line($"{style.Frame($"{margin} |")} {style.Severity(finding.Severity, excerpt.Marks)}");
        }

        foreach (var note in Notes(finding))
        {
            Line($"{margin} {style.Frame("=")} {style.Strong(note.Label)}: {VisibleText.Escape(note.Text)}");
        }
    }

    private static IEnumerable<DiagnosticNote> Notes(Diagnostic finding)
    {
        var related = finding.RelatedLocations.Select(r => new DiagnosticNote("see", $"{r.Location}: {r.Message}"));
        var help = finding.Help.Length == 0 ? ImmutableArray<DiagnosticNote>.Empty : [new DiagnosticNote("help", finding.Help)];
        return finding.Notes.Concat(related).Concat(help);
    }

    /// <summary>Returns a place as editors know it: <c>path:line:column</c>, both from 1.</summary>
    /// <param name="location">The place.</param>
    internal static string Place(Location location)
    {
        var start = location.Text.GetPosition(location.Span.Start, ColumnUnit.CodePoint);
        return string.Create(CultureInfo.InvariantCulture, $"{location.Path}:{start.Line + 1}:{start.Column + 1}");
    }

    // The same bytes on every platform.
    private void Line(string text)
    {
        output.Write(text);
        output.Write('\n');
    }
}
