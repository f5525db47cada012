using Harness.Text;

namespace Harness.Toml;

/// <summary>One key of a table.</summary>
internal sealed record TomlEntry(string Key, SourceSpan KeySpan, TomlValue Value);

/// <summary>The origin of a table.</summary>
internal enum TomlTableOrigin
{
    /// <summary>The table is not defined yet. A header of a table below it implies it.</summary>
    Implied,

    /// <summary>A header, or the document itself.</summary>
    Header,

    /// <summary>A dotted key.</summary>
    DottedKey,

    /// <summary>Braces.</summary>
    Inline,
}

/// <summary>A table: its keys in the order of the document. Built by <see cref="TomlDocument"/>, then only read.</summary>
internal sealed class TomlTable(TomlTableOrigin origin)
{
    // Below this size, a scan is faster than hashing. Real tables are small.
    private const int IndexThreshold = 12;
    private readonly List<TomlEntry> entries = [];
    private Dictionary<string, TomlEntry>? index;

    /// <summary>The key of the header, or the braces of an inline table.</summary>
    public SourceSpan Span { get; internal set; }

    public bool IsInline => Origin == TomlTableOrigin.Inline;

    /// <summary>The origin of the table. Only an implied table may still be defined.</summary>
    public TomlTableOrigin Origin { get; internal set; } = origin;

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

    /// <summary>Returns a table of the same keys but some.</summary>
    /// <param name="keys">The keys that are left out.</param>
    public TomlTable Without(IReadOnlySet<string> keys)
    {
        var rest = new TomlTable(Origin) { Span = Span };
        foreach (var entry in entries)
        {
            if (!keys.Contains(entry.Key))
            {
                rest.Add(entry);
            }
        }

        return rest;
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
