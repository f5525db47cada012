using System.Globalization;
using System.Text;
using Harness.Policies;
using Harness.Reviews;

namespace Harness.Reporting.Reviews;

/// <summary>A review as text for a terminal.</summary>
public static class ReviewText
{
    /// <summary>Writes it.</summary>
    /// <param name="report">The review.</param>
    public static string Write(ReviewReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"#{report.Number} {ReviewMarkdown.TitleOf(report.Verdict.Kind)}: {report.Head}, to merge into '{report.Branch}'{(report.Tip is { } tip ? " at " + tip : "")}\n");
        foreach (var reason in report.Verdict.Reasons)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {ReviewMarkdown.TitleOf(reason.Kind)}: {reason.Text}\n");
        }

        foreach (var evidence in report.Evidence)
        {
            text.Append(CultureInfo.InvariantCulture, $"{evidence.Dimension.ToText()}: {ReviewMarkdown.CountsOf(evidence.Findings)}; architect: {ReviewMarkdown.JudgementOf(report, evidence.Dimension)}\n");
            text.Append(string.Concat(evidence.Facts.Select(f => $"  {f}\n")));
        }

        return string.Concat(text.ToString().Split('\n').Select(l => VisibleText.Escape(l) + "\n")).TrimEnd('\n') + "\n";
    }
}
