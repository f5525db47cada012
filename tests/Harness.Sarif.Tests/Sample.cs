using System.Text.Json.Nodes;
using Harness.Diagnostics;
using Harness.Testing;

namespace Harness.Sarif.Tests;

/// <summary>The report of findings as JSON.</summary>
internal static class Sample
{
    public static DiagnosticDescriptor Unused { get; } =
        new("HRN1005", "unused-exception", "An exception excuses nothing", DiagnosticCategory.Policy, DiagnosticSeverity.Warning);

    public static SarifOptions Options { get; } = new() { ToolVersion = "1.2.3", Revision = new(new("https://github.com/o/r"), "5d41402abc4b2a76b9719d911017c592aaaaaaaa") };

    public static SarifOptions ForUpload { get; } = new() { ToolVersion = "1.2.3", Alerts = AlertIdentity.FindingKey };

    public static byte[] Bytes(params Diagnostic[] findings) => Bytes(Options, findings);

    public static JsonNode Result(SarifOptions options, Diagnostic finding) => JsonNode.Parse(Bytes(options, finding))!["runs"]![0]!["results"]![0]!;

    private static byte[] Bytes(SarifOptions options, params Diagnostic[] findings)
    {
        using var stream = new MemoryStream();
        SarifReport.Create(findings, [new SarifRule(SampleFinding.Upward, "# HRN2001\n\nLayers point down.\n")], isNew: null, options).Write(stream);
        return stream.ToArray();
    }

    public static JsonNode Run(params Diagnostic[] findings) => JsonNode.Parse(Bytes(findings))!["runs"]![0]!;

    public static JsonNode Result(Diagnostic finding) => Run(finding)["results"]![0]!;
}
