using System.Text;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;
using Tomlyn;
using Tomlyn.Parsing;
using Xunit;

namespace Harness.Tests.Toml;

/// <summary>The reader takes exactly what Tomlyn's syntax parser takes.</summary>
public sealed class TomlReaderTests
{
    // What a document is made of, and what breaks one; the frequent ones come more than once.
    private static readonly string[] Pieces =
    [
        "a", "b", "a", "b-1", "\"k\"", "'k'", "1979", ".", ".", "=", " = ", " = ", "=", "\n", "\n", "\r\n", " ", "\t", ",", ",", ", ",
        "[", "]", "[", "]", "[[", "]]", "{", "}", "{", "}", "1", "-7", "0x1F", "1_0", "1.5", "inf", "-nan", "true", "false", "+", "#c\n", "# c",
        "\"s\"", "\"\\n\\u00e9\"", "\"\\q\"", "\"", "'", "\"\"\"", "'''", "\"\"\"x\ny\"\"\"", "1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", "1979-13-40", "é", "\0",
        "a = 1\n", "a.b = []\n", "[a]\n", "[[b]]\n", "{ a = 1 }", "[1, 2]", "[\n1,\n]", "{\na = 1,\n}", "{}", "a = ", "b = { ", " }\n", "[[1], [2]]", "tru", "\uFEFF",
    ];

    [Fact]
    public void The_reader_takes_what_the_syntax_parser_takes()
    {
        var random = new Random(20_261);
        var (taken, refused) = (0, 0);
        for (var i = 0; i < 60_000; i++)
        {
            var text = Write(random);
            var accepts = Accepts(text);
            var root = new TomlReader(text, new OffsetMap(SourceText.From(RepoPath.Parse("a.toml"), text), text, 0)).Read();
            Assert.True(accepts == root is not null, $"the syntax parser {(accepts ? "accepts" : "refuses")}:\n{text}");
            taken += accepts ? 1 : 0;
            refused += accepts ? 0 : 1;
        }

        Assert.True(taken > 5_000 && refused > 5_000, $"{taken} taken, {refused} refused");
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a=", "}")]
    public void The_reader_nests_as_deep_as_the_syntax_parser_with_one_level_for_the_document(string open, string close)
    {
        for (var depth = 70; depth < 90; depth++)
        {
            var text = "a = " + string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
            var root = new TomlReader(text, new OffsetMap(SourceText.From(RepoPath.Parse("a.toml"), text), text, 0)).Read();
            Assert.Equal(Accepts(text), root is not null);
        }
    }

    // Most documents are lines that are mostly right, some are soup.
    private static string Write(Random random)
    {
        var text = new StringBuilder();
        var isSoup = random.Next(4) == 0;
        for (var pieces = random.Next(1, 12); pieces > 0; pieces--)
        {
            text.Append(isSoup || random.Next(12) == 0 ? Piece(random) : Line(random));
        }

        return text.ToString();
    }

    private static string Line(Random random) => random.Next(5) switch
    {
        0 => $"[{Key(random)}]\n",
        1 => $"[[ {Key(random)} ]] # c\n",
        _ => $"{Key(random)} = {Value(random, 0)}\n",
    };

    private static string Key(Random random) => random.Next(4) switch
    {
        0 => "a",
        1 => "\"b\" . c",
        2 => "'d'.e.f",
        _ => random.Next(2) == 0 ? "g" : Piece(random).Trim(),
    };

    private static string Value(Random random, int depth) => random.Next(depth > 3 ? 2 : 4) switch
    {
        0 => "1",
        1 => random.Next(2) == 0 ? "'v'" : Piece(random).Trim(),
        2 => "[" + Gap(random) + string.Join("," + Gap(random), Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1) + Gap(random))) + "]",
        _ => "{" + Gap(random) + string.Join("," + Gap(random), Enumerable.Range(0, random.Next(4)).Select(_ => $"{Key(random)} = {Value(random, depth + 1)}" + Gap(random))) + "}",
    };

    private static string Gap(Random random) => random.Next(8) switch { 0 => "\n", 1 => "# c\n", 2 => random.Next(4) == 0 ? "," : "", 3 => "\r\n \t", _ => " " };

    private static string Piece(Random random) => Pieces[random.Next(Pieces.Length)];

    private static bool Accepts(string text)
    {
        try
        {
            return !SyntaxParser.Parse(text, new TomlSerializerOptions { MaxDepth = TomlDocument.MaximumDepth + 1 }, sourceName: null, validate: false).HasErrors;
        }
        catch (TomlException)
        {
            return false;
        }
    }
}
