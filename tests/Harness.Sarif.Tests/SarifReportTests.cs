using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Harness.Diagnostics;
using Harness.Testing;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Sarif.Tests;

public sealed class SarifReportTests
{
    private const string Manifest = "[dependencies]\nb = { path = \"../b\" }\nc = \"1\"\n";
    private static readonly Location Line2 = SampleFinding.Find("crates/a/Cargo.toml", Manifest, "b = { path = \"../b\" }");

    [Fact]
    public void A_report_has_no_byte_order_mark_and_the_same_bytes_each_time()
    {
        var bytes = Sample.Bytes(SampleFinding.Create(Line2, "a", "b"));

        Assert.Equal((byte)'{', bytes[0]);
        Assert.Equal(bytes, Sample.Bytes(SampleFinding.Create(Line2, "a", "b")));
        Assert.DoesNotContain((byte)'\r', bytes);
    }

    [Fact]
    public void An_empty_report_still_has_its_results()
    {
        var run = Sample.Run();

        Assert.Empty(run["results"]!.AsArray());
        Assert.Equal("HRN2001", (string?)run["tool"]!["driver"]!["rules"]![0]!["id"]);
    }

    [Theory]
    [InlineData(DiagnosticSeverity.Note, "note")]
    [InlineData(DiagnosticSeverity.Warning, "warning")]
    [InlineData(DiagnosticSeverity.Error, "error")]
    public void A_result_always_bears_its_level(DiagnosticSeverity severity, string level) =>
        Assert.Equal(level, (string?)Sample.Result(SampleFinding.Create(Line2, "a", "b").WithSeverity(severity))["level"]);

    [Fact]
    public void A_region_is_one_line_from_1_and_within_the_text()
    {
        var region = Region(SampleFinding.Create(Line2, "a", "b"));

        Assert.Equal((2, 1, 2, 22), region);
    }

    [Fact]
    public void A_span_over_several_lines_ends_with_its_first_line()
    {
        var text = "x = [\n  1,\n]\n";
        var region = Region(SampleFinding.Create(SampleFinding.Find("harness.toml", text, "[\n  1,\n]"), "x"));

        Assert.Equal((1, 5, 1, 6), region);
    }

    [Fact]
    public void An_empty_span_stands_for_its_line()
    {
        var text = SourceText.From(RepoPath.Parse("harness.toml"), "version = 1\n");

        Assert.Equal((1, 1, 1, 12), Region(SampleFinding.Create(new Location(text, new SourceSpan(3, 3)), "x")));
    }

    [Fact]
    public void A_file_without_text_still_gives_a_location() =>
        Assert.Equal((1, 1, 1, 1), Region(SampleFinding.Create(Location.OfFile(RepoPath.Parse("Cargo.toml")), "x")));

    [Fact]
    public void Columns_count_UTF_16_units_and_the_run_says_so()
    {
        var finding = SampleFinding.Create(SampleFinding.Find("Cargo.toml", "\uFEFF\"ä😀\" = { b = 1 }\n", "b = 1"), "x");

        Assert.Equal((1, 11, 1, 16), Region(finding));
        Assert.Equal("utf16CodeUnits", (string?)Sample.Run(finding)["columnKind"]);
    }

