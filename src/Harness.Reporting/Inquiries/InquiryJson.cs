using System.Globalization;
using System.Text.Json;
using Harness.Analysis.Inquiries;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Policies;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Reporting.Inquiries;

/// <summary>Writes answers about edges and packages as JSON. Locations are <c>path:line</c>, and missing values are <c>null</c>.</summary>
public static class InquiryJson
{
    /// <summary>Writes whether a package may use another, whether it does, and through which paths.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="output">The output, which stays open.</param>
    public static void Write(EdgeAnswer answer, Stream output)
    {
        ArgumentNullException.ThrowIfNull(answer);
        using var writer = new Utf8JsonWriter(output, JsonForm.Options);
        writer.WriteStartObject();
        writer.WriteString("from", answer.Verdict.From.Name);
        writer.WriteString("to", answer.Verdict.Name);
        writer.WriteBoolean("allowed", answer.ReportedKinds == DependencyKinds.None);
        WriteStrings(writer, "denied_kinds", ReasonText.List(answer.ReportedKinds));
        writer.WriteStartArray("reasons");
        foreach (var ruling in answer.Rulings)
        {
            Write(writer, ruling);
        }

        writer.WriteEndArray();
        Write(writer, "declarations", answer.Declarations);
        writer.WriteStartArray("findings");
        foreach (var finding in answer.Findings)
        {
            Write(writer, finding);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("chains");
        foreach (var chain in answer.Chains)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(chain[0].From.Name);
            foreach (DependencyEdge edge in chain)
            {
                writer.WriteStringValue(edge.To.Name);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteNumber("chain_count", answer.ChainCount.Count);
        writer.WriteBoolean("chain_count_is_exact", answer.ChainCount.IsExact);
        writer.WriteEndObject();
    }

    /// <summary>Writes the packages that a package uses and may use, or that use it and may use it.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="output">The output, which stays open.</param>
    public static void Write(PackageAnswer answer, Stream output)
    {
        ArgumentNullException.ThrowIfNull(answer);
        using var writer = new Utf8JsonWriter(output, JsonForm.Options);
        writer.WriteStartObject();
        writer.WriteString("name", answer.Name);
        writer.WriteString("directory", answer.Package?.Directory.ToString());
        writer.WriteString("direction", answer.Direction == DependencyDirection.Forward ? "uses" : "users");
        Write(writer, "declarations", answer.Declared.SelectMany(d => d));
        writer.WriteStartArray("layers");
        foreach (var group in answer.Groups)
        {
            writer.WriteStartObject();
            writer.WriteString("layer", group.Layer?.Name);
            WriteStrings(writer, "allowed", group.Allowed.Select(p => p.Name));
            WriteStrings(writer, "denied", group.Denied.Select(p => p.Name));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, EdgeRuling ruling)
    {
        writer.WriteStartObject();
        writer.WriteString("stance", ReasonText.Stance(ruling));
        writer.WriteString("says", ReasonText.Format(ruling.Reason));
        writer.WriteString("rule", ruling.Reason.RuleId);
        writer.WriteString("severity", ruling.Severity?.ToString().ToLowerInvariant());
        Write(writer, "policy", ruling.Reason.Location);
        WriteStrings(writer, "kinds", ReasonText.List(ruling.Reason.Kinds));
        writer.WriteString("instead", ruling.Reason.Instead);
        Write(writer, "exception", ruling.Exception?.Location);
        writer.WriteString("expires", ruling.Exception?.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string key, IEnumerable<Dependency> declarations)
    {
        writer.WriteStartArray(key);
        foreach (var declaration in declarations)
        {
            writer.WriteStartObject();
            writer.WriteString("from", declaration.Owner.Name);
            writer.WriteString("to", declaration.Resolved?.Name ?? declaration.Name);
            Write(writer, "place", declaration.Location);
            writer.WriteString("kind", declaration.Kind.ToText());
            writer.WriteBoolean("optional", declaration.IsOptional);
            writer.WriteString("target", declaration.Target);
            writer.WriteString("rename", declaration.Rename);
            Write(writer, "inherited_from", declaration.WorkspaceLocation);
            Write(writer, "overridden_at", declaration.OverrideLocation);
            writer.WriteBoolean("shadowed", declaration.Resolution == DependencyResolution.Shadowed);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, Diagnostic finding)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", finding.Descriptor.Id);
        writer.WriteString("severity", finding.Severity.ToText());
        Write(writer, "place", finding.Location);
        writer.WriteString("message", finding.Message);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string key, Location? location) => writer.WriteString(key, location?.ToString());

    private static void WriteStrings(Utf8JsonWriter writer, string key, IEnumerable<string> values)
    {
        writer.WriteStartArray(key);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
