using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;
using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;
using SourceSpan = Harness.Text.SourceSpan;

namespace Harness.Toml;

/// <summary>
/// Reads TOML 1.1 into plain tables with byte spans. It never throws: invalid text gives diagnostics and as much as was understood.
/// </summary>
internal static class TomlDocument
{
    /// <summary>The deepest nesting that Cargo's own reader takes.</summary>
    public const int MaximumDepth = 80;

    // An invalid file has one cause and many consequences, so the first few suffice.
    private const int MaximumDiagnostics = 5;
    private const string TooDeep = "it nests deeper than 80 levels";
    private const string Flatten = "flatten it: Cargo takes no more";
    private const string Mend = "mend the TOML";

    // The syntax parser counts the document itself as a level.
    private static readonly TomlSerializerOptions Options = new() { MaxDepth = MaximumDepth + 1 };

    /// <summary>Parses a text.</summary>
    public static Parsed<TomlTable> Parse(SourceText source)
    {
        if (!source.TryDecode(out var text))
        {
            var offset = source.FindInvalidUtf8();
            return Failed(source, new SourceSpan(offset, offset), "the file is not UTF-8", "save it as UTF-8");
        }

        var mark = text.StartsWith('\uFEFF') ? 3 : 0;
        text = mark == 0 ? text : text[1..];
        var offsets = new OffsetMap(source, text, mark);
        if (LoneCarriageReturn(text) is >= 0 and var lone)
        {
            return Failed(source, offsets.ToBytes(lone, lone), "a carriage return without a line feed", "end lines with LF or CR LF");
        }

        var reader = new TomlReader(text, offsets);
        var root = reader.Read();
        return reader.TooDeepAt is { } deepest ? Failed(source, deepest, TooDeep, Flatten)
            : root is null ? Explain(source, text, offsets, reader.Position)
            : reader.Duplicate is { } again ? Failed(source, again.Span, $"'{again.Text}' is defined twice", "keep one of the two")
            : new Parsed<TomlTable>(root, []);
    }

    /// <summary>Explains a text that the reader rejects, with the messages of the syntax parser.</summary>
    private static Parsed<TomlTable> Explain(SourceText source, string text, OffsetMap offsets, SourceSpan stop)
    {
        try
        {
            var document = SyntaxParser.Parse(text, Options, sourceName: null, validate: false);
            return document.HasErrors
                ? new Parsed<TomlTable>(new TomlTable(TomlTableOrigin.Header), Describe(source, document, offsets))
                : Failed(source, stop, "this may not stand here", Mend);
        }
        catch (TomlException failure)
        {
            // The parser throws for one thing only: nesting beyond its limit. All else is in the document's diagnostics.
            var offset = failure.Span?.Start.Offset ?? 0;
            return Failed(source, offsets.ToBytes(offset, offset), TooDeep, Flatten);
        }
    }

    private static int LoneCarriageReturn(string text)
    {
        for (var at = text.IndexOf('\r', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\r', at + 1))
        {
            if (at + 1 == text.Length || text[at + 1] != '\n')
            {
                return at;
            }
        }

        return -1;
    }

    private static ImmutableArray<Diagnostic> Describe(SourceText source, DocumentSyntax document, OffsetMap offsets)
    {
        var result = ImmutableArray.CreateBuilder<Diagnostic>();
        var lastLine = -1;
        foreach (var message in document.Diagnostics.Where(m => m.Kind == DiagnosticMessageKind.Error))
        {
            if (message.Span.Start.Line == lastLine || result.Count == MaximumDiagnostics)
            {
                continue;
            }

            lastLine = message.Span.Start.Line;
            var start = message.Span.Start.Offset;
            result.Add(Report(source, offsets.ToBytes(start, start), message.Message.TrimEnd('.'), Mend));
        }

        return result.ToImmutable();
    }

    private static Parsed<TomlTable> Failed(SourceText source, SourceSpan span, string message, string help) =>
        new(new TomlTable(TomlTableOrigin.Header), [Report(source, span, message, help)]);

    private static Diagnostic Report(SourceText source, SourceSpan span, string message, string help) =>
        new(InputDescriptors.InvalidToml, new Location(source, span), $"'{source.Path}' is not valid TOML: {message}.", help, source.Path.ToString(), message);
}
