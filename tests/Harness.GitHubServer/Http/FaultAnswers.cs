using System.Globalization;
using System.Text.Json.Nodes;
using Harness.GitHubServer.Faults;

namespace Harness.GitHubServer.Http;

/// <summary>Troubles in the form in which GitHub has them: behind its gates, pages instead of JSON.</summary>
internal static class FaultAnswers
{
    public static FinishedAnswer Of(Fault fault)
    {
        var headers = new Dictionary<string, string>();
        if (fault.RetryAfter is { } wait)
        {
            headers["Retry-After"] = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        var json = new JsonObject { ["message"] = Message(fault), ["documentation_url"] = "https://docs.github.com/rest" };
        return fault.Status is 502 or 503 or 504
            ? new(fault.Status.Value, "text/html; charset=utf-8", "<html><body><h1>Unicorn!</h1></body></html>", headers)
            : new(fault.Status ?? 500, "application/json; charset=utf-8", json.ToJsonString(), headers);
    }

    private static string Message(Fault fault) => fault.Status switch
    {
        403 or 429 => "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
        _ => "Server Error",
    };
}
