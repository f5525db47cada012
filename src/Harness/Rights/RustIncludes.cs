using System.Text;

namespace Harness.Rights;

/// <summary>A file that a Rust source compiles in.</summary>
/// <param name="Path">The path as it is written, or its last literal part. Empty if no part is literal.</param>
/// <param name="IsWhole">A value that indicates whether that is all of the path.</param>
/// <param name="IsSource">A value that indicates whether the file is read as Rust.</param>
internal readonly record struct RustInclude(string Path, bool IsWhole, bool IsSource);

/// <summary>Reads the files that a Rust source includes, and its literals. It never throws: text that is not Rust has none.</summary>
internal sealed class RustIncludes
{
    private const string Opening = "([{";
    private const string Closing = ")]}";
    private readonly string text;
    private readonly List<RustInclude> includes = [];
    private readonly List<string> literals = [];
    private int at;

    public RustIncludes(ReadOnlyMemory<byte> source)
    {
        text = Encoding.UTF8.GetString(source.Span);
        for (var previous = default(Token); Next() is { } token; previous = token)
        {
            Read(token, previous);
        }
    }

    public IReadOnlyList<RustInclude> Includes => includes;

    public IReadOnlyList<string> Literals => literals;

    private void Read(Token token, Token previous)
    {
        if (token.Kind != TokenKind.Word)
        {
            return;
        }

        var start = at;
        if (token.Text is "include_str" or "include_bytes" or "include" && Next() is { Text: "!" } && Next() is { Kind: TokenKind.Sign } open && Opening.Contains(open.Text, StringComparison.Ordinal))
        {
            includes.Add(ReadArgument(token.Text == "include"));
        }
        else if (token.Text == "path" && previous.Text is "[" or "," or "(" && Next() is { Text: "=" } && Next() is { Kind: TokenKind.Literal } path)
        {
            // Within a module that is in the file the path begins elsewhere: the name decides.
            includes.Add(new RustInclude(path.Text, true, true));
            includes.Add(new RustInclude(path.Text, false, true));
        }
        else
        {
            at = start;
        }
    }

    private RustInclude ReadArgument(bool isSource)
    {
        var written = new StringBuilder();
        var (depth, count, isAlone) = (1, 0, true);
        var last = default(Token);
        while (depth > 0 && Next() is { } token)
        {
            depth += token.Kind != TokenKind.Sign ? 0 : Opening.Contains(token.Text, StringComparison.Ordinal) ? 1 : Closing.Contains(token.Text, StringComparison.Ordinal) ? -1 : 0;
            if (token.Kind == TokenKind.Literal)
            {
                written.Append(token.Text);
                count++;
            }
            else
            {
                isAlone &= depth == 0 || token.Text == ",";
            }

            // A name after the last literal ends the path.
            if (token.Kind == TokenKind.Literal || (token.Kind == TokenKind.Word && token.Text is not ("concat" or "env" or "option_env")))
            {
                last = token;
            }
        }

        return count == 1 && isAlone ? new RustInclude(written.ToString(), true, isSource)
            : new RustInclude(last.Kind == TokenKind.Literal ? written.ToString() : "", false, isSource);
    }

    private Token? Next()
    {
        SkipBlank();
        if (at >= text.Length)
        {
            return null;
        }

        var c = text[at];
        return char.IsLetter(c) || c == '_' ? Word() : c == '"' ? Quoted() : c == '\'' ? Character() : new Token(TokenKind.Sign, text[at++].ToString());
    }

    private void SkipBlank()
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text.AsSpan(at).StartsWith("//"))
            {
                at = text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;
            }
            else if (text.AsSpan(at).StartsWith("/*"))
            {
                SkipComment();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipComment()
    {
        var depth = 0;
        do
        {
            var (opens, closes) = (text.AsSpan(at).StartsWith("/*"), text.AsSpan(at).StartsWith("*/"));
            depth += opens ? 1 : closes ? -1 : 0;
            at += opens || closes ? 2 : 1;
        }
        while (depth > 0 && at < text.Length);
    }

    // Before a literal letters are its prefix: r"…", b"…", br#"…"#.
    private Token Word()
    {
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        var word = text[start..at];
        var hashes = at;
        while (hashes < text.Length && text[hashes] == '#')
        {
            hashes++;
        }

        return word is "r" or "br" or "cr" && hashes < text.Length && text[hashes] == '"' ? Raw(hashes)
            : word is "b" or "c" && at < text.Length && text[at] == '"' ? Quoted()
            : new Token(TokenKind.Word, word);
    }

    private Token Raw(int quote)
    {
        var end = "\"" + new string('#', quote - at);
        var stop = text.IndexOf(end, quote + 1, StringComparison.Ordinal);
        var inner = text[(quote + 1)..(stop < 0 ? text.Length : stop)];
        at = stop < 0 ? text.Length : stop + end.Length;
        return Literal(inner);
    }

    private Token Quoted()
    {
        var inner = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
                Escape(inner);
            }
            else
            {
                inner.Append(text[at]);
            }
        }

        at++;
        return Literal(inner.ToString());
    }

    private void Escape(StringBuilder inner)
    {
        var (digits, end) = text[at] == 'x' ? (at + 1, at + 2) : text.AsSpan(at).StartsWith("u{") ? (at + 2, text.IndexOf('}', at) - 1) : (0, 0);
        if (digits > 0 && end >= digits && end < text.Length && int.TryParse(text.AsSpan(digits, end + 1 - digits).ToString().Replace("_", "", StringComparison.Ordinal), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code) && Rune.IsValid(code))
        {
            inner.Append(new Rune(code).ToString());
            at = text[at] == 'u' ? end + 1 : end;
        }
        else if (text[at] is '\n' or '\r')
        {
            // An escaped line break is removed, with the space before the next line's text.
            while (at + 1 < text.Length && char.IsWhiteSpace(text[at + 1]))
            {
                at++;
            }
        }
        else
        {
            inner.Append(text[at]);
        }
    }

    // A quote begins a character, or a lifetime, which has no closing quote.
    private Token Character()
    {
        var end = at + 1 < text.Length && text[at + 1] == '\\' ? text.IndexOf('\'', Math.Min(at + 3, text.Length)) : at + 2 < text.Length && text[at + 2] == '\'' ? at + 2 : -1;
        at = end < 0 ? at + 1 : end + 1;
        return new Token(TokenKind.Sign, "'");
    }

    private Token Literal(string inner)
    {
        literals.Add(inner);
        return new Token(TokenKind.Literal, inner);
    }

    private enum TokenKind
    {
        Sign,
        Word,
        Literal,
    }

    private readonly record struct Token(TokenKind Kind, string Text);
}
