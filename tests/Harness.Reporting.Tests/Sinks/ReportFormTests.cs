using System.Text.Json.Nodes;
using System.Xml.Linq;
using CsCheck;
using Harness.Diagnostics;
using Harness.Reporting.Sinks;
using Harness.Testing;
using NJsonSchema;
using Xunit;

namespace Harness.Reporting.Tests.Sinks;

/// <summary>The forms that programs read: whole, and true to their schemas, whatever names a tree holds.</summary>
public sealed class ReportFormTests
{
    // From "Code Quality report format" of GitLab's documentation.
    private const string GitLabSchema = """
        {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "location", "severity"],
            "properties": {
              "description": { "type": "string", "minLength": 1 },
              "check_name": { "type": "string", "minLength": 1 },
              "fingerprint": { "type": "string", "minLength": 1 },
              "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
              "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                  "path": { "type": "string", "pattern": "^(?!\\./)" },
                  "lines": { "type": "object", "required": ["begin"], "properties": { "begin": { "type": "integer", "minimum": 1 } } }
                }
              }
            }
          }
        }
        """;

    [Fact]
    public async Task Json_fits_its_schema()
    {
        var schema = await JsonSchema.FromFileAsync(RepositoryRoot.Combine("rules/check-report.schema.json"), TestContext.Current.CancellationToken);
        HostileText.Any.Sample(text => schema.Validate(Json(Hostile(text))).Count == 0);
        Assert.Empty(schema.Validate(Json()));
        Assert.NotEmpty(schema.Validate("{}"));
    }

    [Fact]
    public void Json_keeps_every_text_as_it_is() => HostileText.Any.Sample(text =>
    {
        var finding = JsonNode.Parse(Json(SampleReport.Hostile(text)))!["findings"]![0]!;
        return (string?)finding["message"] == text.Replace("\ud800", "\ufffd", StringComparison.Ordinal);
    });

    [Fact]
    public async Task GitLab_s_report_fits_its_form_and_no_two_findings_share_a_fingerprint()
    {
        var schema = await JsonSchema.FromJsonAsync(GitLabSchema, TestContext.Current.CancellationToken);
        HostileText.Any.Array[0, 4].Sample(texts =>
        {
            var json = SampleReport.Write(stream => CodeQualityReport.Write(SampleReport.Of([.. texts.Select(t => Hostile("a" + t)), SampleReport.Hostile("x", "a.toml"), SampleReport.Hostile("x", "b.toml")]), stream));
            var fingerprints = JsonNode.Parse(json)!.AsArray().Select(f => (string?)f!["fingerprint"]).ToArray();
            return schema.Validate(json).Count == 0 && fingerprints.Distinct().Count() == fingerprints.Length && fingerprints.Length >= 2;
        });
    }

    [Fact]
    public void JUnit_is_well_formed_and_counts_what_it_holds() => HostileText.Any.Array[0, 4].Sample(texts =>
    {
        var findings = texts.Select(t => Hostile(t)).Append(SampleReport.Light("w")).ToArray();
        var suite = XDocument.Parse(SampleReport.Write(stream => JUnitReport.Write(SampleReport.Of(findings), stream))).Root!.Element("testsuite")!;
        var cases = suite.Elements("testcase").ToArray();
        return (int)suite.Attribute("tests")! == cases.Length
            && (int)suite.Attribute("failures")! == texts.Length
            && cases.Count(c => c.Element("failure") is not null) == texts.Length
            && cases.Count(c => c.Element("system-out") is not null) == 1;
    });

    [Fact]
    public void JUnit_shows_each_silent_rule_as_a_test_that_passed()
    {
        var report = SampleReport.Of();
        var cases = XDocument.Parse(SampleReport.Write(stream => JUnitReport.Write(report, stream))).Descendants("testcase").ToArray();

        Assert.Equal(report.Result.Rules.Select(r => $"harness.{r.Id}"), cases.Select(c => (string?)c.Attribute("classname")));
        Assert.All(cases, c => Assert.Empty(c.Elements()));
    }

    [Fact]
    public void A_summary_holds_a_row_for_each_finding_that_fails_or_tells_how_many_more()
    {
        var summary = SampleReport.Write(text => MarkdownSummary.Write(SampleReport.Of([.. Enumerable.Range(0, 250).Select(i => Hostile(new string('@', 10_000) + i))]), text));

        Assert.StartsWith("## Harness: failed\n", summary, StringComparison.Ordinal);
        Assert.Equal(100, summary.Split('\n').Count(l => l.StartsWith("| **error** |", StringComparison.Ordinal)));
        Assert.Contains("\n150 more findings not shown.\n", summary, StringComparison.Ordinal);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(summary), 1, 1 << 20);
        Assert.StartsWith("## Harness: passed\n", SampleReport.Write(text => MarkdownSummary.Write(SampleReport.Of(), text)), StringComparison.Ordinal);
    }

    private static Diagnostic Hostile(string text) => SampleReport.Hostile(text, HostileText.ToPath(text));

    private static string Json(params Diagnostic[] findings) => SampleReport.Write(stream => JsonReport.Write(SampleReport.Of(findings), stream));
}
