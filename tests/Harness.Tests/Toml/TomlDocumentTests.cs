using System.Text;
using CsCheck;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;
using Tomlyn.Parsing;
using Xunit;

namespace Harness.Tests.Toml;

public sealed class TomlDocumentTests
{
    [Theory]
    [InlineData("a = \"x\"\n\"bé\" = 1\nkey = \"välue\" # c\n")]
    [InlineData("\uFEFFa = \"x\"\r\n# 😀 é\r\nkey = \"välue\"\r\n")]
    [InlineData("t.'ö 😀'.key = \"välue\"")]
    [InlineData("[t.\"ö\"]\nkey = \"välue\"")]
    [InlineData("[[t.\"ö\"]]\nkey = 3\n[[t.\"ö\"]]\nkey = \"välue\"")]
    [InlineData("t = { a = 1,\n key = \"välue\",\n }")]
    public void Spans_are_byte_offsets_of_key_and_value(string text)
    {
        var source = SourceText.From(RepoPath.Parse("a.toml"), text);
        var parsed = TomlDocument.Parse(source);
        Assert.Empty(parsed.Diagnostics);
        var entry = Assert.Single(All(parsed.Value), e => e.Key == "key" && e.Value.AsString == "välue");
        Assert.Equal("key", Slice(source, entry.KeySpan));
        Assert.Equal("\"välue\"", Slice(source, entry.Value.Span));
    }

    [Theory]
    [InlineData("a = 1\na = 2\n", 2)]
    [InlineData("[a]\nb = 1\n[a]\n", 3)]
    [InlineData("a = \n", 1)]
    [InlineData("x = 1\r# lone", 1)]
    [InlineData("a = 1\n[a]\n", 2)]
    [InlineData("a = { b = 1 }\n[a.c]\n", 2)]
    [InlineData("a.b = 1\n[a.b.c]\n", 2)]
    [InlineData("[a]\n[[a]]\n", 2)]
    [InlineData("a = [1]\n[[a]]\n", 2)]
    [InlineData("[[b]]\na = { a = 1 }\n[b.a]\n", 3)]
    public void Broken_text_is_a_diagnostic_with_its_line(string text, int line)
    {
        var parsed = TomlDocument.Parse(SourceText.From(RepoPath.Parse("a.toml"), text));
        Assert.NotEmpty(parsed.Diagnostics);
        Assert.Equal("HRN0002", parsed.Diagnostics[0].Descriptor.Id);
        Assert.Equal(line, parsed.Diagnostics[0].Location.Line);
    }

    [Fact]
    public void What_the_validating_parser_refuses_as_defined_twice_is_refused()
    {
        var key = Gen.Int[0, int.MaxValue - 1].Select(i => Pick(i, "a", "b", "a.a", "a.b", "b.a", "a.b.a", "'a'.b"));
        var value = Gen.Int[0, int.MaxValue - 1].Select(i => Pick(i, "1", "{}", "{ a = 1 }", "{ a.b = 1, a.a = 2 }", "{ a = 1, a.b = 2 }", "[]", "[{}]", "[{ a = {} }]"));
        var line = Gen.Frequency(
            (3, Gen.Select(key, value, (k, v) => $"{k} = {v}")),
            (3, key.Select(k => $"[{k}]")),
            (2, key.Select(k => $"[[{k}]]")));
        var refused = 0;
        line.Array[1, 5].Select(lines => string.Join('\n', lines)).Sample(
            text =>
            {
                var expected = SyntaxParser.Parse(text, sourceName: null, validate: true).HasErrors;
                var found = TomlDocument.Parse(SourceText.From(RepoPath.Parse("a.toml"), text)).Diagnostics.Length > 0;
                Interlocked.Add(ref refused, expected ? 1 : 0);
                return found || !expected;
            },
            iter: 20_000);
        Assert.InRange(refused, 1_000, 19_000);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_named_by_their_place()
    {
        byte[] bytes = [.. "a = 1\n# "u8, 0xFF, .. "\n"u8];
        var diagnostic = Assert.Single(TomlDocument.Parse(SourceText.From(RepoPath.Parse("a.toml"), bytes)).Diagnostics);
        Assert.Equal(2, diagnostic.Location.Line);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a=", "}")]
    public void Nesting_beyond_what_cargo_takes_is_a_diagnostic_at_any_depth(string open, string close)
    {
        foreach (var depth in new[] { 100, 2_000, 500_000 })
        {
            var text = new StringBuilder("a = ").Insert(4, open, depth).Append('1').Append(string.Concat(Enumerable.Repeat(close, depth)));
            Assert.NotEmpty(TomlDocument.Parse(SourceText.From(RepoPath.Parse("a.toml"), text.ToString())).Diagnostics);
        }

        var shallow = "a = " + string.Concat(Enumerable.Repeat(open, 60)) + "1" + string.Concat(Enumerable.Repeat(close, 60));
        Assert.Empty(TomlDocument.Parse(SourceText.From(RepoPath.Parse("a.toml"), shallow)).Diagnostics);
    }

    [Fact]
    public void Keys_dotted_deeper_than_cargo_takes_are_a_diagnostic()
    {
        var key = string.Join('.', Enumerable.Repeat("a", 10_000));
        Assert.NotEmpty(TomlDocument.Parse(SourceText.From(RepoPath.Parse("a.toml"), key + " = 1\n")).Diagnostics);
        Assert.NotEmpty(TomlDocument.Parse(SourceText.From(RepoPath.Parse("a.toml"), "[" + key + "]\n")).Diagnostics);
    }

    private static string Pick(int index, params string[] choices) => choices[index % choices.Length];

    private static IEnumerable<TomlEntry> All(TomlTable table) => table.Entries.SelectMany(e =>
        All(e.Value).Prepend(e));

    private static IEnumerable<TomlEntry> All(TomlValue value) =>
        value.AsTable is { } table ? All(table) : value.Items.SelectMany(All);

    private static string Slice(SourceText source, SourceSpan span) =>
        Encoding.UTF8.GetString(source.Bytes.Span[span.Start..span.End]);
}
