using System.Net;
using System.Text.Json;
using Octokit;
using Octokit.Internal;

namespace Harness.GitHub.Connection;

/// <summary>Octokit's client of one repository, and every failure of it as one line that says what to do.</summary>
internal sealed class GitHubSession : IDisposable
{
    // Waits for limits are within.
    private static readonly TimeSpan RequestLimit = TimeSpan.FromHours(2);
    private readonly HttpMessageHandler handler;
    private readonly HttpClientAdapter adapter;

    public GitHubSession(GitHubOptions options)
    {
        Options = options;
        handler = Stack(options);
        adapter = new HttpClientAdapter(() => handler);
        var connection = new Octokit.Connection(
            new ProductHeaderValue("harness"),
            options.Api,
            new InMemoryCredentialStore(options.Token is { } token ? new Credentials(token, AuthenticationType.Bearer) : Credentials.Anonymous),
            adapter,
            new SimpleJsonSerializer());
        connection.SetRequestTimeout(RequestLimit);
        Client = new GitHubClient(connection);
        Api = new ApiConnection(connection);
    }

    /// <summary>Where it speaks to.</summary>
    public GitHubOptions Options { get; }

    /// <summary>What Octokit has a client for.</summary>
    public GitHubClient Client { get; }

    /// <summary>All else.</summary>
    public ApiConnection Api { get; }

    public string Owner => Options.Owner;

    public string Name => Options.Name;

    /// <summary>As many to a page as there may be.</summary>
    public static ApiOptions Pages { get; } = new() { PageSize = 100 };

    /// <summary>The address of something of the repository.</summary>
    public Uri At(string path) => new($"repos/{Owner}/{Name}/{path}", UriKind.Relative);

    /// <summary>Asks for something.</summary>
    /// <param name="what">What is asked for, as a message names it.</param>
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
    /// <param name="what">What is done, as a message names it.</param>
    /// <param name="act">The act.</param>
    public static Task DoAsync(string what, Func<Task> act) => AskAsync(what, async () =>
    {
        await act().ConfigureAwait(false);
        return true;
    });

    /// <summary>Asks for what Octokit has no model of.</summary>
    public Task<JsonElement> GetJsonAsync(string what, string path) => AskAsync(what, async () =>
    {
        // Octokit's one question that leaves the text of an answer alone; what is accepted the form of the request says.
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
    public void Dispose()
    {
        adapter.Dispose();
        handler.Dispose();
    }

#pragma warning disable CA2000 // Each handler disposes of the one within, and the session of the outermost.
    private static Ending Stack(GitHubOptions options)
    {
        var transport = options.Transport ?? new SocketsHttpHandler { AllowAutoRedirect = false };
        return new Ending(new RequestForm(new AnswerCache(new Retries(transport, options.Time, options.LongestWait)), options.Api), options.Cancellation);
    }
#pragma warning restore CA2000

    private static GitHubException Explain(string what, ApiException e)
    {
        var said = string.Join("; ", (e.ApiError?.Errors ?? []).Select(d => d.Message ?? $"{d.Resource} {d.Field} {d.Code}").Prepend(e.ApiError?.Message ?? e.Message).Where(m => !string.IsNullOrWhiteSpace(m)));
        var cure = e.StatusCode switch
        {
            HttpStatusCode.Unauthorized => "the token is wrong or has expired: give another one",
            HttpStatusCode.Forbidden => "the token lacks the right: the README lists the rights that each command needs",
            HttpStatusCode.NotFound => "there is no such thing, or the token may not see it",
            HttpStatusCode.Moved or HttpStatusCode.RedirectKeepVerb => "it has another name now: give that one",
            _ => "see what GitHub says of it",
        };
        return new GitHubException($"{what}: GitHub answers {(int)e.StatusCode} ({said}): {cure}", e) { Status = (int)e.StatusCode };
    }
}