    [Theory]
    [InlineData("crates/a b/Cargo.toml", "crates/a%20b/Cargo.toml")]
    [InlineData("crates/50%/Cargo.toml", "crates/50%25/Cargo.toml")]
    [InlineData("crates/ä#?/Cargo.toml", "crates/%C3%A4%23%3F/Cargo.toml")]
    [InlineData("c:/Cargo.toml", "c%3A/Cargo.toml")]
    public void Each_segment_of_a_path_is_percent_encoded(string path, string encoded) =>
        Assert.Equal(encoded, (string?)Sample.Result(SampleFinding.Create(SampleFinding.Find(path, Manifest, "c"), "x"))
            ["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]);

    [Fact]
    public void A_result_points_to_the_rule_it_names()
    {
        var unused = new Diagnostic(Sample.Unused, Line2, "'a -> b' excuses nothing", "delete it", "a", "b");
        var run = Sample.Run(SampleFinding.Create(Line2, "a", "b"), unused);

        foreach (var result in run["results"]!.AsArray())
        {
            var rule = run["tool"]!["driver"]!["rules"]![(int)result!["ruleIndex"]!]!;
            Assert.Equal((string?)result["ruleId"], (string?)rule["id"]);
            Assert.NotEqual("", (string)rule["shortDescription"]!["text"]!);
            Assert.NotEqual("", (string)rule["fullDescription"]!["text"]!);
            Assert.NotEqual("", (string)rule["help"]!["text"]!);
            Assert.NotEqual("", (string)rule["help"]!["markdown"]!);
        }
    }

    [Fact]
    public void Two_findings_of_one_rule_on_one_line_are_two_results_that_an_alert_list_tells_apart()
    {
        var other = new Diagnostic(SampleFinding.Upward, Line2, "'a' reaches 'z'", "cut it", "a", "z");
        var results = Sample.Run(SampleFinding.Create(Line2, "a", "b"), other)["results"]!.AsArray();

        Assert.Equal(2, results.Select(r => (string?)r!["partialFingerprints"]!["harnessFindingKey/v1"]).Distinct().Count());
    }

    [Fact]
    public void What_a_change_brings_is_marked_and_the_rest_is_there()
    {
        var (brought, stood) = (SampleFinding.Create(Line2, "a", "b"), SampleFinding.Create(Line2, "a", "c"));
        var options = new SarifOptions { ToolVersion = "1.2.3" };
        using var stream = new MemoryStream();
        SarifReport.Create([brought, stood], [], f => ReferenceEquals(f, brought), options).Write(stream);
        var results = JsonNode.Parse(stream.ToArray())!["runs"]![0]!["results"]!.AsArray();

        Assert.Equal(["new", "unchanged"], results.Select(r => (string?)r!["baselineState"]));
        Assert.Null(Sample.Result(brought)["baselineState"]);
    }

    [Fact]
    public void The_way_to_the_far_end_is_a_code_flow()
    {
        var finding = new Diagnostic(SampleFinding.Upward, Line2, "'a' reaches 'c'", "cut it", "a", "c")
        {
            Steps = [new RelatedLocation(Line2, "'a' uses 'b' here"), new RelatedLocation(SampleFinding.Find("crates/b/Cargo.toml", Manifest, "c"), "'b' uses 'c' here")],
        };
        var steps = Sample.Result(finding)["codeFlows"]![0]!["threadFlows"]![0]!["locations"]!.AsArray();

        Assert.Equal(
            ["crates/a/Cargo.toml 'a' uses 'b' here.", "crates/b/Cargo.toml 'b' uses 'c' here."],
            steps.Select(s => $"{s!["location"]!["physicalLocation"]!["artifactLocation"]!["uri"]} {s["location"]!["message"]!["text"]}"));
    }

    [Fact]
    public void A_name_that_looks_like_a_link_is_none_and_a_related_place_is_linked()
    {
        var finding = new Diagnostic(SampleFinding.Upward, Line2, "'[x](9)' is no name", "rename it", "x")
        {
            RelatedLocations = [new RelatedLocation(Line2, "declared here")],
        };
        var result = Sample.Result(finding);
        var text = (string)result["message"]!["text"]!;

        Assert.Contains("'\\[x\\](9)'", text, StringComparison.Ordinal);
        Assert.Contains("[declared here](1)", text, StringComparison.Ordinal);
        Assert.Equal(1, (int)result["relatedLocations"]![0]!["id"]!);
    }

    [Fact]
    public void No_text_is_empty_and_nothing_is_suppressed_or_failed()
    {
        var run = Sample.Run(new Diagnostic(SampleFinding.Upward, Line2, "message", "", "a"));

        Assert.DoesNotContain("\"\"", run.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(run["invocations"]);
        Assert.All(run["results"]!.AsArray(), r => Assert.Null(r!["suppressions"]));
        Assert.All(run["results"]!.AsArray(), r => Assert.Null(r!["kind"]));
        Assert.Equal("harness/", (string?)run["automationDetails"]!["id"]);
    }

    [Fact]
    public void Input_that_could_not_be_read_has_no_report() =>
        Assert.Throws<ArgumentException>(() => Sample.Bytes(new Diagnostic(InputDescriptors.InvalidToml, Line2, "broken", "mend it", "a")));

    [Fact]
    public void A_run_holds_as_many_results_as_code_scanning_takes_and_keeps_the_errors()
    {
        var text = SourceText.From(RepoPath.Parse("Cargo.toml"), string.Concat(Enumerable.Repeat("a = 1\n", 25_001)));
        var findings = Enumerable.Range(0, 25_001)
            .Select(i => SampleFinding.Create(new Location(text, new SourceSpan(i * 6, (i * 6) + 5)), i.ToString(CultureInfo.InvariantCulture)))
            .Select((f, i) => i == 25_000 ? f : f.WithSeverity(DiagnosticSeverity.Warning));
        var report = SarifReport.Create(findings, [], isNew: null, Sample.Options);
        using var stream = new MemoryStream();
        report.Write(stream);
        var results = JsonNode.Parse(stream.ToArray())!["runs"]![0]!["results"]!.AsArray();

        Assert.Equal(1, report.Omitted);
        Assert.Equal(SarifReport.MaximumResults, results.Count);
        Assert.Equal("error", (string?)results[^1]!["level"]);
    }

    [Theory]
    [InlineData(null, "urn:harness:HRN2001")]
    [InlineData("https://example.org/harness/rules/", "https://example.org/harness/rules/HRN2001.md")]
    public void A_help_link_leads_to_the_page_where_pages_have_an_address(string? pages, string expected)
    {
        var options = new SarifOptions { ToolVersion = "1.2.3", RulePages = pages is null ? null : new Uri(pages) };
        using var stream = new MemoryStream();
        SarifReport.Create([SampleFinding.Create(SampleFinding.Find("Cargo.toml", "b", "b"), "a"), new Diagnostic(Sample.Unused, SampleFinding.Find("Cargo.toml", "b", "b"), "m", "h", "a")], [new SarifRule(SampleFinding.Upward, "# HRN2001")], isNew: null, options).Write(stream);
        var rules = JsonNode.Parse(stream.ToArray())!["runs"]![0]!["tool"]!["driver"]!["rules"]!.AsArray();
        Assert.Equal(["urn:harness:HRN1005", expected], rules.Select(r => r!["helpUri"]!.GetValue<string>()));
    }

    // Whatever a tree names its files and packages: no link leads nowhere, no address is another's, no alert is another's.
    [Fact]
    public void A_report_of_any_names_is_whole()
    {
        string[] parts = ["[x](9)", "](1)", "\\", "%20", "#", "?", "a/b", "\"", "<b>", "\u202e", "ä", "😀", " ", "\n", "x"];
        var name = Gen.Int[0, parts.Length - 1].Select(i => parts[i]).Array[1, 5].Select(string.Concat);
        name.Array[1, 4].Sample(names =>
        {
            var findings = names.Select(n => new Diagnostic(
                SampleFinding.Upward, SampleFinding.Find("d/" + n.Replace('/', '_') + "x", Manifest, "b ="), $"'{n}' is wrong", $"mend '{n}'", n)
            {
                RelatedLocations = [new RelatedLocation(Line2, n)],
                Notes = [new DiagnosticNote("rule", n)],
            }).ToArray();
            var results = Sample.Run(findings)["results"]!.AsArray();
            return results.Zip(findings).All(pair =>
                {
                    var (result, finding) = pair;
                    var links = System.Text.RegularExpressions.Regex.Matches((string)result!["message"]!["text"]!, @"(?<=(?:^|[^\\])(?:\\\\)*)\]\((\d+)\)").Select(m => m.Groups[1].Value);
                    var uri = (string)result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!;
                    return links.SequenceEqual(["1"]) && Uri.UnescapeDataString(uri) == finding.Location.Path.ToString() && !uri.Contains('#', StringComparison.Ordinal) && !uri.Contains('?', StringComparison.Ordinal);
                })
                && results.Select(r => (string?)r!["partialFingerprints"]!["harnessFindingKey/v1"]).Distinct().Count() == findings.Length;
        });
    }

    [Fact]
    public void Descriptions_stay_within_what_code_scanning_takes()
    {
        var descriptor = new DiagnosticDescriptor("HRN2099", "long", new string('x', 5000), DiagnosticCategory.Direction, DiagnosticSeverity.Note);
        var rule = Sample.Run(new Diagnostic(descriptor, Line2, "m", "h", "a"))["tool"]!["driver"]!["rules"]![1]!;

        Assert.InRange(((string)rule["shortDescription"]!["text"]!).Length, 1, 1024);
        Assert.InRange(((string)rule["fullDescription"]!["text"]!).Length, 1, 1024);
    }

    private static (int StartLine, int StartColumn, int EndLine, int EndColumn) Region(Diagnostic finding)
    {
        var region = Sample.Result(finding)["locations"]![0]!["physicalLocation"]!["region"]!;
        return ((int)region["startLine"]!, (int)region["startColumn"]!, (int)region["endLine"]!, (int)region["endColumn"]!);
    }
}
