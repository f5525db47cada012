using System.Globalization;
using Harness.Text;

namespace Harness.Reporting;

/// <summary>The source line of a location with marks under its span, both as they appear on a terminal.</summary>
/// <param name="LineNumber">The line's number, from 1.</param>
/// <param name="Line">The line. Empty if the text has nothing to show.</param>
/// <param name="Marks">Spaces and carets of the same width.</param>
internal sealed record SourceExcerpt(string LineNumber, string Line, string Marks)
{
    // A hostile line may be megabytes long. These limits apply before the span and in total.
    private const int MaximumBefore = 80;
    private const int MaximumLength = 160;

    public static SourceExcerpt From(Location location)
    {
        var text = location.Text;
        var start = text.GetPosition(location.Span.Start, ColumnUnit.Utf16);
        var number = (start.Line + 1).ToString(CultureInfo.InvariantCulture);
        var line = text.GetLine(start.Line);
        var lineEnd = text.GetLineSpan(start.Line).End;
        var end = text.GetPosition(Math.Max(Math.Min(location.Span.End, lineEnd), Math.Min(location.Span.Start, lineEnd)), ColumnUnit.Utf16).Column;
        var column = Math.Min(start.Column, line.Length);
        var (before, marked, after) = Cut(line, column, Math.Clamp(end, column, line.Length));
        var width = Math.Max(1, Width(marked));
        return new SourceExcerpt(number, $"{before}{marked}{after}".TrimEnd(), new string(' ', Width(before)) + new string('^', width));
    }

    private static (string Before, string Marked, string After) Cut(string line, int start, int end)
    {
        var from = start <= MaximumBefore ? 0 : start - MaximumBefore;
        var to = Math.Min(line.Length, from + MaximumLength);
        var markedEnd = Math.Min(end, to);
        return (
            (from > 0 ? "…" : "") + VisibleText.Escape(line[from..start]),
            VisibleText.Escape(line[start..markedEnd]),
            VisibleText.Escape(line[markedEnd..to]) + (to < line.Length ? "…" : ""));
    }

    private static int Width(string visible) => new StringInfo(visible).LengthInTextElements;
}
