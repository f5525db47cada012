using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Harness.Changes;
using Harness.GitHub.Connection;

namespace Harness.GitHub.Facts;

/// <summary>Reads facts of pull requests from GitHub: contributors, approvals and checks. Both front-ends decide by it.</summary>
/// <param name="connection">The repository.</param>
public sealed class FactsReader(GitHubConnection connection)
{
    // The host lists no more commits. See "List commits on a pull request".
    private const int MostCommits = 250;
    private const string Ghost = "ghost";
    private readonly SummaryReader summaries = new($"{connection.Options.Owner}/{connection.Options.Name}");
    private readonly PusherReader pushers = new(connection);

    /// <summary>Reads a pull request.</summary>
    /// <param name="number">Its number.</param>
    public async Task<PullRequestSummary> ReadSummaryAsync(int number) =>
        summaries.Read(await connection.GetAsync($"pull request #{number}", connection.At(Numbered("pulls", number))));

    /// <summary>Reads a list of pull requests.</summary>
    /// <param name="query">The filter and order, as the query of a URL.</param>
    /// <param name="most">The maximum number, in whole pages, or <see langword="null"/> for all.</param>
    public async Task<ImmutableArray<PullRequestSummary>> ListAsync(string query, int? most = null)
    {
        var path = connection.At("pulls?" + query);
        var entries = most is { } count
            ? (await connection.ListAsync("the pull requests", path, count, key: null)).Entries
            : await connection.ListAsync("the pull requests", path);
        return [.. entries.Select(summaries.Read)];
    }

