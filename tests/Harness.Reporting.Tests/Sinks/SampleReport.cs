using System.Globalization;
using System.Text;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Reporting.Sinks;
using Harness.Testing;
using Harness.Text;
using Harness.Trees;

namespace Harness.Reporting.Tests.Sinks;

/// <summary>Reports of findings that a test makes up.</summary>
internal static class SampleReport
{
    private static readonly DiagnosticDescriptor Odd = new("HRN2099", "odd", "Something is odd", DiagnosticCategory.Direction, DiagnosticSeverity.Warning);

    /// <summary>A report of a tree with exactly these findings.</summary>
    public static CheckReport Of(params Diagnostic[] findings)
    {
        var tree = TextFixture.Crates("//- Cargo.toml\n[package]\nname = \"a\"\nversion = \"1.0.0\"\nedition = \"2024\"\n").ToTree();
        var result = new AnalysisEngine(RuleSet.Empty).Analyze(tree, SourceText.From(RepoPath.Parse("harness.toml"), "version = 1\n[workspace]\nmanifests = [\"Cargo.toml\"]\n"), new DateOnly(2030, 1, 1));
        return new CheckReport
        {
            Result = result.Including(findings),
            Enforcement = Enforcement.New,
            FailOn = DiagnosticSeverity.Error,
            ToolVersion = "1.2.3",
        };
    }

    /// <summary>A finding whose every text is the same.</summary>
    public static Diagnostic Hostile(string text, string path = "Cargo.toml") =>
        new(SampleFinding.Upward, Location.OfFile(RepoPath.Parse(path)), text, text, text) { Notes = [new DiagnosticNote("rule", text)], Package = text };

    /// <summary>A finding that is a warning.</summary>
    public static Diagnostic Light(string text) => new(Odd, Location.OfFile(RepoPath.Parse("Cargo.toml")), text, text, text);

    /// <summary>What a sink writes as text.</summary>
    public static string Write(Action<TextWriter> write)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        write(text);
        return text.ToString();
    }

    /// <summary>What a sink writes as bytes.</summary>
    public static string Write(Action<Stream> write)
    {
        using var bytes = new MemoryStream();
        write(bytes);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.ToArray());
    }
}
