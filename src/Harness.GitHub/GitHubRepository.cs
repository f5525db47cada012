using System.Collections.Immutable;
using System.Text.Json;
using Harness.Changes;
using Harness.GitHub.Connection;
using Harness.GitHub.Facts;
using Harness.GitHub.Protection;
using Harness.GitHub.Verdicts;
using Octokit;
using Review = Harness.Changes.Review;

namespace Harness.GitHub;

/// <summary>
/// A repository on GitHub, to read facts of pull requests and write verdicts. If the host has trouble, requests that may be repeated are repeated.
/// Any other failure is a <see cref="GitHubException"/>, which states whether repeating the whole step may help. Every step first reads the current
/// state.
/// </summary>
public sealed class GitHubRepository : IDisposable
{
    private readonly GitHubConnection connection;
    private readonly GitHubSession session;
    private readonly FactsReader facts;

    private GitHubRepository(GitHubConnection connection, string login, string home)
    {
        this.connection = connection;
        session = new GitHubSession(connection);
        facts = new FactsReader(connection);
        (Login, DefaultBranch) = (login, home);
    }

    /// <summary>The account of the token. Empty if there is none.</summary>
    public string Login { get; }

    /// <summary>The default branch.</summary>
    public string DefaultBranch { get; }

    /// <summary>A value that indicates whether the account can write check runs: only apps can.</summary>
    public bool CanCheck => CheckPublisher.CanWrite(Login);

