using Harness.GitHubServer.Http;

namespace Harness.GitHubServer.Endpoints;

/// <summary>Every operation that is served, the most fixed paths first.</summary>
internal static class Api
{
    /// <summary>The start of every path below the repository.</summary>
    public const string Repo = "/repos/{owner}/{repo}";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        .. new[]
        {
            UserEndpoints.Routes, RepositoryEndpoints.Routes, CommitEndpoints.Routes, ProtectionEndpoints.Routes, PullEndpoints.Routes,
            ReviewEndpoints.Routes, ReviewCommentEndpoints.Routes, ReviewerEndpoints.Routes, IssueEndpoints.Routes, LabelEndpoints.Routes,
            CheckEndpoints.Routes, StatusEndpoints.Routes, RulesetEndpoints.Routes, CodeScanningEndpoints.Routes,
        }
        .SelectMany(r => r)
        .OrderByDescending(r => r.Fixed),
    ];
}
