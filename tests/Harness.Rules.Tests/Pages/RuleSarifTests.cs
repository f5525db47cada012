using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Sarif;
using Harness.Testing;
using Harness.Trees;
using Xunit;

namespace Harness.Rules.Tests.Pages;

/// <summary>The examples of the pages as SARIF: held in files, and true to what code scanning needs and no validator looks at.</summary>
public sealed partial class RuleSarifTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // What could not be read has no SARIF.
    public static TheoryData<string> Ids => [.. BuiltInRules.All.Descriptors.Where(d => !d.IsInputFailure).Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_examples_that_fail_are_as_they_are_held(string id)
    {
        var runs = PageRun.PageOf(id).Failing.Select(example => ToRun([.. PageRun.Analyze(example, id)]));
        var results = new JsonArray([.. runs.Select(run => run["results"]!.DeepClone())]);

        Assert.Equal("", GoldenFile.Compare($"tests/Harness.Rules.Tests/Pages/Sarif/{id}.json", results.ToJsonString(Readable) + "\n"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_result_is_whole(string id)
    {
        foreach (var example in PageRun.PageOf(id).Failing)
        {
            var findings = PageRun.Analyze(example, id).ToArray();
            var run = ToRun(findings);
            var rules = run["tool"]!["driver"]!["rules"]!.AsArray();
            var results = run["results"]!.AsArray();
            Assert.Equal(findings.Length, results.Count);
            foreach (var (finding, result) in findings.Zip(results))
            {
                Assert.Equal((string?)result!["ruleId"], (string?)rules[(int)result["ruleIndex"]!]!["id"]);
                Assert.Equal(finding.Severity.ToText(), (string?)result["level"]);
                var related = (result["relatedLocations"]?.AsArray() ?? []).Select(l => (int)l!["id"]!).ToArray();
                Assert.All(Link().Matches((string)result["message"]!["text"]!), link => Assert.Contains(int.Parse(link.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), related));
                Assert.All(Locations(result), location => IsInside(location, finding));
            }

            var alerts = results.Select(r => (string?)r!["partialFingerprints"]!["harnessFindingKey/v1"]).ToArray();
            Assert.Equal(alerts.Length, alerts.Distinct().Count());
        }
    }

    private static JsonNode ToRun(Diagnostic[] findings)
    {
        using var stream = new MemoryStream();
        SarifReport.Create(AnalysisResult.FromOtherTools(findings), new SarifOptions { ToolVersion = "0.0.0" }).Write(stream);
        return JsonNode.Parse(stream.ToArray())!["runs"]![0]!;
    }

    private static IEnumerable<JsonNode> Locations(JsonNode result) =>
        result["locations"]!.AsArray().Concat(result["relatedLocations"]?.AsArray() ?? []).Select(l => l!["physicalLocation"]!);

    // The text is the one that the finding itself was made of.
    private static void IsInside(JsonNode location, Diagnostic finding)
    {
        var uri = (string)location["artifactLocation"]!["uri"]!;
        var encoded = Encoding.ASCII.GetBytes(uri.Replace("+", "%2B", StringComparison.Ordinal));
        var path = PathBytes.ToText(WebUtility.UrlDecodeToBytes(encoded, 0, encoded.Length));
        var text = finding.RelatedLocations.Select(r => r.Location).Prepend(finding.Location).First(l => l.Path.ToString() == path).Text;
        var region = location["region"]!;
        var (line, start, end) = ((int)region["startLine"]!, (int)region["startColumn"]!, (int)region["endColumn"]!);
        Assert.Equal(line, (int)region["endLine"]!);
        Assert.InRange(line, 1, text.LineCount);
        Assert.InRange(start, 1, end);
        Assert.InRange(end, start, text.GetLine(line - 1).Length + 1);
    }

    [GeneratedRegex(@"(?<!\\)\]\((\d+)\)")]
    private static partial Regex Link();
}
