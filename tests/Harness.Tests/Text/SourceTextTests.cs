using CsCheck;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Text;

public sealed class SourceTextTests
{
    private static readonly string[] Pieces = ["a", "é", "€", "😀", "\n", "\r\n", "\r", " "];

    private static readonly Gen<string> AnyText =
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 30].Select(string.Concat);

    [Fact]
    public void A_position_counts_in_three_units()
    {
        var text = Of("x\né€😀z");
        var z = text.Bytes.Length - 1;

        Assert.Equal(new LinePosition(1, 9), text.GetPosition(z, ColumnUnit.Utf8));
        Assert.Equal(new LinePosition(1, 4), text.GetPosition(z, ColumnUnit.Utf16));
        Assert.Equal(new LinePosition(1, 3), text.GetPosition(z, ColumnUnit.CodePoint));
    }

    [Fact]
    public void A_byte_order_mark_has_no_width_for_readers_and_three_bytes_in_the_file()
    {
        var text = Of("\uFEFFab\ncd");

        Assert.Equal(new LinePosition(0, 4), text.GetPosition(4, ColumnUnit.Utf8));
        Assert.Equal(new LinePosition(0, 1), text.GetPosition(4, ColumnUnit.Utf16));
        Assert.Equal(new LinePosition(0, 1), text.GetPosition(4, ColumnUnit.CodePoint));
        Assert.Equal(new LinePosition(1, 1), text.GetPosition(7, ColumnUnit.CodePoint));
        Assert.Equal("ab", text.GetLine(0));
    }

    [Fact]
    public void A_line_has_no_line_end_of_either_kind()
    {
        var text = Of("a\r\nb\nc\rd\r\n");

        Assert.Equal(4, text.LineCount);
        Assert.Equal(["a", "b", "c\rd", ""], Enumerable.Range(0, 4).Select(text.GetLine));
        Assert.Equal(new SourceSpan(0, 1), text.GetLineSpan(0));
    }

    [Fact]
    public void An_empty_text_has_one_empty_line()
    {
        Assert.Equal(1, Of("").LineCount);
        Assert.Equal("", Of("").GetLine(0));
        Assert.Equal(default, Of("").GetPosition(0, ColumnUnit.Utf16));
    }

    [Fact]
    public void Bytes_that_are_not_text_are_found_at_their_offset()
    {
        var text = SourceText.From(RepoPath.Root, new byte[] { (byte)'a', 0xC3, 0xA9, 0xFF, (byte)'b' });

        Assert.Equal(3, text.FindInvalidUtf8());
        Assert.False(text.TryDecode(out _));
        Assert.Equal(-1, Of("aé").FindInvalidUtf8());
    }

    [Fact]
    public void An_offset_outside_the_text_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Of("a").GetPosition(2, ColumnUnit.Utf8));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of("a").GetPosition(-1, ColumnUnit.Utf8));
    }

    [Fact]
    public void Positions_agree_with_counting_by_hand() => AnyText.Sample(value =>
    {
        var text = Of(value);
        var (line, utf8, utf16, points) = (0, 0, 0, 0);
        var offset = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            Assert.Equal(new LinePosition(line, utf8), text.GetPosition(offset, ColumnUnit.Utf8));
            Assert.Equal(new LinePosition(line, utf16), text.GetPosition(offset, ColumnUnit.Utf16));
            Assert.Equal(new LinePosition(line, points), text.GetPosition(offset, ColumnUnit.CodePoint));
            offset += rune.Utf8SequenceLength;
            (line, utf8, utf16, points) = rune.Value == '\n'
                ? (line + 1, 0, 0, 0)
                : (line, utf8 + rune.Utf8SequenceLength, utf16 + rune.Utf16SequenceLength, points + 1);
        }

        Assert.Equal(value.Split('\n').Select(l => l.EndsWith('\r') ? l[..^1] : l).SkipLast(1), Enumerable.Range(0, line).Select(text.GetLine));
    });

    private static SourceText Of(string text) => SourceText.From(RepoPath.Parse("f"), text);

    // Every place of every text, also behind a mark at its front; a column behind a line's end is its end.
    [Fact]
    public void An_offset_is_found_again_from_its_place()
    {
        string[] parts = ["\uFEFF", "a", "ä", "😀", "\n", "\r\n", "\t", "[x]"];
        Gen.Int[0, parts.Length - 1].Select(i => parts[i]).Array[0, 12].Select(string.Concat).Sample(content =>
        {
            var text = SourceText.From(RepoPath.Parse("f"), content);
            var start = content.StartsWith('\uFEFF') ? 3 : 0;
            var boundaries = Enumerable.Range(start, text.Bytes.Length - start + 1).Where(o => o == text.Bytes.Length || (text.Bytes.Span[o] & 0xC0) != 0x80);
            return boundaries.Where(o => o <= text.GetLineSpan(text.GetPosition(o, ColumnUnit.Utf8).Line).End)
                .All(o => Enum.GetValues<ColumnUnit>().All(unit => text.GetOffset(text.GetPosition(o, unit), unit) == o))
                && text.GetOffset(new LinePosition(0, 1000), ColumnUnit.CodePoint) == text.GetLineSpan(0).End;
        });
    }
}
