using Harness.Diagnostics;
using Harness.Testing;
using Xunit;

namespace Harness.Rules.Tests.Pages;

public sealed class RulePageTests
{
    public static TheoryData<string> Ids => [.. BuiltInRules.All.Descriptors.Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_failing_example_has_the_findings_that_it_marks_and_no_others(string id)
    {
        var examples = PageRun.PageOf(id).Failing.ToArray();
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
        var examples = PageRun.PageOf(id).Passing.ToArray();
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
        var descriptor = BuiltInRules.All.Descriptors.Single(d => d.Id == id);
        var page = PageRun.PageOf(id);
        Assert.Equal($"# {id}: {descriptor.Title}", page.Title);
        Assert.Equal(descriptor.Name, page.Name);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_says_what_why_and_how_to_set_it(string id)
    {
        var page = PageRun.PageOf(id);
        Assert.NotEmpty(page.Section("What it does"));
        Assert.NotEmpty(page.Section("Why"));
        var descriptor = BuiltInRules.All.Descriptors.Single(d => d.Id == id);
        var beginning = !descriptor.IsConfigurable ? "None." : descriptor.IsScopable ? "Severity and scope: " : "Severity: ";
        Assert.StartsWith(beginning, page.Section("Options"), StringComparison.Ordinal);
        Assert.All(descriptor.Options, option => Assert.Contains($"`{option}`", page.Section("Options"), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_can_be_scoped_where_its_findings_speak_of_packages(string id)
    {
        var descriptor = BuiltInRules.All.Descriptors.Single(d => d.Id == id);
        var findings = PageRun.PageOf(id).Failing.SelectMany(e => PageRun.Analyze(e, id)).Where(f => f.Descriptor == descriptor && descriptor.IsConfigurable);
        Assert.All(findings, f => Assert.Equal(descriptor.IsScopable, f.Package is not null));
    }

    [Fact]
    public void Every_page_is_that_of_a_rule_and_stands_in_the_releases()
    {
        var pages = Directory.EnumerateFiles(RepositoryRoot.Combine("rules"), "HRN*.md").Select(Path.GetFileNameWithoutExtension);
        var ids = BuiltInRules.All.Descriptors.Select(d => d.Id).ToArray();
        Assert.Equal(ids, pages.Order(StringComparer.Ordinal));
        var releases = File.ReadAllText(RepositoryRoot.Combine("rules/releases.md"));
        Assert.All(BuiltInRules.All.Descriptors, d => Assert.Contains($"| [{d.Id}]({d.Id}.md) | `{d.Name}` | {d.Title} |", releases, StringComparison.Ordinal));
    }

    [Fact]
    public void The_index_lists_every_rule_as_its_descriptor_says()
    {
        var path = RepositoryRoot.Combine("rules/index.md");
        var expected = RuleIndex.ToMarkdown(BuiltInRules.All);
        if (Environment.GetEnvironmentVariable("HARNESS_WRITE_RULE_INDEX") is "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.True(
            expected == File.ReadAllText(path).ReplaceLineEndings("\n"),
            "rules/index.md is not what the rules say; run this test with HARNESS_WRITE_RULE_INDEX=1 to write it");
    }

    [Fact]
    public void A_number_without_a_rule_has_no_page() => Assert.Null(BuiltInRules.All.GetPage("HRN9999"));

    private static string[] Check(PageExample example, string id) => [.. PageRun.Analyze(example, id).Select(Spell).Order(StringComparer.Ordinal)];

    private static string Spell(Diagnostic finding) => $"{finding.Location} {Word(finding.Severity)} {finding.Descriptor.Id}";

    private static string Word(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Note => "note",
        DiagnosticSeverity.Warning => "warning",
        _ => "error",
    };
}
