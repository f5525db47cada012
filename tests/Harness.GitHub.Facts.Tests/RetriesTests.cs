using System.Globalization;
using Harness.GitHub.Connection;
using Xunit;

namespace Harness.GitHub.Facts.Tests;

/// <summary>What is asked again, after which wait, and what never.</summary>
public sealed class RetriesTests
{
    private const int Lost = 0;
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Method, statuses in their order (0: no answer), headers of the first, waits in seconds, how it ends.
    public static TheoryData<string, int[], string, double[], string> Table => new()
    {
        { "GET", [200], "", [], "200" },
        { "GET", [404], "", [], "404" },
        { "GET", [403], "", [], "403" },
        { "GET", [500, 200], "", [1], "200" },
        { "GET", [502, 503, Lost, 200], "", [1, 2, 4], "200" },
        { "GET", [500, 500, 500, 500, 500, 500, 200], "", [1, 2, 4, 8, 16], "it answers 500; try again later" },
        { "GET", [Lost, Lost, Lost, Lost, Lost, Lost, 200], "", [1, 2, 4, 8, 16], "the connection was closed; try again later" },
        { "GET", [429, 200], "Retry-After: 7", [7], "200" },
        { "GET", [403, 200], "Retry-After: 60", [60], "200" },
        { "GET", [403], "Retry-After: 61", [], "its limit is reached (403); try again later" },
        { "GET", [429, 200], "", [60], "200" },
        { "GET", [403, 200], "X-RateLimit-Remaining: 0\nX-RateLimit-Reset: +30", [30], "200" },
        { "GET", [403, 200], "X-RateLimit-Remaining: 0\nX-RateLimit-Reset: -30", [1], "200" },
        { "GET", [403], "X-RateLimit-Remaining: 0\nX-RateLimit-Reset: +61", [], "its limit is reached (403); try again later" },
        { "GET", [403], "X-RateLimit-Remaining: 0\nX-RateLimit-Reset: 9223372036854775807", [], "its limit is reached (403); try again later" },
        { "GET", [403], "X-RateLimit-Remaining: 1\nX-RateLimit-Reset: +30", [], "403" },
        { "PUT", [500, 200], "", [1], "200" },
        { "DELETE", [Lost, 204], "", [1], "204" },
        { "POST", [201], "", [], "201" },
        { "POST", [422], "", [], "422" },
        { "POST", [500, 201], "", [], "did not say whether it did" },
        { "POST", [Lost, 201], "", [], "did not say whether it did" },
        { "PATCH", [502, 200], "", [], "did not say whether it did" },
        { "POST", [429, 201], "Retry-After: 1", [1], "201" },
        { "POST", [403, 201], "X-RateLimit-Remaining: 0\nX-RateLimit-Reset: +5", [5], "201" },
        { "POST", [429, Lost, 201], "Retry-After: 1", [1], "did not say whether it did" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_request_is_sent_again_only_where_that_does_no_harm(string method, int[] statuses, string headers, double[] waits, string ends)
    {
        using var host = new ScriptedHost([.. statuses.Select((s, i) => s == Lost ? ScriptedHost.Lost : ScriptedHost.Status(s, i == 0 ? Read(headers) : []))]);
        var time = new StillTime();
        using var retries = new Retries(host, time, TimeSpan.FromMinutes(1));
        using var client = new HttpMessageInvoker(retries);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("https://api.example/x"));

        var end = await EndOfAsync(client, request);

        Assert.Contains(ends, end, StringComparison.Ordinal);
        Assert.Equal(waits, time.Waits);
        Assert.Equal(waits.Length + 1, host.Asked.Count);
    }

    [Theory]
    [InlineData("GET", 500)]
    [InlineData("POST", 500)]
    public async Task What_may_pass_says_so(string method, int status)
    {
        using var host = new ScriptedHost([.. Enumerable.Repeat(ScriptedHost.Status(status), 6)]);
        using var retries = new Retries(host, new StillTime(), TimeSpan.FromMinutes(1));
        using var client = new HttpMessageInvoker(retries);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("https://api.example/x"));

        var failure = await Assert.ThrowsAsync<GitHubException>(() => client.SendAsync(request, CancellationToken.None));

        Assert.True(failure.MayPass);
    }

    private static async Task<string> EndOfAsync(HttpMessageInvoker client, HttpRequestMessage request)
    {
        try
        {
            using var answer = await client.SendAsync(request, CancellationToken.None);
            return ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (GitHubException e)
        {
            return e.Message;
        }
    }

    private static (string Name, string Value)[] Read(string headers) =>
        [.. headers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(h => h.Split(": ")).Select(h => (h[0], ToTime(h[1])))];

    // "+30" is a time of the clock.
    private static string ToTime(string value) => value[0] is '+' or '-'
        ? (Start.ToUnixTimeSeconds() + long.Parse(value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture) : value;
}
