using System.Text.Json;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Text;

namespace Harness.Reporting.Sinks;

/// <summary>Writes a check as JSON for programs, as defined by <c>rules/check-report.schema.json</c>.</summary>
public static class JsonReport
{
    /// <summary>The version of the format. It increases when a field is removed or changes its meaning.</summary>
    public const int Version = 1;

    /// <summary>Writes the report as UTF-8 without a byte order mark.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">The output, which stays open.</param>
    public static void Write(CheckReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var result = report.Result;
        using var writer = new Utf8JsonWriter(output, JsonForm.Options);
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteString("tool", report.ToolVersion);
        writer.WriteString("outcome", report.Outcome == AnalysisOutcome.Clean ? "clean" : "findings");
        writer.WriteString("enforce", Name(report.Enforcement));
        writer.WriteString("fail_on", report.FailOn.ToText());
        WriteFindings(writer, "findings", result.Findings, finding =>
        {
            writer.WriteString("state", report.IsNew(finding) ? "new" : "unchanged");
            writer.WriteBoolean("fails", report.Fails(finding));
        });
        WriteFindings(writer, "excused", result.Excused.Select(e => e.Finding), _ => { });
        WriteFindings(writer, "baselined", result.Baselined, _ => { });
        WriteChange(writer, result.Comparison);
        WriteExamined(writer, result.Statistics);
        writer.WriteEndObject();
    }

    private static string Name(Enforcement enforcement) => enforcement switch
    {
        Enforcement.Report => "report",
        Enforcement.New => "new",
        _ => "all",
    };

    private static void WriteChange(Utf8JsonWriter writer, ChangeComparison? change)
    {
        if (change is null)
        {
            writer.WriteNull("change");
            return;
        }

        writer.WriteStartObject("change");
        writer.WriteNumber("paths", change.ChangedFiles);
        writer.WriteString("ownership", change.Ownership switch
        {
            OwnershipJudgement.Judged => "judged",
            OwnershipJudgement.PolicyIsNew => "policy-is-new",
            _ => "no-agents",
        });
        WriteFindings(writer, "fixed", change.Fixed, _ => { });
        writer.WriteStartArray("new_edges");
        foreach (var edge in change.NewEdges)
        {
            writer.WriteStartObject();
            writer.WriteString("from", edge.From.Name);
            writer.WriteString("to", edge.To.Name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFindings(Utf8JsonWriter writer, string name, IEnumerable<Diagnostic> findings, Action<Diagnostic> writeState)
    {
        writer.WriteStartArray(name);
        foreach (var finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", finding.Descriptor.Id);
            writer.WriteString("name", finding.Descriptor.Name);
            writer.WriteString("severity", finding.Severity.ToText());
            writeState(finding);
            writer.WriteString("message", finding.Message);
            writer.WriteString("help", finding.Help);
            writer.WriteStartArray("key");
            foreach (var argument in finding.Key.Arguments)
            {
                writer.WriteStringValue(argument);
            }

            writer.WriteEndArray();
            writer.WriteString("package", finding.Package);
            writer.WritePropertyName("location");
            WriteLocation(writer, finding.Location);
            writer.WriteStartArray("notes");
            foreach (var note in finding.Notes)
            {
                writer.WriteStartObject();
                writer.WriteString("label", note.Label);
                writer.WriteString("text", note.Text);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            WriteRelated(writer, "related", finding.RelatedLocations);
            WriteRelated(writer, "steps", finding.Steps);
            writer.WriteEndObject();
            JsonForm.FlushSome(writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteRelated(Utf8JsonWriter writer, string name, IEnumerable<RelatedLocation> related)
    {
        writer.WriteStartArray(name);
        foreach (var (location, message) in related)
        {
            writer.WriteStartObject();
            writer.WriteString("message", message);
            writer.WritePropertyName("location");
            WriteLocation(writer, location);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteLocation(Utf8JsonWriter writer, Location location)
    {
        var (line, start, end) = LineRegion.From(location, ColumnUnit.Utf16);
        writer.WriteStartObject();
        writer.WriteString("path", location.Path.ToString());
        writer.WriteNumber("line", line);
        writer.WriteNumber("start_column", start);
        writer.WriteNumber("end_column", end);
        writer.WriteEndObject();
    }

    private static void WriteExamined(Utf8JsonWriter writer, AnalysisStatistics examined)
    {
        writer.WriteStartObject("examined");
        writer.WriteNumber("crates", examined.Crates);
        writer.WriteNumber("edges", examined.Edges);
        writer.WriteNumber("files", examined.Files);
        writer.WriteNumber("rules", examined.Rules);
        writer.WriteStartArray("off");
        foreach (var rule in examined.RulesOff)
        {
            writer.WriteStringValue(rule);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
