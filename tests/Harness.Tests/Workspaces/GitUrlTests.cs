using Harness.Testing;
using Xunit;
using static Harness.Tests.Workspaces.Agreement;

namespace Harness.Tests.Workspaces;

/// <summary>How Cargo reads, prints and compares the URLs of git repositories.</summary>
public sealed class GitUrlTests
{
    [Theory]
    [InlineData("https://EXAMPLE.org", "https://example.org/")]
    [InlineData("https:example.org/x", "https://example.org/x")]
    [InlineData("https://example.org:443/a/../b/./c", "https://example.org/b/c")]
    [InlineData("https://example.org:8443/%7Ex y", "https://example.org:8443/%7Ex%20y")]
    [InlineData(" https://example.org\\\\x\\ty ", "https://example.org/xy")]
    [InlineData("ssh://Git@Example.org/~x/{y}", "ssh://Git@Example.org/~x/%7By%7D")]
    [InlineData("ssh://git@example.org:22", "ssh://git@example.org:22")]
    [InlineData("https://u:p@example.org/é?q='#f", "https://u:p@example.org/%C3%A9?q=%27#f")]
    [InlineData("file:///a/b", "file:///a/b")]
    [InlineData("git://[::1]/x", "git://[::1]/x")]
    [InlineData("https://ñandú.org/x", "https://xn--and-6ma2c.org/x")]
    public void A_url_is_printed_as_the_standard_says(string text, string printed) =>
        Assert.Equal($"git+{printed}", Assert.Single(Of(Agree(Lone($"x = {{ git = \"{text}\" }}")), "a")).Source);

    [Theory]
    [InlineData("git@example.org:x/y")]
    [InlineData("example.org:x/y.git")]
    [InlineData("https://")]
    [InlineData("https://exa mple.org/x")]
    [InlineData("https://example.org:x/")]
    [InlineData("../x")]
    [InlineData("")]
    public void What_is_no_url_is_refused(string text) => BothRefuse("HRN0003", "Cargo.toml:4", Lone($"x = {{ git = \"{text}\" }}"));

    [Theory]
    [InlineData("https://example.org/x", "https://example.org/x/")]
    [InlineData("https://example.org/x.git", "https://example.org/x")]
    [InlineData("https://github.com/Some/Name", "https://github.com/some/name.git/")]
    [InlineData("http://github.com/some/name", "https://github.com/some/name")]
    public void Of_two_spellings_of_one_repository_the_first_is_printed(string first, string second)
    {
        var edges = Of(Agree(Lone($"x = {{ git = \"{first}\" }}\ny = {{ git = \"{second}\" }}\n[dev-dependencies]\nx = {{ git = \"{second}\" }}")), "a");
        Assert.Single(edges.Select(e => e.Source).Distinct());
    }

    [Theory]
    [InlineData("https://example.org/x", "https://example.org/X")]
    [InlineData("https://example.org/x", "http://example.org/x")]
    [InlineData("https://example.org/x", "https://example.org/x//")]
    public void Other_spellings_are_other_repositories(string first, string second) =>
        Assert.Equal(2, Of(Agree(Lone($"x = {{ git = \"{first}\" }}\ny = {{ git = \"{second}\" }}")), "a").Select(e => e.Source).Distinct().Count());

    [Fact]
    public void The_root_is_read_first()
    {
        var workspace = Agree("""
            //- Cargo.toml
            package.name = "root"
            workspace.members = ["a"]
            dependencies.x.git = "https://example.org/x.git"
            //- a/Cargo.toml
            package.name = "a"
            dependencies.x.git = "https://example.org/x"
            """);
        Assert.Equal("git+https://example.org/x.git", Assert.Single(Of(workspace, "a")).Source);
    }

    private static string Lone(string lines) => $"//- Cargo.toml\n[package]\nname = \"a\"\n[dependencies]\n{lines}\n";
}
