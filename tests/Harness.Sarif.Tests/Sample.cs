using System.Text;
using System.Text.Json.Nodes;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Trees;

namespace Harness.Sarif.Tests;

/// <summary>Findings to write, and the report of them as JSON.</summary>
internal static class Sample
{
    public static DiagnosticDescriptor Upward { get; } =
        new("HRN2001", "upward-dependency", "A crate depends on a layer above its own", DiagnosticSeverity.Error);

    public static DiagnosticDescriptor Unused { get; } =
        new("HRN1005", "unused-exception", "An exception excuses nothing", DiagnosticSeverity.Warning);

    public static SarifOptions Options { get; } = new() { ToolVersion = "1.2.3", Revision = new(new("https://github.com/o/r"), "5d41402abc4b2a76b9719d911017c592aaaaaaaa") };

    public static Location Find(string path, string text, string word)
    {
        var at = Encoding.UTF8.GetByteCount(text[..text.IndexOf(word, StringComparison.Ordinal)]);
        return new Location(SourceText.From(RepoPath.Parse(path), text), new SourceSpan(at, at + Encoding.UTF8.GetByteCount(word)));
    }

    public static Diagnostic Finding(Location location, params string[] key) =>
        new(Upward, location, "'a' (base) may not depend on 'b' (query)", "move the shared type down", [.. key]);

    public static byte[] Bytes(params Diagnostic[] findings)
    {
        using var stream = new MemoryStream();
        SarifReport.Create(findings, [new SarifRule(Upward, "# HRN2001\n\nLayers point down.\n")], Options).Write(stream);
        return stream.ToArray();
    }

    public static JsonNode Run(params Diagnostic[] findings) => JsonNode.Parse(Bytes(findings))!["runs"]![0]!;

    public static JsonNode Result(Diagnostic finding) => Run(finding)["results"]![0]!;
}
