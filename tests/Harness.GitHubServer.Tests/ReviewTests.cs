using System.Text.Json.Nodes;
using Xunit;

namespace Harness.GitHubServer.Tests;

/// <summary>GitHub's rules about reviews.</summary>
public sealed class ReviewTests
{
    [Theory]
    [InlineData("anna", "APPROVE", "", "Can not approve your own pull request")]
    [InlineData("anna", "REQUEST_CHANGES", "no", "Can not request changes on your own pull request")]
    [InlineData("ben", "REQUEST_CHANGES", "", "Body can't be blank")]
    [InlineData("ben", "COMMENT", "", "Body can't be blank")]
    public async Task What_may_not_be_said_is_refused(string login, string word, string body, string error)
    {
        using var ground = new Ground();
        ground.OpenChange();
        var (status, answer) = await ground.Write("POST", "pulls/1/reviews", new JsonObject { ["event"] = word, ["body"] = body }, login);
        Assert.Equal(422, status);
        Assert.Equal(error, (string?)answer!["errors"]![0]);
        Assert.Empty((JsonArray)await ground.Json("pulls/1/reviews"));
    }

    // Line 10 is changed: with its three lines of context the hunk has the lines 7 to 13.
    [Theory]
    [InlineData("a.txt", 10, "RIGHT", 200)]
    [InlineData("a.txt", 7, "RIGHT", 200)]
    [InlineData("a.txt", 13, "LEFT", 200)]
    [InlineData("a.txt", 6, "RIGHT", 422)]
    [InlineData("a.txt", 14, "RIGHT", 422)]
    [InlineData("b.txt", 1, "RIGHT", 422)]
    public async Task A_comment_stands_within_a_hunk_or_nothing_of_the_review_does(string path, int line, string side, int expected)
    {
        using var ground = new Ground();
        ground.OpenChange();
        JsonObject[] comments = [Comment("a.txt", 11, "RIGHT"), Comment(path, line, side)];
        var review = new JsonObject { ["event"] = "COMMENT", ["body"] = "see", ["comments"] = new JsonArray([.. comments]) };
        Assert.Equal(expected, (await ground.Write("POST", "pulls/1/reviews", review, "ben")).Status);
        Assert.Equal(expected == 200 ? 2 : 0, ((JsonArray)await ground.Json("pulls/1/comments")).Count);
    }

    [Fact]
    public async Task A_comment_follows_its_line_and_is_outdated_where_that_changes()
    {
        using var ground = new Ground();
        ground.OpenChange();
        await ground.Write("POST", "pulls/1/reviews", new JsonObject { ["event"] = "COMMENT", ["comments"] = new JsonArray(Comment("a.txt", 10, "RIGHT")) }, "ben");
        var lines = Enumerable.Range(1, 30).Select(i => i == 10 ? "changed 10\n" : $"line {i}\n").ToArray();
        ground.Push("topic", "a.txt", "before\n" + string.Concat(lines));
        Assert.Equal(11, (int)(await ground.Json("pulls/1/comments"))[0]!["line"]!);
        ground.Push("topic", "a.txt", string.Concat(lines).Replace("changed", "otherwise", StringComparison.Ordinal));
        var comment = (await ground.Json("pulls/1/comments"))[0]!;
        Assert.Null(comment["line"]);
        Assert.Equal(10, (int)comment["original_line"]!);
        Assert.Empty(ground.Hub.Violations);
    }

    [Fact]
    public async Task A_review_without_an_event_is_seen_by_its_author_only()
    {
        using var ground = new Ground();
        ground.OpenChange();
        var (_, review) = await ground.Write("POST", "pulls/1/reviews", new JsonObject { ["body"] = "so far" }, "ben");
        Assert.Equal("PENDING", (string?)review!["state"]);
        Assert.Empty((JsonArray)await ground.Json("pulls/1/reviews"));
        Assert.Single((JsonArray)await ground.Json("pulls/1/reviews", "ben"));
        await ground.Write("POST", $"pulls/1/reviews/{review["id"]}/events", new JsonObject { ["event"] = "APPROVE" }, "ben");
        Assert.Equal("APPROVED", (string?)(await ground.Json("pulls/1/reviews"))[0]!["state"]);
    }

    private static JsonObject Comment(string path, int line, string side) => new() { ["path"] = path, ["line"] = line, ["side"] = side, ["body"] = "here" };
}
