using System.Text;
using CsCheck;
using Harness.Changes;
using Harness.Testing;
using Xunit;

namespace Harness.Tests.Changes;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void Hunks_are_written_as_diff_writes_them()
    {
        var before = string.Concat(Enumerable.Range(1, 20).Select(i => $"line {i}\n"));
        var after = before.Replace("line 3\n", "line three\n", StringComparison.Ordinal).Replace("line 18\n", "", StringComparison.Ordinal) + "line 21\n";

        Assert.Equal(
            """
            @@ -1,6 +1,6 @@
             line 1
             line 2
            -line 3
            +line three
             line 4
             line 5
             line 6
            @@ -15,6 +15,6 @@
             line 15
             line 16
             line 17
            -line 18
             line 19
             line 20
            +line 21

            """.ReplaceLineEndings("\n"),
            Between(before, after));
    }

    [Theory]
    [InlineData("", "a\n", "@@ -0,0 +1 @@\n+a\n")]
    [InlineData("a\n", "", "@@ -1 +0,0 @@\n-a\n")]
    [InlineData("a\n", "a\n", "")]
    [InlineData("", "", "")]
    public void Empty_sides_are_named_by_the_line_before_them(string before, string after, string expected) => Assert.Equal(expected, Between(before, after));

    [Fact]
    public void What_is_binary_has_no_text() => Assert.Equal("", UnifiedDiff.Between("a\n"u8, [0, 0xFF, 0xFE]));

    [Fact]
    public void Git_applies_what_was_written()
    {
        var text = Gen.Int[0, 3].Select(i => $"{(char)('a' + i)}\n").Array[0, 30].Select(string.Concat);
        using var git = new GitFixture();
        Gen.Select(text, text).Where(t => t.Item1 != t.Item2).Sample(
            (before, after) =>
            {
                git.Write("f", before);
                git.Run(["apply", "--unidiff-zero", "-"], Encoding.UTF8.GetBytes($"--- a/f\n+++ b/f\n{Between(before, after)}"));
                Assert.Equal(after, File.ReadAllText(git.Combine("f")));
            },
            iter: 60,
            threads: 1);
    }

    private static string Between(string before, string after) => UnifiedDiff.Between(Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after));
}
