using System.Net.Http.Headers;

namespace Harness.GitHub.Connection;

/// <summary>
/// Gives requests the form that GitHub documents: the version of the API, JSON content types, no unneeded body. It does not send the token to other
/// hosts, to which an answer could redirect.
/// </summary>
internal sealed class RequestForm(HttpMessageHandler inner, Uri api) : DelegatingHandler(inner)
{
    // See "API Versions" of GitHub's documentation of its REST API.
    private const string Version = "2022-11-28";
    private static readonly MediaTypeWithQualityHeaderValue Own = new("application/vnd.github+json");
    private static readonly MediaTypeWithQualityHeaderValue Plain = new("application/json", 0.9);

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { } address || address.Authority != api.Authority || address.Scheme != api.Scheme)
        {
            throw new GitHubException($"GitHub's API leads to another host, '{request.RequestUri?.Authority}': is its address right?");
        }

        request.Headers.Accept.Clear();
        request.Headers.Accept.Add(Own);
        request.Headers.Accept.Add(Plain);
        request.Headers.Remove("X-GitHub-Api-Version");
        request.Headers.Add("X-GitHub-Api-Version", Version);
        if (request.Method == HttpMethod.Delete || request.Method == HttpMethod.Get)
        {
            request.Content = null;
        }
        else if (request.Content is { } content)
        {
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return base.SendAsync(request, cancellationToken);
    }
}
