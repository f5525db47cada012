using System.Text.Json;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Reporting.Pictures;

/// <summary>The data of the page as JSON for a script element: <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> are escaped.</summary>
internal static class PictureData
{
    private static readonly JsonWriterOptions Options = new() { Indented = false };

    public static byte[] Serialize(GraphPicture picture, PictureCut cut)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            Write(writer, picture, cut);
        }

        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, GraphPicture picture, PictureCut cut)
    {
        var numbers = cut.Bands.SelectMany(b => b.Packages).Index().ToDictionary(p => p.Item, p => p.Index);
        var owners = numbers.Keys.Select(p => picture.Policy?.FindOwner(p)).OfType<Agent>().GroupBy(a => a.Name, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key).ToList();
        writer.WriteStartObject();
        writer.WriteString("policy", picture.Policy?.Policy.Text.Path.ToString());
        WriteNumber(writer, "judged", picture.JudgedEdges);
        WriteBands(writer, cut);
        writer.WriteStartArray("owners");
        owners.ForEach(writer.WriteStringValue);
        writer.WriteEndArray();
        WriteCrates(writer, picture, cut, owners);
        WriteEdges(writer, cut, numbers);
        WriteFindings(writer, cut, numbers);
        writer.WriteStartObject("omitted");
        writer.WriteNumber("crates", cut.OmittedCrates);
        writer.WriteNumber("edges", cut.OmittedEdges);
        writer.WriteNumber("findings", cut.OmittedFindings);
        writer.WriteNumber("excused", cut.OmittedExcused);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, int? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WriteBands(Utf8JsonWriter writer, PictureCut cut)
    {
        writer.WriteStartArray("bands");
        foreach (var (band, total) in cut.Bands.Zip(cut.Totals))
        {
            writer.WriteStartObject();
            writer.WriteNumber("total", total);
            writer.WriteString("name", VisibleText.Escape(band.Name));
            writer.WriteString("at", band.Source?.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteCrates(Utf8JsonWriter writer, GraphPicture picture, PictureCut cut, List<string> owners)
    {
        writer.WriteStartArray("crates");
        foreach (var (number, band) in cut.Bands.Index())
        {
            foreach (var package in band.Packages)
            {
                writer.WriteStartObject();
                writer.WriteString("name", VisibleText.Escape(package.Name));
                writer.WriteString("manifest", VisibleText.Escape(package.ManifestPath.ToString()));
                writer.WriteNumber("band", number);
                writer.WriteNumber("owner", picture.Policy?.FindOwner(package) is { } owner ? owners.IndexOf(owner.Name) : -1);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }

    // Kinds as bits (1 normal, 2 dev, 4 build), 8 if every declaration is optional, then the line of the first declaration.
    private static void WriteEdges(Utf8JsonWriter writer, PictureCut cut, Dictionary<Package, int> numbers)
    {
        writer.WriteStartArray("edges");
        foreach (var edge in cut.Edges)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(numbers[edge.From]);
            writer.WriteNumberValue(numbers[edge.To]);
            writer.WriteNumberValue((int)edge.Kinds | (edge.Declarations.All(d => d.IsOptional) ? 8 : 0));
            writer.WriteNumberValue(edge.Declarations[0].Location.Line);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void WriteFindings(Utf8JsonWriter writer, PictureCut cut, Dictionary<Package, int> numbers)
    {
        var edges = cut.Edges.Index().ToDictionary(e => e.Item, e => e.Index);
        writer.WriteStartArray("findings");
        foreach (var (finding, excuse, isBaselined, edge, package) in cut.Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", finding.Descriptor.Id);
            writer.WriteString("name", finding.Descriptor.Name);
            writer.WriteString("severity", finding.Severity.ToText());
            writer.WriteString("message", VisibleText.Escape(finding.Message));
            writer.WriteString("at", VisibleText.Escape(finding.Location.ToString()));
            writer.WriteStartArray("notes");
            foreach (var note in finding.Notes)
            {
                writer.WriteStringValue(VisibleText.Escape($"{note.Label}: {note.Text}"));
            }

            if (finding.Help.Length > 0)
            {
                writer.WriteStringValue(VisibleText.Escape($"help: {finding.Help}"));
            }

            writer.WriteEndArray();
            writer.WriteString("excused", excuse is null ? null : VisibleText.Escape(excuse));
            writer.WriteBoolean("baselined", isBaselined);
            writer.WriteNumber("edge", edge is not null && edges.TryGetValue(edge, out var number) ? number : -1);
            writer.WriteNumber("crate", package is not null && numbers.TryGetValue(package, out var crate) ? crate : -1);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
