using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Reviews;

namespace Harness.Reporting.Reviews;

/// <summary>
/// Writes a review as Markdown for GitHub. Text from the change, its author or an architect is shown literally.
/// </summary>
public static class ReviewMarkdown
{
    // A comment, and a check's summary, hold 65,535 characters. The data stored with the text needs room as well.
    private const int MaximumLength = 40_000;
    private const int MaximumText = 1_000;
    private const int MostReasons = 50;
    private const int MostFacts = 20;

    /// <summary>Returns the verdict in a line: <c>changes requested</c>.</summary>
    /// <param name="kind">The verdict.</param>
    public static string TitleOf(VerdictKind kind) => kind switch
    {
        VerdictKind.Approved => "approved",
        VerdictKind.Waiting => "waiting",
        VerdictKind.ChangesRequested => "changes requested",
        _ => "could not be judged",
    };

    /// <summary>Returns the whole review: reasons, dimensions, evidence.</summary>
    /// <param name="report">The review.</param>
    public static string WriteSummary(ReviewReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## Harness review: {TitleOf(report.Verdict.Kind)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Of `{Short(report.Head)}`, to merge into {GitHubMarkdown.Escape($"'{report.Branch}'")}{(report.Tip is { } tip ? $" at `{Short(tip)}`" : "")}");
        text.Append(report.Policy is { } policy ? $", by policy `{Short(policy)}`.\n" : ".\n");
        WriteReasons(report, text);
        WriteDimensions(report, text);
        WriteFacts(report, text);
        return Bounded(text);
    }

    /// <summary>Returns the body of a review: the verdict and its reasons. The summary has the rest.</summary>
    /// <param name="report">The review.</param>
    /// <param name="findings">The findings to list: those that are not comments on lines.</param>
    /// <param name="notes">The notes of an architect on lines that cannot have a comment.</param>
    public static string WriteBody(ReviewReport report, IEnumerable<Diagnostic> findings, IEnumerable<ReviewNote> notes)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"**Harness review: {TitleOf(report.Verdict.Kind)}** for `{Short(report.Head)}`.\n");
        if (report.Verdict.Kind == VerdictKind.Approved)
        {
            text.Append(report.Architect.State == ArchitectState.Answered
                ? "\nChecks are green, no rule stands against it, and the architect has no objection.\n"
                : "\nChecks are green and no rule stands against it. No architect was asked.\n");
        }

        // Reasons to wait resolve themselves, and are in the summary.
        foreach (var reason in report.Verdict.Standing.Where(r => r.Kind == report.Verdict.Kind).Take(MostReasons))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {Escape(reason.Text)}\n");
        }

        var listed = findings.ToArray();
        if (report.Brought.Count() - listed.Length is > 0 and var placed)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {CountText.Format(placed, "finding")} at the lines below\n");
        }

        foreach (var finding in listed.OrderByDescending(f => f.Severity).Take(MostReasons))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {finding.Severity.ToText()} {Escape(finding.Location.ToString())}: {WriteFinding(finding)}\n");
        }

        foreach (var judgement in (report.Architect.Review?.Judgements ?? []).Where(j => j.Kind != JudgementKind.Pass))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {judgement.Kind.ToText()}, {judgement.Dimension.ToText()}: {Escape(judgement.Reason)}\n");
        }

        foreach (var note in notes.Take(MostReasons))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {Escape($"{note.Path}:{note.Line}")}: {WriteNote(note)}\n");
        }

        text.Append(report.Architect.Failure is { } failure ? $"- {Escape($"the architect gave no usable answer: {failure}")}\n" : "");
        return Bounded(text);
    }

    /// <summary>Returns a finding for a comment on its line.</summary>
    /// <param name="finding">The finding.</param>
    public static string WriteFinding(Diagnostic finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var help = finding.Help.Length == 0 ? "" : $" What to do: {Escape(finding.Help)}.";
        return $"**{finding.Descriptor.Id}** {Escape(finding.Descriptor.Name)}: {Escape(finding.Message)}{help}";
    }

    /// <summary>Returns the text of an architect's note.</summary>
    /// <param name="note">The note.</param>
    public static string WriteNote(ReviewNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return "Architect: " + Escape(note.Text);
    }

    private static void WriteReasons(ReviewReport report, StringBuilder text)
    {
        if (report.Verdict.Reasons.IsEmpty)
        {
            text.Append("\nNothing stands against it.\n");
            return;
        }

        text.Append('\n');
        foreach (var reason in report.Verdict.Reasons.Take(MostReasons))
        {
            text.Append(CultureInfo.InvariantCulture, $"- **{TitleOf(reason.Kind)}**: {Escape(reason.Text)}\n");
        }

        if (report.Verdict.Reasons.Length > MostReasons)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {CountText.Format(report.Verdict.Reasons.Length - MostReasons, "more reason")}\n");
        }
    }

    private static void WriteDimensions(ReviewReport report, StringBuilder text)
    {
        if (report.Evidence.IsEmpty)
        {
            return;
        }

        text.Append("\n| Dimension | Rules | Architect |\n|---|---|---|\n");
        foreach (var evidence in report.Evidence)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {evidence.Dimension.ToText()} | {CountsOf(evidence.Findings)} | {Escape(JudgementOf(report, evidence.Dimension))} |\n");
        }
    }

    /// <summary>Returns the architect's judgement on a dimension, or the reason why there is none, as plain text.</summary>
    internal static string JudgementOf(ReviewReport report, ReviewDimension dimension) =>
        report.Architect.Review?.Judgements.FirstOrDefault(j => j.Dimension == dimension) is not { } judgement ? Word(report.Architect.State)
        : judgement.Kind.ToText() + (judgement.Reason.Length == 0 ? "" : $": {judgement.Reason}");

    private static string Word(ArchitectState state) => state switch
    {
        ArchitectState.NotAsked => "not asked yet",
        ArchitectState.Failed => "no usable answer",
        _ => "none",
    };

    /// <summary>Returns the number of findings of each severity.</summary>
    internal static string CountsOf(ImmutableArray<Diagnostic> findings)
    {
        var counts = findings.GroupBy(f => f.Severity).OrderByDescending(g => g.Key).Select(g => CountText.Format(g.Count(), g.Key.ToText()));
        return findings.IsEmpty ? "nothing found" : string.Join(", ", counts);
    }

    private static void WriteFacts(ReviewReport report, StringBuilder text)
    {
        foreach (var evidence in report.Evidence.Where(e => e.Facts.Length > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n<details><summary>{evidence.Dimension.ToText()}: {CountText.Format(evidence.Facts.Length, "fact")}</summary>\n\n");
            foreach (var fact in evidence.Facts.Take(MostFacts))
            {
                text.Append(CultureInfo.InvariantCulture, $"- {Escape(fact)}\n");
            }

            text.Append(evidence.Facts.Length > MostFacts ? $"- {CountText.Format(evidence.Facts.Length - MostFacts, "more fact")}\n" : "");
            text.Append("\n</details>\n");
        }
    }

    // Cut between lines, so that no markup is left open.
    private static string Bounded(StringBuilder text)
    {
        if (text.Length <= MaximumLength)
        {
            return text.ToString();
        }

        var kept = text.ToString(0, MaximumLength);
        return kept[..(kept.LastIndexOf('\n') + 1)] + "\nThe rest is longer than a comment may be.\n";
    }

    private static string Escape(string text) => GitHubMarkdown.Escape(ShortText.Cut(text, MaximumText));

    private static string Short(string id) => id[..Math.Min(id.Length, 12)];
}
