using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Harness.GitHub.Connection;

/// <summary>
/// GitHub's API for one repository by plain HTTP. Every request, including those of other clients, passes through <see cref="Handler"/>, with the
/// same form, waits, retries and limits. Every failure is a <see cref="GitHubException"/> of one line with advice.
/// </summary>
public sealed class GitHubConnection : IDisposable
{
    /// <summary>The most entries of a list, unless a question has another bound.</summary>
    public const int MostEntries = 10_000;

    private const int PageSize = 100;
    private const int MostRedirects = 3;

    private readonly Ending handler;
    private readonly HttpClient client;

    /// <summary>Opens a connection. No request is sent yet.</summary>
    /// <param name="options">The place of the repository, and the settings for its host.</param>
    public GitHubConnection(GitHubOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        handler = Stack(options);

        // Attempts have limits of their own, and waits are within.
        client = new HttpClient(handler, disposeHandler: false) { BaseAddress = options.Api, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("harness", null));
        if (options.Token is { } token)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <summary>The repository and its host.</summary>
    public GitHubOptions Options { get; }

    /// <summary>The handler of every request. It lives as long as the connection.</summary>
    public HttpMessageHandler Handler => handler;

    /// <summary>Returns the path of something of the repository.</summary>
    /// <param name="path">The path below the repository. Empty for the repository itself.</param>
    public string At(string path) => At($"{Options.Owner}/{Options.Name}", path);

    /// <summary>Returns the path of something of any repository of the host.</summary>
    /// <param name="repository">Owner and name.</param>
    /// <param name="path">The path below the repository. Empty for the repository itself.</param>
    public static string At(string repository, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Length == 0 ? $"repos/{repository}" : $"repos/{repository}/{path}";
    }

    /// <summary>Returns the advice for a refusal.</summary>
    /// <param name="status">The status of the answer.</param>
    public static string CureOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "the token is wrong or has expired: give another one",
        HttpStatusCode.Forbidden => "the token lacks the right: the README lists the rights that each command needs",
        HttpStatusCode.NotFound => "it does not exist, or the token may not see it",
        HttpStatusCode.Moved or HttpStatusCode.RedirectKeepVerb => "it has another name now: give that one",
        _ => "see what GitHub says of it",
    };

    /// <summary>Reads one answer.</summary>
    /// <param name="what">The requested data, as a message names it.</param>
    /// <param name="path">The path, by <see cref="At(string)"/> or below the API's address.</param>
    /// <exception cref="GitHubException">The host refuses, does not answer, or sends an invalid answer.</exception>
    public async Task<JsonElement> GetAsync(string what, string path) => (await AskAsync(what, path).ConfigureAwait(false)).Answer;

    /// <summary>Reads a whole list.</summary>
    /// <param name="what">The requested data, as a message names it.</param>
    /// <param name="path">The path.</param>
    /// <param name="key">The key that the entries are at, or <see langword="null"/> if the answer is the list.</param>
    /// <exception cref="GitHubException">The host refuses, does not answer, or sends an invalid answer, or the list is too long.</exception>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string what, string path, string? key = null)
    {
        var (entries, isWhole) = await ListAsync(what, path, MostEntries, key).ConfigureAwait(false);
        return isWhole ? entries : throw new GitHubException($"{what}: GitHub lists more than {MostEntries}, and none may be left out");
    }

    /// <summary>Reads the first entries of a list.</summary>
    /// <param name="what">The requested data, as a message names it.</param>
    /// <param name="path">The path.</param>
    /// <param name="most">The maximum number, in whole pages of a hundred.</param>
    /// <param name="key">The key that the entries are at, or <see langword="null"/> if the answer is the list.</param>
    /// <returns>The entries, and whether these are all.</returns>
    /// <exception cref="GitHubException">The host refuses, does not answer, or sends an invalid answer.</exception>
    public async Task<(IReadOnlyList<JsonElement> Entries, bool IsWhole)> ListAsync(string what, string path, int most, string? key)
    {
        ArgumentNullException.ThrowIfNull(path);
        var entries = new List<JsonElement>();
        var next = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}per_page={Math.Min(most, PageSize)}";
        while (entries.Count < most)
        {
            var (answer, following) = await AskAsync(what, next).ConfigureAwait(false);
            var list = key is null ? answer : answer.Find(key) ?? default;
            if (list.ValueKind != JsonValueKind.Array)
            {
                throw Odd(what, "no list");
            }

            entries.AddRange(list.EnumerateArray());
            if (following is null)
            {
                return (entries, true);
            }

            next = following;
        }

