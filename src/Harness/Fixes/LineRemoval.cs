using Harness.Text;
using Harness.Toml;

namespace Harness.Fixes;

/// <summary>
/// Removes whole lines from a TOML file: an entry that is alone on its lines, or a table with its header. Comments above stay, because they may
/// concern other lines. Comments and empty lines before the next header stay too.
/// </summary>
internal sealed class LineRemoval
{
    // The end of each entry by the offset of its key, cached for each file, because a file may have many findings.
    private readonly Dictionary<SourceText, Dictionary<int, int?>> ends = new(ReferenceEqualityComparer.Instance);

    /// <summary>Returns the lines of an entry, or of the table whose header the place is in.</summary>
    /// <returns><see langword="null"/> if something else is on them.</returns>
    public SourceSpan? OfEntry(Location place)
    {
        var text = place.Text;
        var first = place.Line - 1;
        var line = text.GetLine(first);
        if (line.TrimStart().StartsWith('['))
        {
            return OfTable(text, first);
        }

        if (EndsOf(text).GetValueOrDefault(place.Span.Start) is not { } end)
        {
            return null;
        }

        var start = text.GetLineSpan(first);
        var last = text.GetPosition(end, ColumnUnit.Utf8).Line;
        var rest = text.Bytes.Span[end..text.GetLineSpan(last).End];
        var isAlone = IsBlank(text.Bytes.Span[start.Start..place.Span.Start]) && (IsBlank(rest) || rest.TrimStart(" \t"u8) is [(byte)'#', ..]);
        return isAlone ? Lines(text, first, last) : null;
    }

    /// <summary>Returns the lines of the table that a place is in, given its header.</summary>
    /// <returns><see langword="null"/> if the table has another header, or none.</returns>
    public static SourceSpan? OfTableAround(Location place, string header)
    {
        for (var at = place.Line - 1; at >= 0; at--)
        {
            var line = place.Text.GetLine(at).Trim();
            if (line.StartsWith('['))
            {
                return line == header || (line.StartsWith(header, StringComparison.Ordinal) && line[header.Length..].TrimStart().StartsWith('#')) ? OfTable(place.Text, at) : null;
            }
        }

        return null;
    }

    /// <summary>Returns a line.</summary>
    public static SourceSpan OfLine(Location place) => Lines(place.Text, place.Line - 1, place.Line - 1);

    private Dictionary<int, int?> EndsOf(SourceText text)
    {
        if (!ends.TryGetValue(text, out var known))
        {
            ends.Add(text, known = []);
            Gather(TomlDocument.Parse(text).Value, known);
        }

        return known;
    }

    // If a table is written key by key, no single line is the whole table, unless it is the only one.
    private static void Gather(TomlTable table, Dictionary<int, int?> ends)
    {
        foreach (var entry in table.Entries)
        {
            var inner = entry.Value.AsTable;
            ends[entry.KeySpan.Start] = inner is not { IsInline: false } ? entry.Value.Span.End
                : inner.Entries is [{ Value: { AsTable: null } only }] ? only.Span.End : null;
            if (inner is not null)
            {
                Gather(inner, ends);
            }
        }
    }

    private static SourceSpan OfTable(SourceText text, int header)
    {
        var last = header;
        for (var at = header + 1; at < text.LineCount; at++)
        {
            var line = text.GetLine(at).TrimStart();
            if (line.StartsWith('['))
            {
                break;
            }

            last = line.Length > 0 && !line.StartsWith('#') ? at : last;
        }

        // With the empty lines after it, so that none are doubled.
        while (last + 1 < text.LineCount - 1 && text.GetLine(last + 1).Trim().Length == 0)
        {
            last++;
        }

        return Lines(text, header, last);
    }

    private static SourceSpan Lines(SourceText text, int first, int last) =>
        new(text.GetLineSpan(first).Start, last + 1 < text.LineCount ? text.GetLineSpan(last + 1).Start : text.Bytes.Length);

    private static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept(" \t\r"u8) < 0;
}
