using System.Text.Json;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Policies;
using Harness.Reviews;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Reporting.Reviews;

/// <summary>
/// The standard input of an architect, as defined by <c>rules/review-packet.schema.json</c>. Title and diff come from the author. They are data to
/// judge, never instructions.
/// </summary>
public static class ReviewPacketJson
{
    /// <summary>The version of the format. It increases when a field is removed or changes its meaning.</summary>
    public const int Version = 1;

    private const int MaximumDiff = 1 << 20;
    private const int MaximumFileDiff = 64 << 10;

    /// <summary>Writes the packet as UTF-8 without a byte order mark.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="output">The output, which stays open.</param>
    public static void Write(ReviewPacket packet, Stream output)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new Utf8JsonWriter(output, JsonForm.Options);
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteString("id", packet.Id);
        writer.WriteNumber("pull_request", packet.Number);
        writer.WriteString("title", packet.Title);
        writer.WriteString("author", packet.Author);
        writer.WriteString("head", packet.Head);
        writer.WriteString("branch", packet.Branch);
        WriteDimensions(writer, packet);
        WriteCrates(writer, packet);
        writer.WriteStartObject("graph");
        WriteGraph(writer, "before", packet.Result.Comparison?.Before);
        WriteGraph(writer, "after", packet.Result.Comparison?.After);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Writes the findings and facts of a dimension into an object that is open.</summary>
    internal static void WriteEvidence(Utf8JsonWriter writer, DimensionEvidence evidence)
    {
        writer.WriteStartArray("findings");
        foreach (var finding in evidence.Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", finding.Descriptor.Id);
            writer.WriteString("severity", finding.Severity.ToText());
            writer.WriteString("path", finding.Location.Path.ToString());
            writer.WriteNumber("line", LineRegion.From(finding.Location, ColumnUnit.Utf16).Line);
            writer.WriteString("message", finding.Message);
            writer.WriteString("help", finding.Help);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("facts");
        foreach (var fact in evidence.Facts)
        {
            writer.WriteStringValue(fact);
        }

        writer.WriteEndArray();
    }

    private static void WriteDimensions(Utf8JsonWriter writer, ReviewPacket packet)
    {
        writer.WriteStartArray("dimensions");
        foreach (var evidence in packet.Evidence)
        {
            writer.WriteStartObject();
            writer.WriteString("dimension", evidence.Dimension.ToText());
            writer.WriteString("guidance", packet.Settings.Guidance.GetValueOrDefault(evidence.Dimension));
            WriteEvidence(writer, evidence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteCrates(Utf8JsonWriter writer, ReviewPacket packet)
    {
        var left = MaximumDiff;
        writer.WriteStartArray("crates");
        foreach (var crate in packet.Outline.Crates)
        {
            writer.WriteStartObject();
            writer.WriteString("name", crate.Package?.Name);
            writer.WriteString("directory", crate.Package?.Directory.ToString());
            writer.WriteString("owner", crate.Owner?.Name);
            writer.WriteBoolean("hot", crate.IsHot);
            writer.WriteNumber("dependents", crate.Reach);
            writer.WriteStartArray("files");
            foreach (var piece in crate.Files)
            {
                left -= WriteFile(writer, packet.Change, piece, left);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // A diff that is too long is left out completely and marked so, because half a diff looks like a whole one.
    private static int WriteFile(Utf8JsonWriter writer, Change change, FilePiece piece, int left)
    {
        var diff = change.ReadBefore(piece.File) is { } before && change.ReadAfter(piece.File) is { } after ? UnifiedDiff.Between(before.Span, after.Span) : null;
        var isWhole = diff?.Length <= Math.Min(left, MaximumFileDiff);
        writer.WriteStartObject();
        writer.WriteString("path", piece.File.Path.ToString());
        writer.WriteString("change", Word(piece.File.Kind));
        writer.WriteString("part", Word(piece.Part));
        writer.WriteNumber("added", piece.Added);
        writer.WriteNumber("removed", piece.Removed);
        writer.WriteString("diff", isWhole ? diff : null);
        writer.WriteEndObject();
        return isWhole ? diff!.Length : 0;
    }

    private static string Word(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "added",
        ChangeKind.Deleted => "deleted",
        ChangeKind.ModeChanged => "mode-changed",
        ChangeKind.TypeChanged => "type-changed",
        _ => "modified",
    };

    private static string Word(FilePart part) => part switch
    {
        FilePart.Source => "source",
        FilePart.Test => "test",
        FilePart.Benchmark => "benchmark",
        FilePart.Example => "example",
        FilePart.Manifest => "manifest",
        FilePart.BuildScript => "build-script",
        _ => "other",
    };

    private static void WriteGraph(Utf8JsonWriter writer, string name, Codebase? codebase)
    {
        writer.WriteStartArray(name);
        foreach (var edge in codebase is null ? [] : codebase.Graph.Edges)
        {
            writer.WriteStringValue($"{edge.From.Name} -> {edge.To.Name}");
        }

        writer.WriteEndArray();
    }
}
