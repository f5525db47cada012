using Harness.Trees;
using Xunit;

namespace Harness.Tests.Trees;

public sealed class RepoPathTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(".", "")]
    [InlineData("a/b", "a/b")]
    [InlineData("a//b/", "a/b")]
    [InlineData("./a/./b", "a/b")]
    [InlineData("a/../b", "b")]
    [InlineData("a/..", "")]
    [InlineData("../a", "../a")]
    [InlineData("a/../../b", "../b")]
    [InlineData("..", "..")]
    [InlineData("a\\b", "a\\b")]
    public void Parsing_normalises_lexically(string text, string expected) =>
        Assert.Equal(expected, RepoPath.Parse(text).Value);

    [Theory]
    [InlineData("crates/a", "../b", "crates/b")]
    [InlineData("crates/a", "../../../b", "../b")]
    [InlineData("../x", "../y", "../y")]
    [InlineData("..", "..", "../..")]
    [InlineData("", "a", "a")]
    [InlineData("crates/a", "../../../../b", "../../b")]
    [InlineData("crates/a", "../b/./c", "crates/b/c")]
    [InlineData("crates/a", "../b/../c", "crates/c")]
    [InlineData("crates/a", "../", "crates")]
    [InlineData("crates/a", "..//b", "crates/b")]
    [InlineData("crates/a", "../..b", "crates/..b")]
    public void Combining_takes_dots_lexically(string directory, string relative, string expected) =>
        Assert.Equal(expected, RepoPath.Parse(directory).Combine(relative).Value);

    [Theory]
    [InlineData("a/b", "a", "b")]
    [InlineData("a", "", "a")]
    [InlineData("", "", "")]
    [InlineData("../a", "..", "a")]
    [InlineData("..", "../..", "..")]
    public void A_path_knows_its_parent_and_its_name(string path, string parent, string name)
    {
        Assert.Equal(parent, RepoPath.Parse(path).Parent.Value);
        Assert.Equal(name, RepoPath.Parse(path).Name);
    }

    [Theory]
    [InlineData("a/b", "a", true)]
    [InlineData("a", "a", true)]
    [InlineData("ab", "a", false)]
    [InlineData("A/b", "a", false)]
    [InlineData("a", "", true)]
    [InlineData("../a", "", false)]
    public void A_path_is_under_a_directory_by_whole_segments(string path, string directory, bool expected) =>
        Assert.Equal(expected, RepoPath.Parse(path).IsUnder(RepoPath.Parse(directory)));

    [Theory]
    [InlineData("crates/a", "crates/b", "../a")]
    [InlineData("crates/a", "", "crates/a")]
    [InlineData("", "crates/b", "../..")]
    [InlineData("a", "a", ".")]
    [InlineData("ab/c", "a", "../ab/c")]
    public void A_relative_path_leads_from_a_directory(string path, string from, string expected)
    {
        Assert.Equal(expected, RepoPath.Parse(path).RelativeTo(RepoPath.Parse(from)));
        Assert.Equal(RepoPath.Parse(path), RepoPath.Parse(from).Combine(expected));
    }

    [Fact]
    public void An_absolute_path_is_refused()
    {
        Assert.Throws<ArgumentException>(() => RepoPath.Parse("/a"));
        Assert.Throws<ArgumentException>(() => RepoPath.Root.Combine("/a"));
    }

    [Fact]
    public void Paths_are_compared_ordinally()
    {
        Assert.True(RepoPath.Parse("B") < RepoPath.Parse("a"));
        Assert.NotEqual(RepoPath.Parse("A"), RepoPath.Parse("a"));
        Assert.Equal(RepoPath.Parse("a/./b"), RepoPath.Parse("a/b"));
        Assert.Equal(default, RepoPath.Root);
        Assert.Equal(".", RepoPath.Root.ToString());
    }

    [Theory]
    [InlineData("..", true)]
    [InlineData("../a", true)]
    [InlineData("..a", false)]
    [InlineData("a/..", false)]
    public void Only_leading_dots_lead_outside(string path, bool expected) =>
        Assert.Equal(expected, RepoPath.Parse(path).IsOutside);
}
