using System.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Trees;

public sealed class NameFoldingTests
{
    [Theory]

    // Case: simple, full, and where upper and lower case have more than one letter for the same.
    [InlineData("README.md", "readme.md")]
    [InlineData("Gr\u00D6\u00DFe", "gro\u0308sse")]
    [InlineData("STRASSE", "stra\u00DFe")]
    [InlineData("\u1E9E", "ss")]
    [InlineData("\u017Ftorage", "storage")]
    [InlineData("\u212Aernel", "kernel")]
    [InlineData("\u0130", "i\u0307")]
    [InlineData("\u03A3\u03C2\u03C3", "\u03C3\u03C3\u03C3")]
    [InlineData("\u13A0", "\uAB70")]
    [InlineData("\U00010400", "\U00010428")]

    // Composition: both forms of one letter, marks in both orders, Hangul and its letters.
    [InlineData("\u00FC", "u\u0308")]
    [InlineData("\u1EC7", "e\u0323\u0302")]
    [InlineData("e\u0302\u0323", "\u1EC7")]
    [InlineData("\u212B", "A\u030A")]
    [InlineData("\uD55C", "\u1112\u1161\u11AB")]
    [InlineData("\uAC00", "\u1100\u1161")]
    [InlineData("\uF900", "\u8C48")]

    // Compatibility: ligatures, full width, signs for letters.
    [InlineData("\uFB01le", "file")]
    [InlineData("\uFF21\uFF22", "ab")]
    [InlineData("x\u00B2", "x2")]
    [InlineData("\U0001D400", "a")]
    [InlineData("a\u00A0b", "a b")]

    // What cannot be seen.
    [InlineData("a\u200Db", "ab")]
    [InlineData("a\u3164b\uFE0F", "ab")]
    [InlineData("\u00AD", "")]
    [InlineData("\U000E0100x", "x")]
    public void Names_that_some_file_system_takes_for_the_same_fold_to_one_form(string one, string other) =>
        Assert.Equal(NameFolding.Fold(other), NameFolding.Fold(one));

    [Theory]
    [InlineData("lib.rs", "lab.rs")]
    [InlineData("\u0131", "i")]
    [InlineData("\u00FC", "u")]
    [InlineData("\u0430", "a")]
    public void Other_names_keep_other_forms(string one, string other) => Assert.NotEqual(NameFolding.Fold(other), NameFolding.Fold(one));

    [Fact]
    public void What_is_folded_once_is_folded_for_good()
    {
        for (var value = 0; value <= 0x10FFFF; value += value is >= 0x3400 and < 0xA000 or >= 0x20000 ? 97 : 1)
        {
            if (Rune.TryCreate(value, out var rune))
            {
                var folded = NameFolding.Fold(rune.ToString());
                Assert.Equal(folded, NameFolding.Fold(folded));
            }
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_stay() => Assert.Equal("a\uDC80b", NameFolding.Fold("A\uDC80B"));
}