    /// <summary>Opens a repository.</summary>
    /// <param name="options">The place of the repository.</param>
    /// <exception cref="GitHubException">It is not there, has another name now, or the token is wrong.</exception>
    public static async Task<GitHubRepository> OpenAsync(GitHubOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var connection = new GitHubConnection(options);
        try
        {
            var full = $"{options.Owner}/{options.Name}";
            var known = await connection.GetAsync($"the repository '{full}'", connection.At(""));
            if (known.FindText("full_name") is var name && !full.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                throw new GitHubException($"the repository '{full}' is called '{name}' now: give that name");
            }

            var home = known.FindText("default_branch") ?? throw new GitHubException($"the repository '{full}': GitHub's API does not name its default branch: is its address right?");
            return new GitHubRepository(connection, options.Login ?? await FindLoginAsync(connection), home);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads the summary of a pull request.</summary>
    /// <param name="number">Its number.</param>
    public Task<PullRequestSummary> ReadSummaryAsync(int number) => facts.ReadSummaryAsync(number);

    /// <summary>Returns all that the host knows of a pull request that a verdict needs.</summary>
    /// <param name="summary">The pull request.</param>
    /// <param name="ownCheck">The name of the reviewer's own check, which is excluded.</param>
    public Task<PullRequestFacts> ReadAsync(PullRequestSummary summary, string ownCheck)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return facts.ReadAsync(summary, Login, ownCheck);
    }

    /// <summary>Returns the open pull requests, the oldest first.</summary>
    public Task<ImmutableArray<PullRequestSummary>> ListOpenAsync() => facts.ListAsync("state=open&sort=created&direction=asc");

    /// <summary>Returns the pull requests that were closed, the last touched first.</summary>
    /// <param name="count">The maximum number. A page has a hundred.</param>
    public Task<ImmutableArray<PullRequestSummary>> ListClosedAsync(int count) => facts.ListAsync("state=closed&sort=updated&direction=desc", count);

    /// <summary>Returns the reviews of a pull request, the oldest first, the account's own too.</summary>
    /// <param name="number">Its number.</param>
    public Task<ImmutableArray<Review>> ReadReviewsAsync(int number) => facts.ReadReviewsAsync(number);

    /// <summary>Returns the checks of a commit.</summary>
    /// <param name="commit">Its id.</param>
    public Task<ImmutableArray<CheckFact>> ReadChecksAsync(string commit) => facts.ReadChecksAsync(commit, ownCheck: null);

    /// <summary>Returns the lines that a pull request adds by the host's diff.</summary>
    /// <param name="number">Its number.</param>
    public Task<AddedPlaces> ReadPlacesAsync(int number) => facts.ReadPlacesAsync(number);

    /// <summary>
    /// Returns the summary that the account has written on a pull request, with all that is in it, or <see langword="null"/> without one.
    /// </summary>
    /// <param name="number">Its number.</param>
    public Task<string?> FindSummaryAsync(int number) => new SummaryPublisher(session, Login).FindAsync(number);

    /// <summary>Adds a note to the account's summary on a pull request, if one exists and has room. The next verdict replaces it.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="note">The note.</param>
    /// <returns>Whether it is there now.</returns>
    public Task<bool> TryAddToSummaryAsync(int number, string note) => new SummaryPublisher(session, Login).TryAddAsync(number, note);

    /// <summary>Publishes a verdict on a pull request.</summary>
    /// <param name="post">The verdict to publish.</param>
    /// <param name="summary">The current pull request.</param>
    /// <returns>The changes made, one line each. Empty if everything was already there.</returns>
    public Task<ImmutableArray<string>> PublishAsync(VerdictPost post, PullRequestSummary summary)
    {
        ArgumentNullException.ThrowIfNull(post);
        ArgumentNullException.ThrowIfNull(summary);
        return new VerdictPublisher(session, Login).PublishAsync(post, summary.Labels);
    }

    /// <summary>Asks accounts to review a pull request.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="logins">The accounts.</param>
    public Task RequestReviewersAsync(int number, IReadOnlyList<string> logins) => GitHubSession.AskAsync(
        $"the reviewers of #{number}",
        () => session.Client.PullRequest.ReviewRequest.Create(session.Owner, session.Name, number, new PullRequestReviewRequest(logins, [])));

    /// <summary>Lets the host merge a pull request by rebase as soon as all that it asks for is there, and only this head.</summary>
    /// <param name="summary">The pull request.</param>
    /// <exception cref="GitHubException">The host refuses: the repository does not allow it, or the head is another one by now.</exception>
    public Task<AutoMergeOutcome> EnableAutoMergeAsync(PullRequestSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return AutoMerge.EnableAsync(session, summary);
    }

    /// <summary>Returns a pull request that was opened at any time for a branch of the repository, or <see langword="null"/> for none.</summary>
    /// <param name="branch">The branch that it proposes.</param>
    /// <returns>Its number. If there are several, that of the last.</returns>
    public async Task<int?> FindPullRequestAsync(string branch)
    {
        var known = await facts.ListAsync("state=all&head=" + Uri.EscapeDataString($"{session.Owner}:{branch}"));
        return known.Where(p => p.HeadBranch == branch && !p.IsFork).Max(p => (int?)p.Number);
    }

    /// <summary>Opens a pull request.</summary>
    /// <param name="branch">The branch to merge.</param>
    /// <param name="target">The branch to merge it into.</param>
    /// <param name="title">Its title.</param>
    /// <param name="body">Its text, Markdown.</param>
    /// <returns>Its number.</returns>
    public async Task<int> CreatePullRequestAsync(string branch, string target, string title, string body) => (await GitHubSession.AskAsync(
        $"a pull request for '{branch}'",
        () => session.Client.PullRequest.Create(session.Owner, session.Name, new NewPullRequest(title, branch, target) { Body = body }))).Number;

    /// <summary>Returns the numbers of the merged pull requests that a commit is part of.</summary>
    /// <param name="commit">Its id.</param>
    public async Task<ImmutableArray<int>> FindMergedAsync(string commit) => [.. (await facts.FindMergedAsync(commit)).Select(p => p.Number)];

    /// <summary>Returns the comments on a pull request, oldest first, with their authors.</summary>
    /// <param name="number">Its number.</param>
    public Task<ImmutableArray<(string Login, string Text)>> ReadCommentsAsync(int number) => facts.ReadCommentsAsync(number);

    /// <summary>Reads the host's settings that protect a branch.</summary>
    /// <param name="branch">The branch.</param>
    public Task<BranchProtection> ReadProtectionAsync(string branch) => new ProtectionReader(session).ReadAsync(branch);

    /// <summary>Sets a ruleset of the reviewer's own name, in the place of an earlier one.</summary>
    /// <param name="wish">The wanted settings.</param>
    public Task SetProtectionAsync(ProtectionWish wish) => new ProtectionWriter(session).WriteAsync(wish);

    /// <summary>Returns the number of an app by its name in addresses.</summary>
    /// <param name="slug">The name.</param>
    public async Task<long> FindAppAsync(string slug) =>
        (await connection.GetAsync($"the app '{slug}'", "apps/" + Uri.EscapeDataString(slug))).Find("id") is { ValueKind: JsonValueKind.Number } id && id.TryGetInt64(out var number)
            ? number : throw new GitHubException($"the app '{slug}': GitHub's API gave no number: is its address right?");

    /// <inheritdoc/>
    public void Dispose()
    {
        session.Dispose();
        connection.Dispose();
    }

    private static async Task<string> FindLoginAsync(GitHubConnection connection)
    {
        if (connection.Options.Token is null)
        {
            return "";
        }

        try
        {
            return (await connection.GetAsync("the account of the token", "user")).FindText("login") ?? "";
        }
        catch (GitHubException e) when (e.Status == 403)
        {
            throw new GitHubException("GitHub does not tell an app's token whose it is: name the account with --login, as in 'NAME[bot]'", e) { Status = e.Status };
        }
    }
}
