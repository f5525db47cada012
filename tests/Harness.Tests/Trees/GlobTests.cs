using System.Diagnostics;
using System.Text.RegularExpressions;
using CsCheck;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Trees;

public sealed class GlobTests
{
    [Theory]
    [InlineData("megadb-*", "megadb-core", true)]
    [InlineData("megadb-*", "megadb_core", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("crates/*", "crates/a", true)]
    [InlineData("crates/*", "crates/a/b", false)]
    [InlineData("crates/*", "crates", false)]
    [InlineData("tools/**", "tools", true)]
    [InlineData("tools/**", "tools/a/b", true)]
    [InlineData("tools/**", "toolsmith", false)]
    [InlineData("**/Cargo.lock", "Cargo.lock", true)]
    [InlineData("**/Cargo.lock", "a/b/Cargo.lock", true)]
    [InlineData("CHANGELOG.md", "docs/CHANGELOG.md", false)]
    [InlineData("a/**/b/**/c", "a/x/b/c", true)]
    [InlineData("**", "", true)]
    [InlineData("*", "", false)]
    public void Patterns_match_as_the_house_says(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Parse(pattern).Matches(text));

    [Fact]
    public void Patterns_agree_with_regular_expressions()
    {
        var segment = OneOf("a", "b", "*", "?", "a*b", "**", "*a?", "ab");
        var part = OneOf("a", "b", "ab", "aab", "ba", "bab");
        Gen.Select(segment.Array[1, 5], part.Array[0, 6]).Sample(pair =>
        {
            var pattern = string.Join('/', pair.Item1);
            var text = string.Join('/', pair.Item2);
            Assert.Equal(Regex.IsMatch(text.Length == 0 ? "" : text + "/", Translate(pair.Item1)), Parse(pattern).Matches(text));
        });
    }

    [Fact]
    public void A_pattern_made_to_explode_is_answered_at_once()
    {
        var watch = Stopwatch.StartNew();
        Assert.False(Parse(string.Concat(Enumerable.Repeat("*a", 2_000)) + "b").Matches(new string('a', 20_000)));
        Assert.False(Parse(string.Concat(Enumerable.Repeat("**/a/", 2_000)) + "b").Matches(string.Join('/', Enumerable.Repeat("a", 10_000))));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}");
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(at => texts[at]);

    private static Glob Parse(string pattern)
    {
        var glob = Glob.TryParse(pattern, out var error);
        Assert.Null(error);
        return glob!;
    }

    private static string Translate(string[] segments)
    {
        var text = new System.Text.StringBuilder("^");
        foreach (var segment in segments)
        {
            text.Append(segment == "**" ? "(?:[^/]+/)*" : Regex.Escape(segment).Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace(@"\?", "[^/]", StringComparison.Ordinal) + "/");
        }

        // Each part of the text is given its slash, so that an empty run of segments needs no case of its own.
        return text.Append('$').ToString();
    }
}
