using System.Globalization;
using Tomlyn.Parsing;
using Tomlyn.Syntax;
using SourceSpan = Harness.Text.SourceSpan;

namespace Harness.Toml;

/// <summary>
/// Reads the tokens of Tomlyn's lexer into tables. It accepts the same text as Tomlyn's syntax parser without a syntax tree, which costs several
/// times as much. Tomlyn's events would be cheaper, but do not show duplicate headers. It stops at the first invalid token, and leaves the
/// explanation to the syntax parser.
/// </summary>
internal sealed class TomlReader
{
    private readonly TomlTableBuilder tables = new();
    private readonly TomlLexer lexer;
    private readonly string text;
    private readonly OffsetMap offsets;
    private TomlToken token;
    private int depth;

    /// <summary>Reads a text without a byte order mark.</summary>
    public TomlReader(string text, OffsetMap offsets)
    {
        this.text = text;
        this.offsets = offsets;
        lexer = TomlLexer.Create(text, new TomlLexerOptions { DecodeScalars = true });
    }

    /// <summary>The first value or key that is nested deeper than Cargo accepts, if any.</summary>
    public SourceSpan? TooDeepAt { get; private set; }

    /// <summary>The first key or table that is defined twice, if any.</summary>
    public TomlKey? Duplicate => tables.Duplicate;

    /// <summary>The position of the reader. After a failure, the position of the invalid token.</summary>
    public SourceSpan Position => Span(token);

    /// <summary>Returns the table of the document, or <see langword="null"/> if the text is not TOML or nests too deep.</summary>
    public TomlTable? Read()
    {
        var table = tables.Root;
        Advance();
        while (true)
        {
            SkipNewLines();
            if (token.Kind == TokenKind.Eof)
            {
                return lexer.HasErrors || TooDeepAt is not null ? null : tables.Root;
            }

            var fits = token.Kind is TokenKind.OpenBracket or TokenKind.OpenBracketDouble ? ReadHeader(out table) : ReadKeyValue(table);
            if (!fits || token.Kind is not (TokenKind.NewLine or TokenKind.Eof))
            {
                return null;
            }
        }
    }

    private bool ReadHeader(out TomlTable? table)
    {
        var isElement = token.Kind == TokenKind.OpenBracketDouble;
        Advance();
        table = tables.Root;
        if (!ReadPath(ref table, TomlTableOrigin.Implied, out var key, out _)
            || token.Kind != (isElement ? TokenKind.CloseBracketDouble : TokenKind.CloseBracket))
        {
            return false;
        }

        Advance();
        table = isElement ? tables.OpenElement(table, key) : tables.OpenTable(table, key);
        return true;
    }

    private bool ReadKeyValue(TomlTable? table)
    {
        if (!ReadPath(ref table, TomlTableOrigin.DottedKey, out var key, out var isDotted) || token.Kind != TokenKind.Equal)
        {
            return false;
        }

        lexer.Mode = TomlLexerMode.Value;
        Advance();
        var parent = tables.Place(table, key, isDotted ? TomlTableOrigin.DottedKey : null);
        var value = ReadValue();
        lexer.Mode = TomlLexerMode.Key;
        if (value is not null)
        {
            parent?.Add(new TomlEntry(key.Text, key.Span, value));
        }

        return value is not null;
    }

    /// <summary>Reads keys with dots between them, and walks to the table that holds the last one.</summary>
    private bool ReadPath(ref TomlTable? table, TomlTableOrigin origin, out TomlKey last, out bool isDotted)
    {
        isDotted = false;
        var fits = ReadKey(out last);
        for (var length = 2; fits && token.Kind == TokenKind.Dot; length++)
        {
            TooDeepAt ??= length > TomlDocument.MaximumDepth ? last.Span : null;
            isDotted = true;
            table = tables.Descend(table, last, origin);
            Advance();
            fits = ReadKey(out last);
        }

        return fits;
    }

