using System.Text.Json;
using Harness.Ownership;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;

namespace Harness.Reporting;

/// <summary>Writes the owners of paths as JSON. Paths are those of the tree, lines begin at 1, and a date is the last day in UTC.</summary>
public static class OwnershipJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the owner of each path.</summary>
    /// <param name="map">The ownership of paths.</param>
    /// <param name="paths">The paths, in the order in which they are written.</param>
    /// <param name="today">The date, in UTC, against which leases are checked.</param>
    /// <param name="output">The output, which stays open.</param>
    public static void Write(OwnershipMap map, IEnumerable<RepoPath> paths, DateOnly today, Stream output)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartObject();
        WriteNames(writer, "advisors", map.Advisors);
        writer.WriteStartArray("paths");
        foreach (var path in paths)
        {
            WritePath(writer, path, map.GetOwnership(path), map.LeasesFor(path, today));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes the files without an owner.</summary>
    /// <param name="coverage">The files.</param>
    /// <param name="output">The output, which stays open.</param>
    public static void Write(OwnershipCoverage coverage, Stream output)
    {
        ArgumentNullException.ThrowIfNull(coverage);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartObject();
        writer.WriteNumber("files", coverage.Files);
        writer.WriteStartArray("unowned");
        foreach (var path in coverage.Unowned)
        {
            writer.WriteStringValue(path.Value);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePath(Utf8JsonWriter writer, RepoPath path, PathOwnership owned, IEnumerable<HeldLease> leases)
    {
        writer.WriteStartObject();
        writer.WriteString("path", path.Value);
        writer.WriteString("kind", Word(owned.Kind));
        writer.WriteString("owner", owned.Owner?.Name);
        writer.WriteString("by", owned.Phrase);
        WriteLocation(writer, owned.Reason);
        writer.WriteString("meaning", owned.Shared?.Meaning.ToText());
        writer.WriteString("package", owned.Package?.Name);
        WriteNames(writer, "claimants", owned.Claimants);
        WriteNames(writer, "consenters", owned.Consenters);
        writer.WriteStartArray("leases");
        foreach (var (holder, lease) in leases)
        {
            writer.WriteStartObject();
            writer.WriteString("agent", holder.Name);
            writer.WriteString("because", lease.Because);
            writer.WriteString("expires", lease.Expires.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            WriteLocation(writer, lease.Location);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Word(OwnershipKind kind) => kind switch
    {
        OwnershipKind.Protected => "protected",
        OwnershipKind.Shared => "shared",
        OwnershipKind.Path => "path",
        OwnershipKind.Package => "package",
        _ => "unowned",
    };

    private static void WriteLocation(Utf8JsonWriter writer, Location? location)
    {
        writer.WriteString("file", location?.Path.Value);
        writer.WritePropertyName("line");
        if (location is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteNumberValue(location.Line);
        }
    }

    private static void WriteNames(Utf8JsonWriter writer, string key, IEnumerable<Agent> agents)
    {
        writer.WriteStartArray(key);
        foreach (var agent in agents)
        {
            writer.WriteStringValue(agent.Name);
        }

        writer.WriteEndArray();
    }
}
