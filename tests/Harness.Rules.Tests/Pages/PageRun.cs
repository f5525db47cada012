using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Rules.Tests.Pages;

/// <summary>Judges the examples of the rules' pages.</summary>
internal static class PageRun
{
    private const string CrashedRule = "HRN0007";

    // The pages speak of dates as of this day.
    private static readonly DateOnly Today = new(2030, 1, 1);

    /// <summary>The page of a rule.</summary>
    public static RulePage PageOf(string id) => RulePage.Parse(BuiltInRules.All.GetPage(id) ?? throw new InvalidOperationException($"{id} has no page"));

    /// <summary>What is found in an example; of a change what it brings, or why it cannot be judged.</summary>
    public static IEnumerable<Diagnostic> Analyze(PageExample example, string id)
    {
        var engine = new AnalysisEngine(id == CrashedRule ? BuiltInRules.All.Add(new CrashingRule()) : BuiltInRules.All);
        if (example.Change is { } change)
        {
            var judged = change.Judge(engine, example.Files, Today, TestContext.Current.CancellationToken);
            return judged.Comparison is { } comparison ? judged.Findings.Where(comparison.IsNew) : judged.Findings;
        }

        var files = example.Files;
        var policy = SourceText.From(RepoPath.Parse(Policy.FileName), files.Files[Policy.FileName]);
        return engine.Analyze(files.ToTree(), policy, Today, cancellation: TestContext.Current.CancellationToken).Findings;
    }
}
