using System.Globalization;
using System.Net;

namespace Harness.GitHub.Connection;

/// <summary>
/// Repeats requests if that is safe. After a rate limit, which applies before any action, every request is repeated. After a failure or timeout of
/// the host, only requests that may be done twice are. See "Rate limits for the REST API" and "Best practices for using the REST API" of GitHub's
/// documentation.
/// </summary>
internal sealed class Retries(HttpMessageHandler inner, TimeProvider time, TimeSpan longest) : DelegatingHandler(inner)
{
    private const int Attempts = 6;

    // For a secondary limit without a duration, the documentation requires at least a minute.
    private static readonly TimeSpan UntoldLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, trouble) = await TrySendAsync(request, cancellationToken).ConfigureAwait(false);
            var delay = answer is null ? BackOff(attempt) : DelayOf(answer, attempt);
            var isLimit = answer is not null && IsLimit(answer);
            if (delay is null)
            {
                return answer!;
            }

            // A check run takes further notes by PATCH: twice the same are two.
            if (!isLimit && (request.Method == HttpMethod.Post || request.Method == HttpMethod.Patch))
            {
                answer?.Dispose();
                throw new GitHubException($"GitHub's API did not say whether it did what '{request.RequestUri!.AbsolutePath}' asks for: {Explain(answer, trouble)}", trouble) { MayPass = true };
            }

            if (attempt == Attempts || delay > longest)
            {
                using (answer)
                {
                    throw new GitHubException($"GitHub's API does not serve '{request.RequestUri!.AbsolutePath}': {Explain(answer, trouble)}; try again later", trouble)
                    {
                        Status = (int?)answer?.StatusCode,
                        MayPass = true,
                    };
                }
            }

            answer?.Dispose();
            await Task.Delay(delay.Value, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(HttpResponseMessage? Answer, Exception? Trouble)> TrySendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AttemptLimit);
        try
        {
            return (await base.SendAsync(request, limit.Token).ConfigureAwait(false), null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (null, e);
        }
    }

    // Returns the wait before the next attempt, or null if the answer is final.
    private TimeSpan? DelayOf(HttpResponseMessage answer, int attempt)
    {
        if (!IsLimit(answer))
        {
            return (int)answer.StatusCode >= 500 ? BackOff(attempt) : null;
        }

        if (answer.Headers.RetryAfter?.Delta is { } told)
        {
            return told;
        }

        return First(answer, "X-RateLimit-Remaining") == "0" && long.TryParse(First(answer, "X-RateLimit-Reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var reset)
            ? Max(DateTimeOffset.FromUnixTimeSeconds(Math.Min(reset, DateTimeOffset.MaxValue.ToUnixTimeSeconds())) - time.GetUtcNow(), TimeSpan.FromSeconds(1))
            : UntoldLimit;
    }

    // A refusal is also a 403. Only a limit states when to retry, or that no requests remain.
    private static bool IsLimit(HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.TooManyRequests
        || (answer.StatusCode == HttpStatusCode.Forbidden && (answer.Headers.RetryAfter is not null || First(answer, "X-RateLimit-Remaining") == "0"));

    private static TimeSpan BackOff(int attempt) => TimeSpan.FromSeconds(1 << Math.Min(attempt - 1, 5));

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static string? First(HttpResponseMessage answer, string header) => answer.Headers.TryGetValues(header, out var values) ? values.FirstOrDefault() : null;

    private static string Explain(HttpResponseMessage? answer, Exception? trouble) =>
        answer is null ? trouble?.Message ?? "no answer" : IsLimit(answer) ? $"its limit is reached ({(int)answer.StatusCode})" : $"it answers {(int)answer.StatusCode}";
}
