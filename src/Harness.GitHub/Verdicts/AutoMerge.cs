using System.Globalization;
using System.Text.Json;
using Harness.GitHub.Connection;
using Harness.GitHub.Facts;

namespace Harness.GitHub.Verdicts;

/// <summary>The host's own merging, which only its GraphQL API turns on.</summary>
internal static class AutoMerge
{
    // The one request for GraphQL; a file of its own, so that it can be held against GitHub's schema.
    private const string Mutation = "EnableAutoMerge.graphql";

    /// <returns>Whether it was off until now.</returns>
    public static async Task<bool> EnableAsync(GitHubSession session, PullRequestSummary summary)
    {
        var what = $"auto-merge of #{summary.Number}";
        var known = await session.GetJsonAsync(what, string.Create(CultureInfo.InvariantCulture, $"pulls/{summary.Number}"));
        if (known.TryGetProperty("auto_merge", out var merging) && merging.ValueKind == JsonValueKind.Object)
        {
            return false;
        }

        var answer = await GitHubSession.AskAsync(what, () => session.Api.Post<GraphAnswer>(GraphOf(session), new Dictionary<string, object>
        {
            ["query"] = ReadMutation(),
            ["variables"] = new Dictionary<string, object> { ["pull"] = summary.NodeId, ["head"] = summary.Head },
        }));
        if (answer.Errors is { Count: > 0 } errors)
        {
            throw new GitHubException($"{what}: GitHub refuses: {string.Join("; ", errors.Select(e => e.Message))}");
        }

        return true;
    }

    private static string ReadMutation()
    {
        using var reader = new StreamReader(typeof(AutoMerge).Assembly.GetManifestResourceStream(Mutation)!);
        return reader.ReadToEnd();
    }

    // Beside the REST API: https://HOST/api/v3/ has https://HOST/api/graphql.
    private static Uri GraphOf(GitHubSession session)
    {
        var api = session.Options.Api;
        return api.AbsolutePath.EndsWith("/api/v3/", StringComparison.Ordinal) ? new Uri(api, "../graphql") : new Uri(api, "graphql");
    }
}

/// <summary>What GraphQL answers; refusals come with status 200.</summary>
internal sealed class GraphAnswer
{
    public List<GraphError>? Errors { get; init; }
}

/// <summary>A refusal.</summary>
internal sealed class GraphError
{
    public string? Message { get; init; }
}
