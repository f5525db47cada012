using Harness.Text;
using Tomlyn;
using Tomlyn.Syntax;
using SourceSpan = Harness.Text.SourceSpan;

namespace Harness.Toml;

/// <summary>
/// Turns a syntax tree that the parser found valid into tables: headers and dotted keys are merged, spans become byte offsets.
/// Recursion is bounded by <see cref="TomlDocument.MaximumDepth"/>, which the parser enforces.
/// </summary>
internal sealed class TomlTableBuilder(OffsetMap offsets)
{
    /// <summary>The first key that leads deeper than Cargo takes, where there is one.</summary>
    public SourceSpan? TooDeepAt { get; private set; }

    public TomlTable Build(DocumentSyntax document)
    {
        var root = new TomlTable(default, isInline: false);
        AddAll(root, document.KeyValues);
        foreach (var table in document.Tables)
        {
            AddAll(Open(root, table), table.Items);
        }

        return root;
    }

    private TomlTable Open(TomlTable root, TableSyntaxBase header)
    {
        var path = Segments(header.Name!);
        var at = Descend(root, path);
        var last = path[^1];
        if (header is not TableArraySyntax)
        {
            return Child(at, last);
        }

        var element = new TomlTable(last.Span, isInline: false);
        if (at.Find(last.Key) is { } existing)
        {
            ((List<TomlValue>)existing.Value.Items).Add(TomlValue.Table(element));
        }
        else
        {
            at.Add(new TomlEntry(last.Key, last.Span, TomlValue.Array(last.Span, [TomlValue.Table(element)])));
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
        var (key, span) = path[^1];
        Descend(table, path).Add(new TomlEntry(key, span, Convert(item.Value!)));
    }

    private static TomlTable Descend(TomlTable from, List<(string Key, SourceSpan Span)> path)
    {
        var at = from;
        for (var i = 0; i < path.Count - 1; i++)
        {
            at = Child(at, path[i]);
        }

        return at;
    }

    private static TomlTable Child(TomlTable at, (string Key, SourceSpan Span) segment)
    {
        if (at.Find(segment.Key) is { } existing)
        {
            // A header below an array of tables speaks of the array's last element.
            return existing.Value.AsTable ?? existing.Value.Items[^1].AsTable!;
        }

        var table = new TomlTable(segment.Span, isInline: false);
        at.Add(new TomlEntry(segment.Key, segment.Span, TomlValue.Table(table)));
        return table;
    }

    private List<(string Key, SourceSpan Span)> Segments(KeySyntax key)
    {
        var segments = new List<(string, SourceSpan)>(2) { Segment(key.Key!) };
        foreach (var item in key.DotKeys)
        {
            segments.Add(Segment(item.Key!));
        }

        if (segments.Count > TomlDocument.MaximumDepth)
        {
            TooDeepAt ??= segments[0].Item2;
        }

        return segments;
    }

    private (string Key, SourceSpan Span) Segment(BareKeyOrStringValueSyntax key) => key switch
    {
        BareKeySyntax bare => (bare.Key!.Text!, Span(bare)),
        StringValueSyntax quoted => (quoted.Value!, Span(quoted)),
        _ => throw new InvalidOperationException($"a key of kind {key.Kind}"),
    };

    private TomlValue Convert(ValueSyntax value) => value switch
    {
        StringValueSyntax text => TomlValue.Scalar(TomlKind.String, Span(text), text.Value),
        BooleanValueSyntax boolean => TomlValue.Scalar(TomlKind.Boolean, Span(boolean), boolean.Value),
        IntegerValueSyntax integer => TomlValue.Scalar(TomlKind.Integer, Span(integer), integer.Value),
        FloatValueSyntax number => TomlValue.Scalar(TomlKind.Float, Span(number), number.Value),
        DateTimeValueSyntax moment => TomlValue.Scalar(TomlKind.DateTime, Span(moment), LocalDate(moment)),
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
        var table = new TomlTable(Span(inline), isInline: true);
        foreach (var item in inline.Items)
        {
            Add(table, item.KeyValue!);
        }

        return TomlValue.Table(table);
    }

    private static DateOnly? LocalDate(DateTimeValueSyntax moment) =>
        moment.Kind == SyntaxKind.LocalDate ? DateOnly.FromDateTime(moment.Value.DateTime.DateTime) : null;

    // The parser's ends are inclusive.
    private SourceSpan Span(SyntaxNode node) => offsets.ToBytes(node.Span.Start.Offset, node.Span.End.Offset + 1);
}
