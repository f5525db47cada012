using Harness.Text;
using Tomlyn;
using Tomlyn.Syntax;
using SourceSpan = Harness.Text.SourceSpan;

namespace Harness.Toml;

/// <summary>One key of a path and its place.</summary>
internal readonly record struct TomlKey(string Text, SourceSpan Span);

/// <summary>
/// Turns a syntax tree without errors into tables: headers and dotted keys are merged, spans become byte offsets, and what is defined
/// twice is found. The parser's own validation finds the same and takes as long as parsing.
/// Recursion is bounded by <see cref="TomlDocument.MaximumDepth"/>, which the parser enforces.
/// </summary>
internal sealed class TomlTableBuilder(OffsetMap offsets)
{
    /// <summary>The first key that leads deeper than Cargo takes, where there is one.</summary>
    public SourceSpan? TooDeepAt { get; private set; }

    /// <summary>The first key or table that is defined a second time, where there is one.</summary>
    public TomlKey? Duplicate { get; private set; }

    public TomlTable Build(DocumentSyntax document)
    {
        var root = new TomlTable(default, TomlTableOrigin.Header);
        AddAll(root, document.KeyValues);
        foreach (var table in document.Tables)
        {
            if (Open(root, table) is { } opened)
            {
                AddAll(opened, table.Items);
            }
        }

        return root;
    }

    private TomlTable? Open(TomlTable root, TableSyntaxBase header)
    {
        var path = Segments(header.Name!);
        var last = path[^1];
        return Descend(root, path, TomlTableOrigin.Implied) is not { } parent ? null
            : header is TableArraySyntax ? OpenElement(parent, last)
            : OpenTable(parent, last);
    }

    private TomlTable? OpenTable(TomlTable parent, TomlKey key)
    {
        if (parent.Find(key.Text) is not { } existing)
        {
            return Create(parent, key, TomlTableOrigin.Header);
        }

        if (existing.Value.AsTable is not { Origin: TomlTableOrigin.Implied } implied)
        {
            return Refuse(key);
        }

        implied.Origin = TomlTableOrigin.Header;
        return implied;
    }

    private TomlTable? OpenElement(TomlTable parent, TomlKey key)
    {
        var element = new TomlTable(key.Span, TomlTableOrigin.Header);
        if (parent.Find(key.Text) is not { } existing)
        {
            parent.Add(new TomlEntry(key.Text, key.Span, TomlValue.Array(key.Span, [TomlValue.Table(element)])));
        }
        else if (LastElement(existing.Value) is null)
        {
            return Refuse(key);
        }
        else
        {
            ((List<TomlValue>)existing.Value.Items).Add(TomlValue.Table(element));
        }

        return element;
    }

    private void AddAll(TomlTable table, SyntaxList<KeyValueSyntax> items)
    {
        foreach (var item in items)
        {
            Add(table, item);
        }
    }

    private void Add(TomlTable table, KeyValueSyntax item)
    {
        var path = Segments(item.Key!);
        var key = path[^1];
        if (Descend(table, path, TomlTableOrigin.DottedKey) is not { } parent)
        {
            return;
        }

        // Dotted keys may lead through tables of other origin, but the last one must be theirs.
        var isForeign = path.Count > 1 && parent.Origin != TomlTableOrigin.DottedKey;
        if (isForeign || parent.Find(key.Text) is not null)
        {
            Refuse(key);
            return;
        }

        parent.Add(new TomlEntry(key.Text, key.Span, Convert(item.Value!)));
    }

    /// <summary>The table that holds the last key of a path; <see langword="null"/> where the path runs into something closed.</summary>
    private TomlTable? Descend(TomlTable from, List<TomlKey> path, TomlTableOrigin origin)
    {
        var at = from;
        for (var i = 0; i < path.Count - 1; i++)
        {
            if (at.Find(path[i].Text) is not { } existing)
            {
                at = Create(at, path[i], origin);
            }
            else if (Continue(existing.Value, origin) is { } next)
            {
                at = next;
            }
            else
            {
                return Refuse(path[i]);
            }
        }

        return at;
    }

    // A header passes through every table that is not inline; a dotted key only through one that no header defined. Both pass
    // through an array of tables into its last element, which is Cargo's reading of the specification.
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
        var table = new TomlTable(key.Span, origin);
        parent.Add(new TomlEntry(key.Text, key.Span, TomlValue.Table(table)));
        return table;
    }

    private TomlTable? Refuse(TomlKey key)
    {
        Duplicate ??= key;
        return null;
    }

    private List<TomlKey> Segments(KeySyntax key)
    {
        var segments = new List<TomlKey>(2) { Segment(key.Key!) };
        foreach (var item in key.DotKeys)
        {
            segments.Add(Segment(item.Key!));
        }

        if (segments.Count > TomlDocument.MaximumDepth)
        {
            TooDeepAt ??= segments[0].Span;
        }

        return segments;
    }

    private TomlKey Segment(BareKeyOrStringValueSyntax key) => key switch
    {
        BareKeySyntax bare => new TomlKey(bare.Key!.Text!, Span(bare)),
        StringValueSyntax quoted => new TomlKey(quoted.Value!, Span(quoted)),
        _ => throw new InvalidOperationException($"a key of kind {key.Kind}"),
    };

    private TomlValue Convert(ValueSyntax value) => value switch
    {
        StringValueSyntax text => TomlValue.Scalar(TomlKind.String, Span(text), text.Value),
        BooleanValueSyntax boolean => TomlValue.Scalar(TomlKind.Boolean, Span(boolean), boolean.Value),
        IntegerValueSyntax integer => TomlValue.Scalar(TomlKind.Integer, Span(integer), integer.Value),
        FloatValueSyntax number => TomlValue.Scalar(TomlKind.Float, Span(number), number.Value),
        DateTimeValueSyntax moment => TomlValue.Scalar(TomlKind.DateTime, Span(moment), Moment(moment)),
        ArraySyntax array => Convert(array),
        InlineTableSyntax table => Convert(table),
        _ => throw new InvalidOperationException($"a value of kind {value.Kind}"),
    };

    private TomlValue Convert(ArraySyntax array)
    {
        var items = new List<TomlValue>();
        foreach (var item in array.Items)
        {
            items.Add(Convert(item.Value!));
        }

        return TomlValue.Array(Span(array), items);
    }

    private TomlValue Convert(InlineTableSyntax inline)
    {
        var table = new TomlTable(Span(inline), TomlTableOrigin.Inline);
        foreach (var item in inline.Items)
        {
            Add(table, item.KeyValue!);
        }

        return TomlValue.Table(table);
    }

    private static object Moment(DateTimeValueSyntax moment) =>
        moment.Kind == SyntaxKind.LocalDate ? DateOnly.FromDateTime(moment.Value.DateTime.DateTime) : moment.Value;

    // The parser's ends are inclusive.
    private SourceSpan Span(SyntaxNode node) => offsets.ToBytes(node.Span.Start.Offset, node.Span.End.Offset + 1);
}
