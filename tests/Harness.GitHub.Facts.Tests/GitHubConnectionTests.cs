using Harness.GitHub.Connection;
using Xunit;

namespace Harness.GitHub.Facts.Tests;

/// <summary>What the connection asks, and to whom the token goes.</summary>
public sealed class GitHubConnectionTests
{
    private const string Api = "https://api.example/";

    [Theory]
    [InlineData("https://evil.example/repos/o/r/pulls?page=2")]
    [InlineData("https://api.example.evil.example/x")]
    [InlineData("https://api.example:8443/x")]
    [InlineData("http://api.example/x")]
    [InlineData("https://api.example@evil.example/x")]
    public async Task The_token_follows_no_answer_to_another_host(string elsewhere)
    {
        using var pages = new ScriptedHost(ScriptedHost.Json("[]", headers: ("Link", $"<{elsewhere}>; rel=\"next\"")), ScriptedHost.Json("[]"));
        using var moved = new ScriptedHost(ScriptedHost.Status(301, ("Location", elsewhere)), ScriptedHost.Json("{}"));
        using var listing = Open(pages);
        using var reading = Open(moved);

        var ofPages = await Assert.ThrowsAsync<GitHubException>(() => listing.ListAsync("the list", listing.At("pulls")));
        var ofMoved = await Assert.ThrowsAsync<GitHubException>(() => reading.GetAsync("the repository", reading.At("")));

        Assert.Contains("leads to another host", ofPages.Message, StringComparison.Ordinal);
        Assert.Contains("leads to another host", ofMoved.Message, StringComparison.Ordinal);
        Assert.All(pages.Asked.Concat(moved.Asked), a => Assert.StartsWith(Api, a.Address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_token_goes_to_the_host_itself_along_its_links_and_redirects()
    {
        using var host = new ScriptedHost(
            ScriptedHost.Status(301, ("Location", Api + "repositories/7/pulls?per_page=100")),
            ScriptedHost.Json("[1]", headers: ("Link", $"<{Api}repositories/7/pulls?per_page=100&page=2>; rel=\"next\", <{Api}x>; rel=\"last\"")),
            ScriptedHost.Json("[2]"));
        using var connection = Open(host);

        var all = await connection.ListAsync("the list", connection.At("pulls"));

        Assert.Equal([1, 2], all.Select(e => e.GetInt32()));
        Assert.Equal([Api + "repos/o/r/pulls?per_page=100", Api + "repositories/7/pulls?per_page=100", Api + "repositories/7/pulls?per_page=100&page=2"], host.Asked.Select(a => a.Address));
        Assert.All(host.Asked, a => Assert.True(a.HasToken));
    }

    [Fact]
    public async Task Redirects_have_an_end()
    {
        using var host = new ScriptedHost([.. Enumerable.Repeat(ScriptedHost.Status(302, ("Location", Api + "x")), 10)]);
        using var connection = Open(host);

        var failure = await Assert.ThrowsAsync<GitHubException>(() => connection.GetAsync("it", "x"));

        Assert.Equal((302, 4), (failure.Status, host.Asked.Count));
    }

    [Fact]
    public async Task A_list_is_read_to_its_bound_and_says_that_it_is_not_whole()
    {
        using var host = new ScriptedHost([.. Enumerable.Repeat(ScriptedHost.Json("[1, 2]", headers: ("Link", $"<{Api}next>; rel=\"next\"")), 5)]);
        using var connection = Open(host);

        var (entries, isWhole) = await connection.ListAsync("the list", "x", 4, key: null);

        Assert.Equal((4, false, 2), (entries.Count, isWhole, host.Asked.Count));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"check_runs\": 1}")]
    public async Task What_is_no_list_is_a_failure_and_no_empty_list(string body)
    {
        foreach (var key in new[] { null, "check_runs" })
        {
            using var host = new ScriptedHost(ScriptedHost.Json(body));
            using var connection = Open(host);

            var failure = await Assert.ThrowsAsync<GitHubException>(() => connection.ListAsync("the list", "x", key));

            Assert.StartsWith("the list: GitHub's API gave no list", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_answer_that_still_holds_is_asked_for_by_its_tag()
    {
        using var host = new ScriptedHost(ScriptedHost.Json("{\"a\": 1}", headers: ("ETag", "\"t\"")), ScriptedHost.Status(304));
        using var connection = Open(host);

        await connection.GetAsync("it", "x");
        var again = await connection.GetAsync("it", "x");

        Assert.Equal(1, again.FindNumber("a"));
        Assert.Equal([null, "\"t\""], host.Asked.Select(a => a.Tag));
    }

    [Fact]
    public async Task An_answer_nested_too_deep_is_a_failure()
    {
        using var host = new ScriptedHost(ScriptedHost.Json(new string('[', 100) + new string(']', 100)));
        using var connection = Open(host);

        await Assert.ThrowsAsync<GitHubException>(() => connection.GetAsync("it", "x"));
    }

    private static GitHubConnection Open(HttpMessageHandler host) =>
        new(new GitHubOptions { Api = new Uri(Api), Owner = "o", Name = "r", Token = "secret", Transport = host, Time = new StillTime() });
}
