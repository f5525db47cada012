using System.Text;
using Harness.Testing;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;
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
    public void What_is_defined_twice_is_what_cargo_says()
    {
        var cargo = CargoOracle.Find();
        Assert.SkipWhen(cargo is null, CargoOracle.Absent);
        string[] keys = ["a", "b", "a.a", "a.b", "b.a", "a.b.a", "'a'.b"];
        string[] values = ["1", "{}", "{ a = 1 }", "{ a.b = 1, a.a = 2 }", "{ a = 1, a.b = 2 }", "[]", "[{}]", "[{ a = {} }]"];
        var random = new Random(20_260);
        var refused = 0;
        const int Cases = 500;
        for (var i = 0; i < Cases; i++)
        {
            var lines = Enumerable.Range(0, random.Next(2, 6)).Select(_ => (random.Next(8), keys[random.Next(keys.Length)]) switch
            {
                ( < 3, var key) => $"{key} = {values[random.Next(values.Length)]}",
                ( < 6, var key) => $"[{key}]",
                (_, var key) => $"[[{key}]]",
            });
            var text = "package = { name = 'x', edition = '2021' }\n" + string.Join('\n', lines) + "\n";
            var accepts = cargo.Ask(TextFixture.Parse($"//- Cargo.toml\n{text}//- src/lib.rs\n")).Accepts;
            var found = TomlDocument.Parse(SourceText.From(RepoPath.Parse("Cargo.toml"), text)).Diagnostics;
            Assert.True(accepts == found.IsEmpty, $"cargo {(accepts ? "accepts" : "refuses")}:\n{text}");
            refused += accepts ? 0 : 1;
        }

        Assert.InRange(refused, Cases / 10, Cases * 9 / 10);
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

    private static IEnumerable<TomlEntry> All(TomlTable table) => table.Entries.SelectMany(e =>
        All(e.Value).Prepend(e));

    private static IEnumerable<TomlEntry> All(TomlValue value) =>
        value.AsTable is { } table ? All(table) : value.Items.SelectMany(All);

    private static string Slice(SourceText source, SourceSpan span) =>
        Encoding.UTF8.GetString(source.Bytes.Span[span.Start..span.End]);
}
