namespace Harness.GitHub.Connection;

/// <summary>Ends requests, and their waits, when the whole program ends: most questions take no token.</summary>
internal sealed class Ending(HttpMessageHandler inner, CancellationToken end) : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end, cancellationToken);
        return await base.SendAsync(request, either.Token).ConfigureAwait(false);
    }
}
