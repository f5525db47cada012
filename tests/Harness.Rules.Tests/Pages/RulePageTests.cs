using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Testing;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Rules.Tests.Pages;

public sealed class RulePageTests
{
    private const string CrashedRule = "HRN0007";

    // The pages speak of dates as of this day.
    private static readonly DateOnly Today = new(2030, 1, 1);

    public static TheoryData<string> Ids => [.. BuiltInRules.Descriptors.Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_failing_example_has_the_findings_that_it_marks_and_no_others(string id)
    {
        var examples = PageOf(id).Failing.ToArray();
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            Assert.Contains(example.Markers, marker => marker.EndsWith(id, StringComparison.Ordinal));
            Assert.Equal(example.Markers, Check(example, id));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_passing_example_has_no_findings(string id)
    {
        var examples = PageOf(id).Passing.ToArray();
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            Assert.Empty(Check(example, "HRN"));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_bears_the_number_the_title_and_the_name_of_its_rule(string id)
    {
        var descriptor = BuiltInRules.Descriptors.Single(d => d.Id == id);
        var page = PageOf(id);
        Assert.Equal($"# {id}: {descriptor.Title}", page.Title);
        Assert.Equal(descriptor.Name, page.Name);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_says_what_why_and_how_to_set_it(string id)
    {
        var page = PageOf(id);
        Assert.NotEmpty(page.Section("What it does"));
        Assert.NotEmpty(page.Section("Why"));
        var descriptor = BuiltInRules.Descriptors.Single(d => d.Id == id);
        var beginning = !descriptor.IsConfigurable ? "None." : descriptor.IsScopable ? "Severity and scope: " : "Severity: ";
        Assert.StartsWith(beginning, page.Section("Options"), StringComparison.Ordinal);
        Assert.All(descriptor.Options, option => Assert.Contains($"`{option}`", page.Section("Options"), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_can_be_scoped_where_its_findings_speak_of_packages(string id)
    {
        var descriptor = BuiltInRules.Descriptors.Single(d => d.Id == id);
        var findings = PageOf(id).Failing.SelectMany(e => Analyze(e, id)).Where(f => f.Descriptor == descriptor && descriptor.IsConfigurable);
        Assert.All(findings, f => Assert.Equal(descriptor.IsScopable, f.Package is not null));
    }

    [Fact]
    public void Every_page_is_that_of_a_rule_and_stands_in_the_releases()
    {
        var pages = Directory.EnumerateFiles(RepositoryRoot.Combine("rules"), "HRN*.md").Select(Path.GetFileNameWithoutExtension);
        var ids = BuiltInRules.Descriptors.Select(d => d.Id).ToArray();
        Assert.Equal(ids, pages.Order(StringComparer.Ordinal));
        var releases = File.ReadAllText(RepositoryRoot.Combine("rules/releases.md"));
        Assert.All(BuiltInRules.Descriptors, d => Assert.Contains($"| [{d.Id}]({d.Id}.md) | `{d.Name}` | {d.Title} |", releases, StringComparison.Ordinal));
    }

    [Fact]
    public void The_index_lists_every_rule_as_its_descriptor_says()
    {
        var path = RepositoryRoot.Combine("rules/index.md");
        var expected = RuleIndex.ToMarkdown(BuiltInRules.Descriptors);
        if (Environment.GetEnvironmentVariable("HARNESS_WRITE_RULE_INDEX") is "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.True(
            expected == File.ReadAllText(path).ReplaceLineEndings("\n"),
            "rules/index.md is not what the rules say; run this test with HARNESS_WRITE_RULE_INDEX=1 to write it");
    }

    [Fact]
    public void A_number_without_a_rule_has_no_page() => Assert.Null(RulePages.Get("HRN9999"));

    private static RulePage PageOf(string id) => RulePage.Parse(RulePages.Get(id) ?? throw new InvalidOperationException($"{id} has no page"));

    private static string[] Check(PageExample example, string id) => [.. Analyze(example, id).Select(Spell).Order(StringComparer.Ordinal)];

    private static IEnumerable<Diagnostic> Analyze(PageExample example, string id)
    {
        var engine = new AnalysisEngine(id == CrashedRule ? BuiltInRules.All.Add(new CrashingRule()) : BuiltInRules.All, BuiltInRules.OfChanges);
        if (example.Change is { } change)
        {
            var judged = change.Judge(engine, example.Files, Today, TestContext.Current.CancellationToken);
            return judged.Findings.Where(judged.Comparison!.IsNew);
        }

        var files = example.Files;
        var policy = SourceText.From(RepoPath.Parse(Policy.FileName), files.Files[Policy.FileName]);
        return engine.Analyze(files.ToTree(), policy, Today, cancellation: TestContext.Current.CancellationToken).Findings;
    }

    private static string Spell(Diagnostic finding) => $"{finding.Location} {Word(finding.Severity)} {finding.Descriptor.Id}";

    private static string Word(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Note => "note",
        DiagnosticSeverity.Warning => "warning",
        _ => "error",
    };
}
