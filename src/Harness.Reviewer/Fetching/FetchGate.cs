using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Harness.Git;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Harness.Reviewer.Fetching;

/// <summary>
/// A local proxy through which git fetches. It adds the token in this process, which others cannot read. Any program of the same user can read the
/// data of a git process. The proxy allows only fetches, and only for callers that know its address. See "gitprotocol-http" of git's documentation.
/// </summary>
internal sealed class FetchGate : IAsyncDisposable
{
    private static readonly string[] Asked = ["Accept", "Git-Protocol"];
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly WebApplication application;
    private readonly GitRemote remote;

    private FetchGate(GitRemote remote)
    {
        this.remote = remote;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        application = builder.Build();
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        application.MapGet($"/{secret}/info/refs", context => ForwardAsync(context, HttpMethod.Get, "info/refs?service=git-upload-pack"));
        application.MapPost($"/{secret}/git-upload-pack", context => ForwardAsync(context, HttpMethod.Post, "git-upload-pack"));
        Secret = secret;
    }

    private string Secret { get; }

    /// <summary>Opens a proxy to a remote that needs a token over HTTP. Any other remote needs none.</summary>
    /// <param name="remote">The remote.</param>
    /// <returns>The proxy, or <see langword="null"/>, and the remote that git should use.</returns>
    public static async Task<(FetchGate? Gate, GitRemote Remote)> OpenAsync(GitRemote remote)
    {
        if (remote.Authorization is null || remote.Address.Scheme is not ("https" or "http"))
        {
            return (null, remote);
        }

        var gate = new FetchGate(remote);
        await gate.application.StartAsync();
        var address = gate.application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return (gate, new GitRemote(new Uri($"{address}/{gate.Secret}")) { Name = remote.Address.ToString(), Limit = remote.Limit });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        client.Dispose();
    }

    private async Task ForwardAsync(HttpContext context, HttpMethod method, string what)
    {
        if (method == HttpMethod.Get && context.Request.Query["service"] != "git-upload-pack")
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        try
        {
            using var request = ToRequest(context.Request, method, what);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (HttpRequestException) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
    }

    private HttpRequestMessage ToRequest(HttpRequest asked, HttpMethod method, string what)
    {
        var request = new HttpRequestMessage(method, new Uri($"{remote.Address.ToString().TrimEnd('/')}/{what}"));
        request.Headers.TryAddWithoutValidation("Authorization", remote.Authorization);
        request.Headers.TryAddWithoutValidation("User-Agent", asked.Headers.UserAgent.ToString());
        foreach (var name in Asked.Where(asked.Headers.ContainsKey))
        {
            request.Headers.TryAddWithoutValidation(name, asked.Headers[name].ToString());
        }

        if (method == HttpMethod.Post)
        {
            request.Content = new StreamContent(asked.Body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-git-upload-pack-request");
            if (asked.Headers.ContentEncoding.Count > 0)
            {
                request.Content.Headers.ContentEncoding.Add(asked.Headers.ContentEncoding.ToString());
            }
        }

        return request;
    }
}
