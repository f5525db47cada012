using System.Globalization;
using Harness.Diagnostics;
using Harness.Ownership;
using Harness.Testing;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Ownership;

public sealed class CodeOwnersTests
{
    [Fact]
    public void Every_known_case_of_githubs_matching_comes_out_as_known()
    {
        if (SharedFolder.Find("facts/codeowners-cases.tsv") is not { } file)
        {
            Assert.Skip(SharedFolder.Absent);
            return;
        }

        var cases = File.ReadAllLines(file).Select(l => l.Split('\t')).ToArray();
        Assert.True(cases.Length > 200);
        Assert.Empty(cases.Where(c => Matches(c[0], c[1]) != bool.Parse(c[2])).Select(c => string.Join(' ', c)));
    }

    [Theory]
    [InlineData("*", "a/b", true)]
    [InlineData("/*", "a/b", false)]
    [InlineData("docs/*", "docs/a.md", true)]
    [InlineData("docs/*", "docs/a/b.md", false)]
    [InlineData("docs/*.md", "docs/a.md/b", true)]
    [InlineData("apps/", "x/apps/a", true)]
    [InlineData("apps/", "apps", false)]
    [InlineData("/apps", "apps", true)]
    [InlineData("/apps", "apps/a/b", true)]
    [InlineData("/apps", "x/apps", false)]
    [InlineData("a/b", "x/a/b", false)]
    [InlineData("a/b/", "a/b/c", true)]
    [InlineData("a/b/", "x/a/b/c", false)]
    [InlineData("a/**", "a", false)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/y/b/c", true)]
    [InlineData("/", "a", false)]
    [InlineData("**", "a/b", true)]
    [InlineData("f\\*o", "f*o", true)]
    [InlineData("f\\*o", "fxo", false)]
    [InlineData("a\\ b", "a b/c", true)]
    [InlineData("A", "a", false)]
    [InlineData("*.rs", ".rs", true)]
    public void A_pattern_matches_as_githubs_does(string pattern, string path, bool expected) => Assert.Equal(expected, Matches(pattern, path));

    [Theory]
    [InlineData("!a @x")]
    [InlineData("[ab] @x")]
    [InlineData("a]b @x")]
    [InlineData("\\#a @x")]
    [InlineData("***/a @x")]
    [InlineData("a//b @x")]
    [InlineData("a\\ @x\\")]
    [InlineData("a team")]
    [InlineData("a @x @y[bot]")]
    [InlineData("a @org/team/more")]
    [InlineData("a x@y")]
    public void A_line_that_github_skips_is_reported_and_skipped(string line)
    {
        var parsed = Parse($"# first\n{line}\nb @x\n");
        Assert.Equal("CODEOWNERS:2", Assert.Single(parsed.Diagnostics).Location.ToString());
        Assert.Equal(["b"], parsed.Value.Entries.Select(e => e.Pattern));
    }

    [Fact]
    public void The_last_line_that_matches_decides_and_one_without_owners_clears()
    {
        var owners = Parse("\uFEFF* @all\r\n\r\n  /a/\t@a @b#c a@b.de # why\n/a/b # nobody\n# /a/ @z\n").Value;
        Assert.Equal(["@all"], owners.Match(RepoPath.Parse("x"))!.Owners);
        Assert.Empty(owners.Match(RepoPath.Parse("a/b"))!.Owners);
        Assert.Equal(4, owners.Match(RepoPath.Parse("a/b/c"))!.Location.Line);
        Assert.Null(Parse("/a @x\n").Value.Match(RepoPath.Parse("b")));
    }

    [Fact]
    public void Owners_end_at_a_comment() =>
        Assert.Equal(["@a", "@org/te.am", "a@b.de"], Parse("/a @a @org/te.am a@b.de # @z\n").Value.Entries[0].Owners);

    [Fact]
    public void The_first_place_counts()
    {
        Assert.Equal("docs/CODEOWNERS", Find("docs/CODEOWNERS"));
        Assert.Equal("CODEOWNERS", Find("docs/CODEOWNERS", "CODEOWNERS"));
        Assert.Equal(".github/CODEOWNERS", Find("docs/CODEOWNERS", "CODEOWNERS", ".github/CODEOWNERS"));
        Assert.Null(Find("a/CODEOWNERS", ".github/codeowners", "docs/CODEOWNERS/x"));
    }

    [Fact]
    public void A_file_of_three_megabytes_counts_for_nothing()
    {
        var line = "/a @x\n";
        var full = Parse(line.PadRight(CodeOwners.MaximumLength, '\n'));
        Assert.Empty(full.Value.Entries);
        Assert.Contains(CodeOwners.MaximumLength.ToString(CultureInfo.InvariantCulture), Assert.Single(full.Diagnostics).Message, StringComparison.Ordinal);
        Assert.Single(Parse(line.PadRight(CodeOwners.MaximumLength - 1, '\n')).Value.Entries);
    }

    [Fact]
    public void A_file_of_something_else_has_a_hundred_findings_at_the_most() =>
        Assert.Equal(100, Parse(string.Concat(Enumerable.Repeat("!no @x\n", 101))).Diagnostics.Length);

    [Theory]
    [InlineData("*", "**")]
    [InlineData("**", "**")]
    [InlineData("**/**", "**")]
    [InlineData("/**", "**")]
    [InlineData("/", null)]
    [InlineData("/*", "*")]
    [InlineData("docs", "**/docs/**")]
    [InlineData("/docs", "docs/**")]
    [InlineData("/docs/", "docs/**")]
    [InlineData("/docs/*", "docs/*")]
    [InlineData("*.md", "**/*.md/**")]
    [InlineData("/a?/b", "a?/b/**")]
    [InlineData("f\\*o", null)]
    [InlineData("a/f\\?o", null)]
    [InlineData("a\\ b", "**/a b/**")]
    public void A_pattern_is_written_as_the_policy_writes_it(string pattern, string? glob) => Assert.Equal(glob, CodeOwnersPattern.ToPathGlob(pattern));

    [Fact]
    public void A_file_that_is_no_text_counts_for_nothing()
    {
        Assert.Empty(Parse("a @x\n\0").Value.Entries);
        Assert.Single(CodeOwners.Parse(SourceText.From(RepoPath.Parse("CODEOWNERS"), new byte[] { (byte)'a', 0xFF })).Diagnostics);
    }

    [Fact]
    public void A_hostile_pattern_ends_soon() =>
        Assert.False(Matches(string.Concat(Enumerable.Repeat("**/*a*a*a*a*", 100)) + "/b", string.Join('/', Enumerable.Repeat(new string('a', 100), 40))));

    private static bool Matches(string pattern, string path) => Parse(pattern + " @x\n").Value.Match(RepoPath.Parse(path)) is not null;

    private static Parsed<CodeOwners> Parse(string text) => CodeOwners.Parse(SourceText.From(RepoPath.Parse("CODEOWNERS"), text));

    private static string? Find(params string[] files) => CodeOwners.Find(MemoryTree.FromText(files.ToDictionary(f => f, _ => "")))?.Value;
}
