using System.Globalization;
using System.Text.Json;
using Harness.GitHub.Connection;
using Harness.GitHub.Facts;
using Octokit;

namespace Harness.GitHub.Verdicts;

/// <summary>The outcome of enabling auto-merge.</summary>
public enum AutoMergeOutcome
{
    /// <summary>It does already.</summary>
    WasOn,

    /// <summary>It will, as soon as all that it asks for is there.</summary>
    TurnedOn,

    /// <summary>All was there: it is merged.</summary>
    Merged,
}

/// <summary>Enables the host's auto-merge, which only its GraphQL API can do.</summary>
internal static class AutoMerge
{
    // The only GraphQL request. It is in its own file, so that it can be checked against GitHub's schema.
    private const string Mutation = "EnableAutoMerge.graphql";

    public static async Task<AutoMergeOutcome> EnableAsync(GitHubSession session, PullRequestSummary summary)
    {
        var what = $"auto-merge of #{summary.Number}";
        var known = await session.GetJsonAsync(what, string.Create(CultureInfo.InvariantCulture, $"pulls/{summary.Number}"));
        if (known.TryGetProperty("auto_merge", out var merging) && merging.ValueKind == JsonValueKind.Object)
        {
            return AutoMergeOutcome.WasOn;
        }

        var answer = await GitHubSession.AskAsync(what, () => session.Api.Post<GraphAnswer>(GraphOf(session), new Dictionary<string, object>
        {
            ["query"] = ReadMutation(),
            ["variables"] = new Dictionary<string, object> { ["pull"] = summary.NodeId, ["head"] = summary.Head },
        }));
        if (answer.Errors is { Count: > 0 } errors)
        {
            return errors.Any(e => e.Message?.Contains("clean status", StringComparison.OrdinalIgnoreCase) == true) ? await MergeAsync(session, summary) : throw new GitHubException($"{what}: GitHub refuses: {string.Join("; ", errors.Select(e => e.Message))}");
        }

        return AutoMergeOutcome.TurnedOn;
    }

    // Nothing is left to wait for, and the host enables auto-merge only if something is.
    private static async Task<AutoMergeOutcome> MergeAsync(GitHubSession session, PullRequestSummary summary)
    {
        await GitHubSession.AskAsync($"the merge of #{summary.Number}", () => session.Client.PullRequest.Merge(
            session.Owner, session.Name, summary.Number, new MergePullRequest { MergeMethod = PullRequestMergeMethod.Rebase, Sha = summary.Head }));
        return AutoMergeOutcome.Merged;
    }

    private static string ReadMutation()
    {
        using var reader = new StreamReader(typeof(AutoMerge).Assembly.GetManifestResourceStream(Mutation)!);
        return reader.ReadToEnd();
    }

    // Next to the REST API: https://HOST/api/v3/ has https://HOST/api/graphql.
    private static Uri GraphOf(GitHubSession session)
    {
        var api = session.Options.Api;
        return api.AbsolutePath.EndsWith("/api/v3/", StringComparison.Ordinal) ? new Uri(api, "../graphql") : new Uri(api, "graphql");
    }
}

/// <summary>An answer of GraphQL. Refusals have status 200.</summary>
internal sealed class GraphAnswer
{
    public List<GraphError>? Errors { get; init; }
}

/// <summary>A refusal.</summary>
internal sealed class GraphError
{
    public string? Message { get; init; }
}