        return (entries, false);
    }

    /// <summary>Sends a request. It is not repeated once it may have taken effect.</summary>
    /// <param name="what">The action, as a message names it.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">The JSON.</param>
    /// <exception cref="GitHubException">The host refuses, or it is not known whether it did it.</exception>
    public async Task<JsonElement> PostAsync(string what, string path, ReadOnlyMemory<byte> body)
    {
        using var content = new ReadOnlyMemoryContent(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        using var response = await SendAsync(what, request).ConfigureAwait(false);
        return response.IsSuccessStatusCode ? await ReadAsync(what, response).ConfigureAwait(false) : throw await RefusedAsync(what, response).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        handler.Dispose();
    }

#pragma warning disable CA2000 // Each handler disposes of the one within, and the connection of the outermost.
    private static Ending Stack(GitHubOptions options)
    {
        var transport = options.Transport ?? new SocketsHttpHandler { AllowAutoRedirect = false };
        return new Ending(new RequestForm(new AnswerCache(new Retries(transport, options.Time, options.LongestWait)), options.Api), options.Cancellation);
    }
#pragma warning restore CA2000

    // A renamed repository is found by its number. The request form refuses redirects to another host.
    private async Task<(JsonElement Answer, string? Next)> AskAsync(string what, string path)
    {
        var address = new Uri(path, UriKind.RelativeOrAbsolute);
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = await SendAsync(what, request).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return (await ReadAsync(what, response).ConfigureAwait(false), NextOf(response));
            }

            if (!IsRedirect(response.StatusCode) || redirects == MostRedirects || response.Headers.Location is not { } location)
            {
                throw await RefusedAsync(what, response).ConfigureAwait(false);
            }

            address = new Uri(request.RequestUri!, location);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string what, HttpRequestMessage request)
    {
        try
        {
            return await client.SendAsync(request).ConfigureAwait(false);
        }
        catch (Exception e) when (!Options.Cancellation.IsCancellationRequested && e is HttpRequestException or OperationCanceledException or InvalidOperationException or UriFormatException)
        {
            throw new GitHubException($"{what}: GitHub's API gave what cannot be understood ({e.Message})", e);
        }
    }

    private static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static async Task<JsonElement> ReadAsync(string what, HttpResponseMessage response)
    {
        try
        {
            using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false));
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw Odd(what, $"no JSON ({e.Message})");
        }
    }

    // <https://…?page=2>; rel="next". Pages are linked by number or by cursor, so only the header gives the next one.
    private static string? NextOf(HttpResponseMessage response)
    {
        var link = response.Headers.TryGetValues("Link", out var values)
            ? string.Join(',', values).Split(',').FirstOrDefault(l => l.Contains("rel=\"next\"", StringComparison.Ordinal)) : null;
        return link is null ? null : link[(link.IndexOf('<', StringComparison.Ordinal) + 1)..Math.Max(link.IndexOf('>', StringComparison.Ordinal), 1)];
    }

    private static GitHubException Odd(string what, string answer) => new($"{what}: GitHub's API gave {answer}: is its address right?");

    private static async Task<GitHubException> RefusedAsync(string what, HttpResponseMessage response)
    {
        var said = Said(await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false));
        return new GitHubException($"{what}: GitHub answers {(int)response.StatusCode}{(said.Length > 0 ? $" ({said})" : "")}: {CureOf(response.StatusCode)}")
        {
            Status = (int)response.StatusCode,
        };
    }

    private static string Said(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var errors = document.RootElement.FindList("errors").Take(5).Select(e => e.ValueKind == JsonValueKind.String ? e.GetString() : e.FindText("message"));
            var said = string.Join("; ", errors.Prepend(document.RootElement.FindText("message")).Where(m => !string.IsNullOrWhiteSpace(m)));
            return said[..Math.Min(said.Length, 300)];
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