    /// <summary>Reads all that a verdict needs.</summary>
    /// <param name="summary">The pull request.</param>
    /// <param name="own">The reviewer's account, whose reviews are excluded.</param>
    /// <param name="ownCheck">The name of the reviewer's check, which is excluded.</param>
    public async Task<PullRequestFacts> ReadAsync(PullRequestSummary summary, string own, string ownCheck)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return new()
        {
            Summary = summary,
            Actor = await ReadActorAsync(summary),
            Reviews = [.. (await ReadReviewsAsync(summary.Number)).Where(r => !r.Login.Equals(own, StringComparison.OrdinalIgnoreCase))],
            Checks = await ReadChecksAsync(summary.Head, ownCheck),
        };
    }

    /// <summary>
    /// Reads the contributors of a pull request: its author, everyone who pushed its commits, the branch, and the names in its commits. The result
    /// depends only on the head, never on the event.
    /// </summary>
    /// <param name="summary">The pull request.</param>
    /// <exception cref="GitHubException">The host does not list all of its commits, refuses, or does not answer.</exception>
    public async Task<Actor> ReadActorAsync(PullRequestSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var commits = await connection.ListAsync($"the commits of #{summary.Number}", connection.At(Numbered("pulls", summary.Number) + "/commits"));
        if (commits.Count >= MostCommits)
        {
            throw new GitHubException($"pull request #{summary.Number} has {MostCommits} commits or more, and the host tells of no more who made them: split it") { IsOfPullRequest = true };
        }

        var proposed = commits.Select(c => c.FindText("sha")).OfType<string>().Append(summary.Head).ToHashSet(StringComparer.Ordinal);
        return new Actor(
        [
            new IdentityClaim(IdentityEvidence.Host, summary.Author, "the pull request's author"),
            .. await pushers.ReadAsync(summary.HeadRepository, summary.HeadBranch, summary.Head, proposed),
            new IdentityClaim(IdentityEvidence.Branch, summary.HeadBranch, "the branch"),
            .. commits.SelectMany(ToClaims).DistinctBy(c => c.Name, StringComparer.Ordinal),
        ]);
    }

    /// <summary>Reads the accounts that pushed a branch of the repository.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="head">The id of the commit that it is at.</param>
    /// <param name="proposed">The ids of the commits that count, <paramref name="head"/> among them.</param>
    public Task<ImmutableArray<IdentityClaim>> ReadPushersAsync(string branch, string head, IReadOnlySet<string> proposed) =>
        pushers.ReadAsync($"{connection.Options.Owner}/{connection.Options.Name}", branch, head, proposed);

    /// <summary>Reads the reviews of a pull request, the oldest first.</summary>
    /// <param name="number">Its number.</param>
    public async Task<ImmutableArray<Review>> ReadReviewsAsync(int number) =>
    [
        // The host has no name for a deleted account, and its review does not count.
        .. (await connection.ListAsync($"the reviews of #{number}", connection.At(Numbered("pulls", number) + "/reviews")))
            .Where(r => r.FindText("user", "login") is not null)
            .Select(r => new Review(r.FindText("user", "login")!, r.FindText("commit_id") ?? "", ToState(r.FindText("state")))),
    ];

    /// <summary>Reads the checks of a commit: check runs, and of each commit status the last.</summary>
    /// <param name="commit">Its id.</param>
    /// <param name="ownCheck">The name of a check to exclude, or <see langword="null"/> for none.</param>
    public async Task<ImmutableArray<CheckFact>> ReadChecksAsync(string commit, string? ownCheck)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var runs = await connection.ListAsync($"the checks of {commit[..12]}", connection.At($"commits/{commit}/check-runs"), "check_runs");
        var statuses = await connection.ListAsync($"the statuses of {commit[..12]}", connection.At($"commits/{commit}/statuses"));
        return
        [
            .. runs.Select(ToCheck).Where(c => c.Name != ownCheck)
                .Concat(statuses.GroupBy(s => s.FindText("context") ?? "", StringComparer.Ordinal).Select(g => ToStatus(g.Key, g.MaxBy(IdOf))))
                .OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.App, StringComparer.Ordinal),
        ];
    }

    /// <summary>Reads the merged pull requests that a commit is part of.</summary>
    /// <param name="commit">Its id.</param>
    public async Task<ImmutableArray<PullRequestSummary>> FindMergedAsync(string commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var pulls = await connection.ListAsync($"the pull requests of {commit[..12]}", connection.At($"commits/{commit}/pulls"));
        return [.. pulls.Select(summaries.Read).Where(p => p.State == PullRequestState.Merged)];
    }

    /// <summary>Reads the comments on a pull request, oldest first, with their authors.</summary>
    /// <param name="number">Its number.</param>
    public async Task<ImmutableArray<(string Login, string Text)>> ReadCommentsAsync(int number) =>
    [
        .. (await connection.ListAsync($"the comments of #{number}", connection.At(Numbered("issues", number) + "/comments")))
            .Select(c => (c.FindText("user", "login") ?? Ghost, c.FindText("body") ?? "")),
    ];

    /// <summary>Reads the lines that a pull request adds by the host's diff.</summary>
    /// <param name="number">Its number.</param>
    public async Task<AddedPlaces> ReadPlacesAsync(int number) =>
        AddedPlaces.Read(await connection.ListAsync($"the files of #{number}", connection.At(Numbered("pulls", number) + "/files")));

    private static string Numbered(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}/{number}");

    // The contributors that a commit names, and the accounts that the host finds for their addresses.
    private static IEnumerable<IdentityClaim> ToClaims(JsonElement commit)
    {
        var name = "commit " + (commit.FindText("sha") is { Length: >= 12 } id ? id[..12] : "?");
        return CommitClaims.Find(name, Person(commit, "author"), Person(commit, "committer"), commit.FindText("commit", "message") ?? "")
            .Concat(new[] { commit.FindText("author", "login"), commit.FindText("committer", "login") }.OfType<string>()
                .Select(login => new IdentityClaim(IdentityEvidence.Commit, login, name)));
    }

    private static string Person(JsonElement commit, string role) => $"{commit.FindText("commit", role, "name")} <{commit.FindText("commit", role, "email")}>";

    private static ReviewState ToState(string? state) => state switch
    {
        "APPROVED" => ReviewState.Approved,
        "CHANGES_REQUESTED" => ReviewState.ChangesRequested,
        "DISMISSED" => ReviewState.Dismissed,
        _ => ReviewState.Commented,
    };

    private static long IdOf(JsonElement status) => status.Find("id") is { ValueKind: JsonValueKind.Number } id && id.TryGetInt64(out var number) ? number : 0;

    private static CheckFact ToCheck(JsonElement run) => new(
        run.FindText("name") ?? "",
        run.FindText("app", "slug"),
        run.FindText("status") != "completed" ? CheckState.Pending
            : run.FindText("conclusion") is "success" or "neutral" or "skipped" ? CheckState.Green : CheckState.Red);

    private static CheckFact ToStatus(string context, JsonElement status) => new(context, null, status.FindText("state") switch
    {
        "success" => CheckState.Green,
        "error" or "failure" => CheckState.Red,
        _ => CheckState.Pending,
    });
}
