using Harness.Text;

namespace Harness.Toml;

/// <summary>One key of a table.</summary>
internal sealed record TomlEntry(string Key, SourceSpan KeySpan, TomlValue Value);

/// <summary>A table: its keys in the order of the document. Built by <see cref="TomlDocument"/>, then only read.</summary>
internal sealed class TomlTable(SourceSpan span, bool isInline)
{
    // Below this size a scan beats hashing; real tables are small.
    private const int IndexThreshold = 12;
    private readonly List<TomlEntry> entries = [];
    private Dictionary<string, TomlEntry>? index;

    /// <summary>The key of the header, or the braces of an inline table.</summary>
    public SourceSpan Span { get; } = span;

    public bool IsInline { get; } = isInline;

    public IReadOnlyList<TomlEntry> Entries => entries;

    public TomlValue? this[string key] => Find(key)?.Value;

    public TomlEntry? Find(string key)
    {
        if (index is not null)
        {
            return index.GetValueOrDefault(key);
        }

        foreach (var entry in entries)
        {
            if (string.Equals(entry.Key, key, StringComparison.Ordinal))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Adds a key that is not there yet.</summary>
    internal void Add(TomlEntry entry)
    {
        entries.Add(entry);
        if (index is not null)
        {
            index.Add(entry.Key, entry);
        }
        else if (entries.Count > IndexThreshold)
        {
            index = entries.ToDictionary(e => e.Key, StringComparer.Ordinal);
        }
    }
}
