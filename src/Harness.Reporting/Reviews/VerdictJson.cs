using System.Collections.Immutable;
using System.Text.Json;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Reviews;

namespace Harness.Reporting.Reviews;

/// <summary>Writes a review as JSON for programs, as defined by <c>rules/verdict.schema.json</c>.</summary>
public static class VerdictJson
{
    /// <summary>The version of the format. It increases when a field is removed or changes its meaning.</summary>
    public const int Version = 1;

    /// <summary>Writes the review as UTF-8 without a byte order mark.</summary>
    /// <param name="report">The review.</param>
    /// <param name="published">The changes made at the host, one line each.</param>
    /// <param name="output">The output, which stays open.</param>
    public static void Write(ReviewReport report, ImmutableArray<string> published, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new Utf8JsonWriter(output, JsonForm.Options);
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteNumber("pull_request", report.Number);
        writer.WriteString("head", report.Head);
        writer.WriteString("branch", report.Branch);
        writer.WriteString("tip", report.Tip);
        writer.WriteString("policy", report.Policy);
        writer.WriteString("verdict", report.Verdict.Kind.ToText());
        writer.WriteStartArray("reasons");
        foreach (var reason in report.Verdict.Reasons)
        {
            writer.WriteStartObject();
            writer.WriteString("verdict", reason.Kind.ToText());
            writer.WriteString("text", reason.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteCounts(writer, report);
        writer.WriteString("architect", report.Architect.State switch
        {
            ArchitectState.None => "none",
            ArchitectState.NotAsked => "not-asked",
            ArchitectState.Answered => "answered",
            _ => "failed",
        });
        writer.WriteStartArray("dimensions");
        foreach (var evidence in report.Evidence)
        {
            WriteDimension(writer, evidence, report.Architect.Review);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("published");
        foreach (var line in published)
        {
            writer.WriteStringValue(line);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter writer, ReviewReport report)
    {
        writer.WriteStartObject("brought");
        foreach (var severity in Enum.GetValues<DiagnosticSeverity>().OrderDescending())
        {
            writer.WriteNumber(severity.ToText(), report.Brought.Count(f => f.Severity == severity));
        }

        writer.WriteEndObject();
    }

    private static void WriteDimension(Utf8JsonWriter writer, DimensionEvidence evidence, ArchitectReview? review)
    {
        writer.WriteStartObject();
        writer.WriteString("dimension", evidence.Dimension.ToText());
        ReviewPacketJson.WriteEvidence(writer, evidence);
        if (review?.Judgements.FirstOrDefault(j => j.Dimension == evidence.Dimension) is { } judgement)
        {
            writer.WriteStartObject("judgement");
            writer.WriteString("kind", judgement.Kind.ToText());
            writer.WriteString("reason", judgement.Reason);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("judgement");
        }

        writer.WriteEndObject();
    }
}
