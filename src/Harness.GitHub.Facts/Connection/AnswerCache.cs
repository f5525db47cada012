using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Harness.GitHub.Connection;

/// <summary>
/// Caches answers and asks only whether they are still current, because such a request does not count towards the limit. Answers are read completely
/// here, so that none can exceed the allowed size or depth. See "Use conditional requests if appropriate" of GitHub's documentation.
/// </summary>
internal sealed class AnswerCache(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaximumLength = 32 << 20;
    private const int MaximumDepth = 64;
    private const int MostAnswers = 4000;
    private const int MaximumKeptLength = 1 << 20;
    private readonly ConcurrentDictionary<Uri, Kept> known = [];

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var kept = request.Method == HttpMethod.Get ? known.GetValueOrDefault(request.RequestUri!) : null;
        if (kept is not null)
        {
            request.Headers.IfNoneMatch.Clear();
            request.Headers.IfNoneMatch.Add(kept.Tag);
        }

        var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NotModified && kept is not null)
        {
            answer.StatusCode = HttpStatusCode.OK;
            answer.Content = kept.ToContent();
            Restore(answer, kept);
            return answer;
        }

        var bytes = await ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        Keep(request, answer, bytes);
        return answer;
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await answer.Content.LoadIntoBufferAsync(MaximumLength, cancellationToken).ConfigureAwait(false);
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (answer.Content.Headers.ContentType?.MediaType == "application/json" && bytes.Length > 0)
        {
            CheckDepth(bytes);
        }

        return bytes;
    }

    private static void CheckDepth(byte[] bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaximumDepth });
            while (reader.Read())
            {
            }
        }
        catch (JsonException e)
        {
            throw new GitHubException($"GitHub's API gave no JSON ({e.Message}): is its address right?", e);
        }
    }

    private void Keep(HttpRequestMessage request, HttpResponseMessage answer, byte[] bytes)
    {
        if (request.Method != HttpMethod.Get || answer.StatusCode != HttpStatusCode.OK || answer.Headers.ETag is not { } tag || bytes.Length > MaximumKeptLength)
        {
            return;
        }

        if (known.Count >= MostAnswers)
        {
            known.Clear();
        }

        var links = answer.Headers.TryGetValues("Link", out var values) ? string.Join(", ", values) : null;
        known[request.RequestUri!] = new Kept(tag, bytes, answer.Content.Headers.ContentType, links);
    }

    private static void Restore(HttpResponseMessage answer, Kept kept)
    {
        answer.Headers.Remove("Link");
        if (kept.Links is { } links)
        {
            answer.Headers.TryAddWithoutValidation("Link", links);
        }
    }

    private sealed record Kept(EntityTagHeaderValue Tag, byte[] Bytes, MediaTypeHeaderValue? Type, string? Links)
    {
        public ByteArrayContent ToContent() => new(Bytes) { Headers = { ContentType = Type } };
    }
}
