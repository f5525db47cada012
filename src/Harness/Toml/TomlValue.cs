using Harness.Text;

namespace Harness.Toml;

internal enum TomlKind
{
    String,
    Integer,
    Float,
    Boolean,
    DateTime,
    Array,
    Table,
}

/// <summary>A value of a TOML document with its place.</summary>
internal sealed class TomlValue
{
    // Boxed once, because "true" is frequent in manifests.
    private static readonly object True = true;
    private static readonly object False = false;
    private readonly object? content;

    private TomlValue(TomlKind kind, SourceSpan span, object? content)
    {
        Kind = kind;
        Span = span;
        this.content = content;
    }

    public TomlKind Kind { get; }

    public SourceSpan Span { get; }

    public string? AsString => Kind == TomlKind.String ? (string?)content : null;

    public long? AsInteger => Kind == TomlKind.Integer ? (long?)content : null;

    public bool? AsBoolean => Kind == TomlKind.Boolean ? (bool?)content : null;

    /// <summary>A local date, or <see langword="null"/> for other dates and times.</summary>
    public DateOnly? AsDate => content as DateOnly?;

    public IReadOnlyList<TomlValue> Items => content as IReadOnlyList<TomlValue> ?? [];

    public TomlTable? AsTable => content as TomlTable;

    /// <summary>The kind as a message names it.</summary>
    public string KindName => Kind switch
    {
        TomlKind.String => "string",
        TomlKind.Integer => "integer",
        TomlKind.Float => "float",
        TomlKind.Boolean => "boolean",
        TomlKind.DateTime => "date or time",
        TomlKind.Array => "array",
        _ => "table",
    };

    /// <summary>Determines whether two values that are neither arrays nor tables are equal.</summary>
    public bool SaysScalar(TomlValue other) => Kind == other.Kind && Equals(content, other.content);

    public static TomlValue Scalar(TomlKind kind, SourceSpan span, object? content) => new(kind, span, content);

    public static TomlValue Boolean(SourceSpan span, bool value) => new(TomlKind.Boolean, span, value ? True : False);

    public static TomlValue Array(SourceSpan span, List<TomlValue> items) => new(TomlKind.Array, span, items);

    public static TomlValue Table(TomlTable table) => new(TomlKind.Table, table.Span, table);
}
