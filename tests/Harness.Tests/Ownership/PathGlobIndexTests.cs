using CsCheck;
using Harness.Ownership;
using Harness.Tests.Policies;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Ownership;

public sealed class PathGlobIndexTests
{
    private static readonly Gen<string> Segment = OneOf("a", "b", "ab", "c.md");
    private static readonly Gen<string> Path = Segment.Array[1, 4].Select(s => string.Join('/', s));
    private static readonly Gen<string> Pattern = Gen.OneOf(Segment, Gen.OneOf("*", "**", "a*", "?", "*.md")).Array[1, 4].Select(s => string.Join('/', s));

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    [Fact]
    public void Sorted_patterns_find_what_trying_each_one_finds() => Gen.Select(Pattern.Array[1, 6], Path).Sample((patterns, path) =>
    {
        var text = string.Concat(patterns.Distinct(StringComparer.Ordinal).Select((p, i) => $"[agents.a{i}]\npaths = [\"{p}\"]\n"));
        var globs = PolicyParseTests.Clean("version = 1\n" + text).Agents.SelectMany(a => a.Paths.Select(p => (p, a.Name))).ToArray();
        var fits = globs.Where(g => g.p.Matches(RepoPath.Parse(path))).ToArray();
        var best = fits.Where(f => f.p.Text == path).DefaultIfEmpty().ToArray() is [{ p: not null } exact] ? [exact]
            : fits.Where(f => f.p.LiteralLength == fits.Max(g => g.p.LiteralLength)).ToArray();
        Assert.Equal(best.Select(b => b.Name), new PathGlobIndex<string>(globs).FindBest(path).Select(c => c.Value));
    });

    [Theory]
    [InlineData("a/x/y", "a0")]
    [InlineData("a/b/y", "a1")]
    [InlineData("a", "a0")]
    [InlineData("x/c.md", "a2")]
    [InlineData("x/C.md", "")]
    [InlineData("A/x/y", "")]
    public void The_most_literal_pattern_around_a_path_counts(string path, string owners)
    {
        string[] patterns = ["a/**", "a/b/**", "**/c.md"];
        var text = string.Concat(patterns.Select((p, i) => $"[agents.a{i}]\npaths = [\"{p}\"]\n"));
        var globs = PolicyParseTests.Clean("version = 1\n" + text).Agents.SelectMany(a => a.Paths.Select(p => (p, a.Name)));
        Assert.Equal(owners, string.Join(' ', new PathGlobIndex<string>(globs).FindBest(path).Select(c => c.Value)));
    }
}
