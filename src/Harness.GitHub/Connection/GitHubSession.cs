using System.Net;
using System.Text.Json;
using Octokit;
using Octokit.Internal;

namespace Harness.GitHub.Connection;

/// <summary>Octokit's client for one repository, over the connection that reads facts. Every failure is one line with advice.</summary>
internal sealed class GitHubSession : IDisposable
{
    // Waits for limits are within.
    private static readonly TimeSpan RequestLimit = TimeSpan.FromHours(2);
    private readonly HttpClientAdapter adapter;

    public GitHubSession(GitHubConnection connection)
    {
        Options = connection.Options;
        adapter = new HttpClientAdapter(() => connection.Handler);
        var octokit = new Octokit.Connection(
            new ProductHeaderValue("harness"),
            Options.Api,
            new InMemoryCredentialStore(Options.Token is { } token ? new Credentials(token, AuthenticationType.Bearer) : Credentials.Anonymous),
            adapter,
            new SimpleJsonSerializer());
        octokit.SetRequestTimeout(RequestLimit);
        Client = new GitHubClient(octokit);
        Api = new ApiConnection(octokit);
    }

    /// <summary>The repository and its host.</summary>
    public GitHubOptions Options { get; }

    /// <summary>The client of Octokit.</summary>
    public GitHubClient Client { get; }

    /// <summary>All else.</summary>
    public ApiConnection Api { get; }

    public string Owner => Options.Owner;

    public string Name => Options.Name;

    /// <summary>As many to a page as there may be.</summary>
    public static ApiOptions Pages { get; } = new() { PageSize = 100 };

    /// <summary>Returns the address of something of the repository.</summary>
    public Uri At(string path) => new($"repos/{Owner}/{Name}/{path}", UriKind.Relative);

    /// <summary>Asks for something.</summary>
    /// <param name="what">The requested data, as a message names it.</param>
    /// <param name="ask">The question.</param>
    public static async Task<T> AskAsync<T>(string what, Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (ApiException e)
        {
            throw Explain(what, e);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or InvalidCastException or FormatException or ArgumentException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new GitHubException($"{what}: GitHub's API gave what cannot be understood ({e.Message})", e);
        }
    }

    /// <summary>Does something.</summary>
    /// <param name="what">The action, as a message names it.</param>
    /// <param name="act">The act.</param>
    public static Task DoAsync(string what, Func<Task> act) => AskAsync(what, async () =>
    {
        await act().ConfigureAwait(false);
        return true;
    });

    /// <summary>Requests data for which Octokit has no model.</summary>
    public Task<JsonElement> GetJsonAsync(string what, string path) => AskAsync(what, async () =>
    {
        // The only request of Octokit that returns the text of an answer unchanged. The request's form sets the accepted type.
        var answer = await Api.Connection.GetHtml(At(path), new Dictionary<string, string>()).ConfigureAwait(false);
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.Clone();
    });

    /// <summary>Asks for something that may not be there.</summary>
    public static async Task<T?> FindAsync<T>(string what, Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await AskAsync(what, ask).ConfigureAwait(false);
        }
        catch (GitHubException e) when (e.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => adapter.Dispose();

    private static GitHubException Explain(string what, ApiException e)
    {
        var said = string.Join("; ", (e.ApiError?.Errors ?? []).Select(d => d.Message ?? $"{d.Resource} {d.Field} {d.Code}").Prepend(e.ApiError?.Message ?? e.Message).Where(m => !string.IsNullOrWhiteSpace(m)));
        return new GitHubException($"{what}: GitHub answers {(int)e.StatusCode} ({said}): {GitHubConnection.CureOf(e.StatusCode)}", e) { Status = (int)e.StatusCode };
    }
}
