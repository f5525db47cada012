using System.Security.Cryptography;
using System.Text;
using Harness.Reviewer.Serving;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary>What is read from a webhook, and which ones are the host's: without a host, a repository, or a server.</summary>
public sealed class WebhookTests
{
    private const string Secret = "s3cret";
    private static readonly byte[] Body = "{\"a\":1}"u8.ToArray();

    // Kind, body without the repository, then what is read: numbers, commit, branch.
    public static TheoryData<string, string, string, string?, string?> Events => new()
    {
        { "pull_request", """ "pull_request":{"number":7} """, "7", null, null },
        { "pull_request_review", """ "pull_request":{"number":7} """, "7", null, null },
        { "pull_request_review_comment", """ "pull_request":{"number":7} """, "7", null, null },
        { "pull_request", """ "pull_request":{"number":"7"} """, "", null, null },
        { "pull_request", """ "pull_request":{"number":0} """, "", null, null },
        { "pull_request", """ "pull_request":{"number":-7} """, "", null, null },
        { "pull_request", """ "pull_request":{"number":7.5} """, "", null, null },
        { "pull_request", """ "pull_request":{"number":99999999999} """, "", null, null },
        { "pull_request", """ "pull_request":[7] """, "", null, null },
        { "pull_request", """ "number":7 """, "", null, null },
        { "issue_comment", """ "issue":{"number":7,"pull_request":{}} """, "7", null, null },
        { "issue_comment", """ "issue":{"number":7} """, "", null, null },
        { "check_run", """ "check_run":{"head_sha":"abc","pull_requests":[{"number":7},{"number":8}]} """, "7,8", "abc", null },
        { "check_suite", """ "check_suite":{"head_sha":"abc","pull_requests":[]} """, "", "abc", null },
        { "check_run", """ "check_run":{"head_sha":5,"pull_requests":{"number":7}} """, "", null, null },
        { "check_run", """ "check_suite":{"head_sha":"abc","pull_requests":[{"number":7}]} """, "", null, null },
        { "status", """ "sha":"abc" """, "", "abc", null },
        { "push", """ "ref":"refs/heads/main" """, "", null, "main" },
        { "push", """ "ref":"refs/heads/a/b" """, "", null, "a/b" },
        { "push", """ "ref":"refs/tags/v1" """, "", null, null },
        { "push", """ "ref":null """, "", null, null },
        { "ping", """ "zen":"x","pull_request":{"number":7},"ref":"refs/heads/main","sha":"abc" """, "", null, null },
        { "", """ "pull_request":{"number":7} """, "", null, null },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_says_where_to_look_and_nothing_else(string kind, string content, string numbers, string? commit, string? branch)
    {
        var read = WebhookEvent.Read(kind, Encoding.UTF8.GetBytes($$"""{"repository":{"full_name":"o/r"},"sender":{"login":"anna"},{{content}} }"""))!;

        Assert.Equal(("o/r", "anna", numbers, commit, branch), (read.Repository, read.Sender, string.Join(',', read.Numbers), read.Commit, read.Branch));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"repository\":\"o/r\"}")]
    [InlineData("{\"repository\":{\"full_name\":7}}")]
    [InlineData("{\"repository\":{\"full_name\":\"o/r\"}} trailing")]
    public void What_names_no_repository_is_no_event(string body) => Assert.Null(WebhookEvent.Read("pull_request", Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void What_is_nested_beyond_measure_or_no_UTF8_is_no_event()
    {
        Assert.Null(WebhookEvent.Read("push", Encoding.UTF8.GetBytes("{\"repository\":{\"full_name\":\"o/r\"},\"a\":" + new string('[', 100) + new string(']', 100) + "}")));
        Assert.Null(WebhookEvent.Read("push", (byte[])[.. "{\"repository\":{\"full_name\":\"o/"u8, 0xff, .. "\"}}"u8]));
    }

    [Fact]
    public void An_event_without_a_sender_is_nobody_s() => Assert.Null(WebhookEvent.Read("push", "{\"repository\":{\"full_name\":\"o/r\"}}"u8.ToArray())!.Sender);

    [Fact]
    public void Only_the_right_signature_by_SHA256_is_the_host_s()
    {
        var key = Encoding.UTF8.GetBytes(Secret);
        var right = Convert.ToHexStringLower(HMACSHA256.HashData(key, Body));
#pragma warning disable CA5350 // What must be refused.
        var old = Convert.ToHexStringLower(HMACSHA1.HashData(key, Body));
#pragma warning restore CA5350

        Assert.True(IsValid("sha256=" + right));
        Assert.False(IsValid("sha1=" + old));
        Assert.False(IsValid("sha256=" + old));
        Assert.False(IsValid("sha1=" + right));
        Assert.False(IsValid(right));
        Assert.False(IsValid("SHA256=" + right));
        Assert.False(IsValid("sha256=" + right + " "));
        Assert.False(IsValid(""));
        Assert.False(IsValid(null));
        Assert.False(WebhookSignature.IsValid("other", Body, "sha256=" + right));
        Assert.False(WebhookSignature.IsValid(Secret, "{\"a\":2}"u8, "sha256=" + right));
    }

    [Fact]
    public void The_work_of_a_delivery_has_been_done_when_every_part_has()
    {
        var deliveries = new Deliveries();
        var first = deliveries.Take("one")!;
        first.Begin();
        first.Finish();
        Assert.NotNull(deliveries.Take("one"));
        first.Finish();
        Assert.Null(deliveries.Take("one"));
        Assert.NotNull(deliveries.Take("two"));
    }

    private static bool IsValid(string? signature) => WebhookSignature.IsValid(Secret, Body, signature);
}
