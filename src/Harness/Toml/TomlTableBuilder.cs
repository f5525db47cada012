using Harness.Text;

namespace Harness.Toml;

/// <summary>One key of a path and its place.</summary>
internal readonly record struct TomlKey(string Text, SourceSpan Span);

/// <summary>
/// Places keys and tables by their headers and dotted keys, as Cargo reads them, and finds duplicates. An invalid step gives <see langword="null"/>,
/// which further steps pass on.
/// </summary>
internal sealed class TomlTableBuilder
{
    /// <summary>The table of the document.</summary>
    public TomlTable Root { get; } = new(TomlTableOrigin.Header);

    /// <summary>The first key or table that is defined twice, if any.</summary>
    public TomlKey? Duplicate { get; private set; }

    /// <summary>Returns the table below another one on the way to the last key of a header or of a dotted key.</summary>
    /// <param name="from">The table that holds the key.</param>
    /// <param name="key">A key that is not the last of its path.</param>
    /// <param name="origin">The origin of the table if it does not exist yet.</param>
    public TomlTable? Descend(TomlTable? from, TomlKey key, TomlTableOrigin origin) =>
        from is null ? null
        : from.Find(key.Text) is not { } existing ? Create(from, key, origin)
        : Continue(existing.Value, origin) ?? Refuse(key);

    /// <summary>Returns the table that a header opens.</summary>
    /// <param name="parent">The table that holds the last key of the header.</param>
    /// <param name="key">The last key of the header.</param>
    public TomlTable? OpenTable(TomlTable? parent, TomlKey key)
    {
        if (parent?.Find(key.Text) is not { } existing)
        {
            return parent is null ? null : Create(parent, key, TomlTableOrigin.Header);
        }

        if (existing.Value.AsTable is not { Origin: TomlTableOrigin.Implied } implied)
        {
            return Refuse(key);
        }

        implied.Origin = TomlTableOrigin.Header;
        return implied;
    }

    /// <summary>Returns the element that a header of an array of tables opens.</summary>
    /// <param name="parent">The table that holds the last key of the header.</param>
    /// <param name="key">The last key of the header.</param>
    public TomlTable? OpenElement(TomlTable? parent, TomlKey key)
    {
        var element = new TomlTable(TomlTableOrigin.Header) { Span = key.Span };
        if (parent?.Find(key.Text) is not { } existing)
        {
            parent?.Add(new TomlEntry(key.Text, key.Span, TomlValue.Array(key.Span, [TomlValue.Table(element)])));
        }
        else if (LastElement(existing.Value) is null)
        {
            return Refuse(key);
        }
        else
        {
            ((List<TomlValue>)existing.Value.Items).Add(TomlValue.Table(element));
        }

        return parent is null ? null : element;
    }

    /// <summary>Returns the table that takes the last key of a path, or <see langword="null"/> if it may not be there.</summary>
    /// <param name="parent">The table that would hold the key.</param>
    /// <param name="key">The last key of the path.</param>
    /// <param name="required">The required origin of the parent, or <see langword="null"/> for any.</param>
    public TomlTable? Place(TomlTable? parent, TomlKey key, TomlTableOrigin? required)
    {
        if (parent is null)
        {
            return null;
        }

        var isForeign = required is { } origin && parent.Origin != origin;
        return isForeign || parent.Find(key.Text) is not null ? Refuse(key) : parent;
    }

    // A header passes through every table that is not inline. A dotted key passes only through a table without a header. Both pass through an array
    // of tables into its last element, as Cargo reads the specification.
    private static TomlTable? Continue(TomlValue value, TomlTableOrigin origin) => value.AsTable switch
    {
        { IsInline: true } => null,
        { Origin: TomlTableOrigin.Header } when origin == TomlTableOrigin.DottedKey => null,
        { } table => table,
        null => LastElement(value),
    };

    // Only headers put tables that are not inline into an array.
    private static TomlTable? LastElement(TomlValue value) =>
        value.Items.Count > 0 && value.Items[^1].AsTable is { IsInline: false } last ? last : null;

    private static TomlTable Create(TomlTable parent, TomlKey key, TomlTableOrigin origin)
    {
        var table = new TomlTable(origin) { Span = key.Span };
        parent.Add(new TomlEntry(key.Text, key.Span, TomlValue.Table(table)));
        return table;
    }

    private TomlTable? Refuse(TomlKey key)
    {
        Duplicate ??= key;
        return null;
    }
}
