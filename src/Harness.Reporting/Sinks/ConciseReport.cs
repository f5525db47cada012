using Harness.Diagnostics;

namespace Harness.Reporting.Sinks;

/// <summary>Findings as editors and <c>grep</c> read them, one line each: <c>path:line:col: error[HRN2001]: message</c>.</summary>
public static class ConciseReport
{
    /// <summary>Writes findings.</summary>
    /// <param name="findings">The findings, in the order to be written.</param>
    /// <param name="output">The output, which stays open.</param>
    /// <param name="style">A value that indicates whether to colour them.</param>
    public static void Write(IEnumerable<Diagnostic> findings, TextWriter output, TextStyle style)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(output);
        foreach (var finding in findings)
        {
            var weight = style.Severity(finding.Severity, $"{finding.Severity.ToText()}[{finding.Descriptor.Id}]");
            output.Write($"{Place(finding)}: {weight}: {VisibleText.Escape(finding.Message)}\n");
        }
    }

    // A line that begins with "::" is a command to GitHub's runners, blanks before it or not.
    private static string Place(Diagnostic finding)
    {
        var place = VisibleText.Escape(TextReport.Place(finding.Location));
        return place.AsSpan().TrimStart().StartsWith("::", StringComparison.Ordinal) ? "./" + place : place;
    }
}
