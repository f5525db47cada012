namespace Harness.Text;

/// <summary>
/// A location within one line, so that an annotation appears on a change that adds only this line. A location over several lines is cut at the end of
/// the first line. An empty one means its whole line.
/// </summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="StartColumn">The column of the first character, from 1.</param>
/// <param name="EndColumn">The column after the last character, from 1.</param>
public readonly record struct LineRegion(int Line, int StartColumn, int EndColumn)
{
    /// <summary>Returns the region of a location.</summary>
    /// <param name="location">The location.</param>
    /// <param name="unit">The unit of the columns.</param>
    public static LineRegion From(Location location, ColumnUnit unit)
    {
        ArgumentNullException.ThrowIfNull(location);
        var text = location.Text;
        var start = text.GetPosition(location.Span.Start, unit);
        var line = text.GetLineSpan(start.Line);
        var end = Math.Min(location.Span.End, line.End);
        var isEmpty = end <= location.Span.Start;
        var column = text.GetPosition(isEmpty ? line.End : end, unit).Column;
        return new LineRegion(start.Line + 1, isEmpty ? 1 : start.Column + 1, column + 1);
    }
}
