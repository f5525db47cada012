using CsCheck;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Trees;

public sealed class GlobMeetTests
{
    private static readonly Gen<string> Segment = OneOf("a", "b", "ab", "ba", "*", "**", "a*", "*a", "*b", "b*", "?", "a?");
    private static readonly Gen<string> Pattern = Segment.Array[1, 4].Select(s => string.Join('/', s));
    private static readonly Gen<string> Path = OneOf("a", "b", "ab", "ba", "aba", "bab").Array[1, 4].Select(s => string.Join('/', s));

    [Theory]
    [InlineData("crates/a/**", "**/*.md", "crates/a/**/*.md")]
    [InlineData("crates/*/Cargo.toml", "crates/ty*/**", "crates/ty*/Cargo.toml")]
    [InlineData("a/**", "b/**", "")]
    [InlineData("**", "a/*.rs", "a/*.rs")]
    [InlineData("a/**", "a", "a")]
    [InlineData("x*", "*y", "x*y")]
    [InlineData("xa*", "*ay", "xa*ay, xay")]
    public void Two_patterns_meet_in_what_both_match(string one, string other, string meeting)
    {
        Assert.Equal(meeting, string.Join(", ", GlobMeet.Intersect(one, other)!));
        Assert.Equal(meeting.Split(", ").Order(), string.Join(", ", GlobMeet.Intersect(other, one)!).Split(", ").Order());
    }

    [Fact]
    public void A_path_matches_the_meeting_if_and_only_if_it_matches_both() => Gen.Select(Pattern, Pattern, Path.Array[20]).Sample((one, other, paths) =>
    {
        if (GlobMeet.Intersect(one, other) is { } meeting)
        {
            Assert.All(paths, path => Assert.Equal(Matches(one, path) && Matches(other, path), meeting.Exists(m => Matches(m, path))));
        }
    }, iter: 3000);

    [Fact]
    public void A_pattern_that_covers_another_matches_whatever_it_does() => Gen.Select(Pattern, Pattern, Path.Array[20]).Sample((wide, narrow, paths) =>
    {
        if (GlobMeet.Covers(wide, narrow))
        {
            Assert.All(paths.Where(p => Matches(narrow, p)), path => Assert.True(Matches(wide, path), $"{wide} {narrow} {path}"));
        }
    }, iter: 3000);

    [Fact]
    public void Every_pattern_covers_itself_and_the_rest_covers_every_pattern() => Pattern.Sample(pattern =>
    {
        Assert.True(GlobMeet.Covers("**", pattern));
        Assert.True(GlobMeet.Covers(pattern, pattern) || pattern.Contains("**/", StringComparison.Ordinal));
    });

    private static bool Matches(string pattern, string path) => Glob.TryParse(pattern, out _)!.Matches(path);

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);
}
