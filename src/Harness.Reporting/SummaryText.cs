using System.Collections.Immutable;
using System.Globalization;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Trees;

namespace Harness.Reporting;

/// <summary>The summary of an analysis in sentences: the number of findings, the statistics, and the rules that are off.</summary>
internal static class SummaryText
{
    private const int MostNamed = 10;

    /// <summary>Returns the sentences, a line each.</summary>
    public static IEnumerable<string> GetLines(AnalysisResult result)
    {
        if (result.Comparison is { } change)
        {
            var unchanged = result.Findings.Count(f => !change.IsNew(f));
            yield return $"{CountFindings([.. result.Findings.Where(change.IsNew)])} in {CountText.Format(change.ChangedFiles, "changed path")}; "
                + $"{CountText.Format(unchanged, "finding")} unchanged, {change.Fixed.Length} fixed{OfExceptions(result)}{OfBaseline(result)}.";
            if (change.Ownership != OwnershipJudgement.Judged)
            {
                yield return change.Ownership == OwnershipJudgement.PolicyIsNew
                    ? "Ownership was not judged: the policy is new."
                    : "Ownership was not judged: the target's policy names no agents.";
            }
        }
        else
        {
            yield return $"{CountFindings(result.Findings)}{OfExceptions(result)}{OfBaseline(result)}.";
        }

        if (result.Enforcement == Enforcement.Report)
        {
            yield return "Nothing fails: 'enforce' of the policy is \"report\".";
        }

        var examined = result.Statistics;
        if (result.IsOfOthers)
        {
            yield break;
        }

        yield return $"Examined {CountText.Format(examined.Crates, "crate")}, {CountEdges(examined)}, "
            + $"{CountText.Format(examined.Files, "file")}, {CountText.Format(examined.Rules, "rule")}; "
            + (examined.RulesOff.IsEmpty ? "no rule is off." : $"off: {string.Join(", ", examined.RulesOff)}.");
        if (!examined.Unseen.IsEmpty)
        {
            yield return $"{CountText.Format(examined.Unseen.Length, "crate")} in submodules, judged by name and place alone: {List(examined.Unseen)}.";
        }
    }

    /// <summary>Returns the number of findings of each severity.</summary>
    public static string CountFindings(IReadOnlyCollection<Diagnostic> findings)
    {
        var counts = new[] { DiagnosticSeverity.Error, DiagnosticSeverity.Warning, DiagnosticSeverity.Note }
            .Select(severity => (Severity: severity, Count: findings.Count(f => f.Severity == severity)))
            .Where(c => c.Count > 0)
            .Select(c => CountText.Format(c.Count, c.Severity.ToText()))
            .ToArray();
        return counts.Length == 0 ? "No findings" : string.Join(", ", counts);
    }

    // An edge of another kind than the policy judges is part of the graph, and of its pictures.
    private static string CountEdges(AnalysisStatistics examined) => examined.AllEdges <= examined.Edges
        ? CountText.Format(examined.Edges, "edge")
        : string.Create(CultureInfo.InvariantCulture, $"{examined.Edges} of {CountText.Format(examined.AllEdges, "edge")} (no rule judges the kinds of the rest)");

    private static string OfExceptions(AnalysisResult result) =>
        result.Excused.Length == 0 ? "" : $"; {CountText.Format(result.Excused.Length, "finding")} excused by exceptions";

    private static string List(ImmutableArray<RepoPath> paths) => VisibleText.Escape(string.Join(", ", paths.Take(MostNamed)))
        + (paths.Length > MostNamed ? $" and {paths.Length - MostNamed} more" : "");

    private static string OfBaseline(AnalysisResult result) =>
        result.Baseline is null ? "" : $"; {CountText.Format(result.Baselined.Length, "finding")} in the baseline";
}