    private bool ReadKey(out TomlKey key)
    {
        if (token.Kind is not (TokenKind.BasicKey or TokenKind.String or TokenKind.StringLiteral))
        {
            key = default;
            return false;
        }

        var content = token.Kind == TokenKind.BasicKey ? text.Substring(token.Start.Offset, token.Length) : token.StringValue;
        key = new TomlKey(content ?? "", Span(token));
        Advance();
        return true;
    }

    private TomlValue? ReadValue()
    {
        var kind = token.Kind;
        if (kind is TokenKind.OpenBracket or TokenKind.OpenBrace)
        {
            return ReadContainer(kind);
        }

        var value = kind is TokenKind.True or TokenKind.False ? TomlValue.Boolean(Span(token), kind == TokenKind.True)
            : kind.IsString() ? TomlValue.Scalar(TomlKind.String, Span(token), token.StringValue ?? "")
            : kind.IsInteger() ? TomlValue.Scalar(TomlKind.Integer, Span(token), unchecked((long)token.Data))
            : kind.IsFloat() ? TomlValue.Scalar(TomlKind.Float, Span(token), BitConverter.UInt64BitsToDouble(token.Data))
            : kind.IsDateTime() ? TomlValue.Scalar(TomlKind.DateTime, Span(token), Moment())
            : null;
        if (value is not null)
        {
            Advance();
        }

        return value;
    }

    // Recursion is bounded by the depth that Cargo takes.
    private TomlValue? ReadContainer(TokenKind open)
    {
        if (++depth > TomlDocument.MaximumDepth)
        {
            TooDeepAt ??= Span(token);
            return null;
        }

        var value = open == TokenKind.OpenBracket ? ReadArray() : ReadInlineTable();
        depth--;
        return value;
    }

    private TomlValue? ReadArray()
    {
        var start = token.Start.Offset;
        var items = new List<TomlValue>();
        Advance();
        SkipNewLines();
        for (var mayContinue = true; token.Kind != TokenKind.CloseBracket; mayContinue = SkipComma())
        {
            if (!mayContinue || ReadValue() is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        var span = offsets.ToBytes(start, token.End.Offset + 1);
        Advance();
        return TomlValue.Array(span, items);
    }

    private TomlValue? ReadInlineTable()
    {
        var start = token.Start.Offset;
        var table = new TomlTable(TomlTableOrigin.Inline);
        lexer.Mode = TomlLexerMode.Key;
        Advance();
        SkipNewLines();
        for (var mayContinue = true; token.Kind != TokenKind.CloseBrace; mayContinue = SkipComma())
        {
            if (!mayContinue || !ReadKeyValue(table))
            {
                return null;
            }
        }

        table.Span = offsets.ToBytes(start, token.End.Offset + 1);
        lexer.Mode = TomlLexerMode.Value;
        Advance();
        return TomlValue.Table(table);
    }

    private bool SkipComma()
    {
        SkipNewLines();
        var isComma = token.Kind == TokenKind.Comma;
        if (isComma)
        {
            Advance();
            SkipNewLines();
        }

        return isComma;
    }

    // A local date as such. Other dates and times are only compared as text.
    private object Moment()
    {
        var written = text.AsSpan(token.Start.Offset, token.Length);
        return token.Kind == TokenKind.LocalDate && DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : written.ToString();
    }

    private void SkipNewLines()
    {
        while (token.Kind == TokenKind.NewLine)
        {
            Advance();
        }
    }

    private void Advance()
    {
        while (lexer.MoveNext())
        {
            token = lexer.Current;
            if (token.Kind is not (TokenKind.Whitespaces or TokenKind.Comment))
            {
                return;
            }
        }
    }

    // The lexer's ends are inclusive.
    private SourceSpan Span(in TomlToken at) => offsets.ToBytes(at.Start.Offset, at.End.Offset + 1);
}
