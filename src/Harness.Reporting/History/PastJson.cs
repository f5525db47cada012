using System.Globalization;
using System.Text.Json;
using Harness.Diagnostics;

namespace Harness.Reporting.History;

/// <summary>Writes the findings of a policy on past changes as JSON, including changes without findings.</summary>
public static class PastJson
{
    /// <summary>Writes it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">The output, which stays open.</param>
    public static void Write(PastReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new Utf8JsonWriter(output, JsonForm.Options);
        writer.WriteStartObject();
        writer.WriteString("policy", report.Policy);
        writer.WriteString("incomplete", report.Incomplete);
        writer.WriteNumber("olderThanManifests", report.OlderThanManifests);
        writer.WriteStartArray("changes");
        foreach (var change in report.Changes)
        {
            Write(writer, report, change);
        }

        writer.WriteEndArray();
        WriteCounts(writer, report.Counts);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, PastReport report, PastChange change)
    {
        writer.WriteStartObject();
        writer.WriteString("commit", change.Commit);
        writer.WriteString("date", change.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteString("author", change.Author);
        writer.WriteString("title", change.Title);
        writer.WriteBoolean("fails", report.WouldFail(change));
        writer.WriteString("problem", change.Problem);
        WriteCounts(writer, change.Counts);
        writer.WriteStartArray("findings");
        foreach (var finding in change.Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", finding.Descriptor.Id);
            writer.WriteString("severity", finding.Severity.ToText());
            writer.WriteString("path", finding.Location.Path.ToString());
            writer.WriteNumber("line", finding.Location.Line);
            writer.WriteString("message", finding.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter writer, IEnumerable<(string Rule, int Count)> counts)
    {
        writer.WriteStartObject("rules");
        foreach (var (rule, count) in counts)
        {
            writer.WriteNumber(rule, count);
        }

        writer.WriteEndObject();
    }
}
