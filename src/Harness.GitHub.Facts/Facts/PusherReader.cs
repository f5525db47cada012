using System.Collections.Immutable;
using System.Text.Json;
using Harness.Changes;
using Harness.GitHub.Connection;

namespace Harness.GitHub.Facts;

/// <summary>
/// Reads the accounts that pushed the commits of a branch, from the activity of its repository. An event names at most one pusher, but the activity
/// has all. A push that it does not explain counts as made by an unknown contributor.
/// </summary>
internal sealed class PusherReader(GitHubConnection connection)
{
    private const int MostMoves = 3000;
    private const int NotFound = 404;

    /// <summary>Reads the pushers of a head.</summary>
    /// <param name="repository">Owner and name of the repository that the branch is in, or <see langword="null"/> if it is gone.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="head">The id of the commit that is proposed.</param>
    /// <param name="proposed">The ids of the commits that are proposed, the head among them.</param>
    public async Task<ImmutableArray<IdentityClaim>> ReadAsync(string? repository, string branch, string head, IReadOnlySet<string> proposed)
    {
        var (trace, why) = await TraceAsync(repository, branch, head, proposed);
        return
        [
            .. (trace?.Logins ?? []).Select(login => new IdentityClaim(IdentityEvidence.Host, login, "who pushed")),
            .. why is null ? Array.Empty<IdentityClaim>() : [IdentityClaim.Unknown($"it is not known who pushed {CommitText.Short(head)} to '{branch}': {why}")],
        ];
    }

    private async Task<(PusherTrace? Trace, string? Why)> TraceAsync(string? repository, string branch, string head, IReadOnlySet<string> proposed)
    {
        if (repository is null || !IsName(repository))
        {
            return (null, "its repository is gone");
        }

        try
        {
            var path = GitHubConnection.At(repository, $"activity?ref={Uri.EscapeDataString("refs/heads/" + branch)}");
            var (entries, isWhole) = await connection.ListAsync($"who pushed to '{branch}' of '{repository}'", path, MostMoves, key: null);
            var trace = PusherTrace.Follow([.. entries.Select(ToMove)], isWhole, head, proposed);
            return (trace, trace.Gap is { } gap ? $"in the activity of '{repository}' {gap}" : null);
        }
        catch (GitHubException e) when (IsHidden(e, repository))
        {
            return (null, $"GitHub does not show the activity of '{repository}' ({e.Status}); a branch of this repository has one that it shows");
        }
    }

    // A token without access to its own repository must be fixed. For a fork, it may lack access.
    private bool IsHidden(GitHubException e, string repository) => e is { MayPass: false, Status: >= 400 and < 500 }
        && (e.Status == NotFound || !repository.Equals($"{connection.Options.Owner}/{connection.Options.Name}", StringComparison.OrdinalIgnoreCase));

    private static bool IsName(string repository) =>
        repository.Split('/') is [{ Length: > 0 }, { Length: > 0 }] && repository.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.');

    private static BranchMove ToMove(JsonElement move) =>
        new(move.FindText("before") ?? "", move.FindText("after") ?? "", move.FindText("activity_type") ?? "", move.FindText("actor", "login"));
}
