using System.Collections.Immutable;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.GitHub;
using Harness.GitHub.Facts;
using Harness.GitHub.Verdicts;
using Harness.Reporting.Reviews;
using Harness.Reviews;
using Harness.Text;
using Harness.Trees;

namespace Harness.Reviewer.Reviewing;

/// <summary>Builds the content to publish on a pull request from a review.</summary>
internal sealed class VerdictPostBuilder(ReviewReport report, Change? change, AddedPlaces places, string memory)
{
    private const int MostComments = 40;
    private const int MostAnnotations = 500;
    private const int MaximumMessage = 4_000;

    private static readonly LabelPost Violation = new("Crate ownership violation", "b60205", "Changes what others own, without their consent");

    /// <summary>Builds it.</summary>
    /// <param name="host">The host with the account that will publish it.</param>
    /// <param name="author">The account that opened the pull request.</param>
    public VerdictPost Build(GitHubRepository host, string author)
    {
        var findings = report.Brought.Where(f => CanStandAt(f.Location.Path, LineOf(f))).Take(MostComments).ToArray();
        var notes = Notes.Where(n => CanStandAt(n.Path, n.Line)).Take(MostComments).ToArray();
        var isViolation = report.Result is { } result && Verdict.FindBlocking(result).Any(f => f.Descriptor.Category == DiagnosticCategory.Ownership);
        return new VerdictPost
        {
            Number = report.Number,
            Head = report.Head,
            // Nobody can review their own pull request.
            Decision = author.Equals(host.Login, StringComparison.OrdinalIgnoreCase) ? ReviewDecision.None : report.Verdict.Kind switch
            {
                VerdictKind.Approved => ReviewDecision.Approve,
                VerdictKind.ChangesRequested => ReviewDecision.RequestChanges,
                _ => ReviewDecision.None,
            },
            Fingerprint = report.Fingerprint,
            Body = ReviewMarkdown.WriteBody(report, report.Brought.Except(findings), Notes.Except(notes)),
            Comments =
            [
                .. findings.Select(f => new InlineComment(f.Location.Path.Value, LineOf(f), ReviewMarkdown.WriteFinding(f))),
                .. notes.Select(n => new InlineComment(n.Path.Value, n.Line, ReviewMarkdown.WriteNote(n))),
            ],
            Summary = ReviewMarkdown.WriteSummary(report) + (memory.Length == 0 ? "" : $"\n{memory}\n"),
            Labels = isViolation ? [Violation] : [],
            StaleLabels = isViolation || report.Result is not { HasFailed: false } ? [] : [Violation.Name],
            Check = host.CanCheck ? ToCheck() : null,
        };
    }

    private IEnumerable<ReviewNote> Notes => report.Architect.Review?.Notes ?? [];

    // Lines are those of the merge result. They are those of the head if the file is the same in both.
    private bool CanStandAt(RepoPath path, int line) =>
        change?.Files.Find(path) is { After.Exists: true } file && places.Has(path.Value, line, file.After.ObjectId);

    private CheckPost ToCheck() => new()
    {
        Name = ReviewStepOptions.OwnCheck,
        Outcome = report.Verdict.Kind switch
        {
            VerdictKind.Approved => CheckOutcome.Success,
            VerdictKind.Waiting => CheckOutcome.Running,
            _ => CheckOutcome.Failure,
        },
        Title = $"Harness review: {ReviewMarkdown.TitleOf(report.Verdict.Kind)}",
        Summary = ReviewMarkdown.WriteSummary(report),
        Annotations = [.. report.Brought.OrderByDescending(f => f.Severity).Take(MostAnnotations).Select(ToAnnotation)],
    };

    private static CheckAnnotation ToAnnotation(Diagnostic finding)
    {
        var (line, text) = (LineOf(finding), $"{finding.Message}\nWhat to do: {finding.Help}");
        return new CheckAnnotation(
            finding.Location.Path.Value, line, line, finding.Severity, $"{finding.Descriptor.Id} {finding.Descriptor.Name}", text[..Math.Min(text.Length, MaximumMessage)]);
    }

    private static int LineOf(Diagnostic finding) => LineRegion.From(finding.Location, ColumnUnit.Utf16).Line;
}
