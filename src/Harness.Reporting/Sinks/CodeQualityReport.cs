using System.Globalization;
using System.Text.Json;
using Harness.Diagnostics;

namespace Harness.Reporting.Sinks;

/// <summary>
/// Findings as GitLab's Code Quality report: all of the tree, for GitLab itself holds them against the target's. See "Code Quality report
/// format" of GitLab's documentation.
/// </summary>
public static class CodeQualityReport
{
    /// <summary>Writes the report as UTF-8 without a byte order mark.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">The output, which stays open.</param>
    public static void Write(CheckReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var fingerprints = new FindingFingerprints();
        using var writer = new Utf8JsonWriter(output, JsonForm.Options);
        writer.WriteStartArray();
        foreach (var finding in report.Result.Findings)
        {
            var (hash, occurrence) = fingerprints.Next(finding.Key);
            writer.WriteStartObject();
            writer.WriteString("description", VisibleText.Escape(finding.Help.Length == 0 ? finding.Message : $"{finding.Message} Help: {finding.Help}"));
            writer.WriteString("check_name", $"{finding.Descriptor.Id} {finding.Descriptor.Name}");
            writer.WriteString("fingerprint", string.Create(CultureInfo.InvariantCulture, $"{hash}-{occurrence}"));
            writer.WriteString("severity", Severity(finding.Severity));
            writer.WriteStartObject("location");
            writer.WriteString("path", finding.Location.Path.ToString());
            writer.WriteStartObject("lines");
            writer.WriteNumber("begin", finding.Location.Line);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
            JsonForm.FlushSome(writer);
        }

        writer.WriteEndArray();
    }

    private static string Severity(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "major",
        DiagnosticSeverity.Warning => "minor",
        _ => "info",
    };
}
