using System.Net;
using Harness.GitHub;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Harness.Reviewer.Serving;

/// <summary>How a server listens.</summary>
/// <param name="Listen">Where it takes webhooks; <see langword="null"/> where it takes none.</param>
/// <param name="Secret">The secret that the host signs webhooks with.</param>
/// <param name="Poll">How long to wait between two looks at all; <see langword="null"/> to look at all only at the start.</param>
/// <param name="Workers">How many pull requests are looked at at once.</param>
internal sealed record ServerOptions(IPEndPoint? Listen, string Secret, TimeSpan? Poll, int Workers);

/// <summary>The reviewer as a service: webhooks, polling, or both drive the same steps.</summary>
internal static class ReviewServer
{
    /// <summary>Runs until it is cancelled.</summary>
    /// <param name="service">What looks at pull requests.</param>
    /// <param name="repository">Owner and name of the repository.</param>
    /// <param name="options">How it listens.</param>
    /// <param name="started">Told where it listens.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task RunAsync(ReviewService service, string repository, ServerOptions options, Action<Uri?> started, CancellationToken cancellation)
    {
        await using var application = options.Listen is { } place ? Build(service, repository, options.Secret, place) : null;
        if (application is not null)
        {
            await application.StartAsync(cancellation);
        }

        started(application is null ? null : AddressOf(application));
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            // None ends by itself: where one fails the program does, and whoever runs it sees that.
            await await Task.WhenAny([service.SweepAsync(options.Poll, all.Token), .. Enumerable.Range(0, options.Workers).Select(_ => service.WorkAsync(all.Token))]);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Asked to end.
        }
        finally
        {
            await all.CancelAsync();
        }
    }

    private static WebApplication Build(ReviewService service, string repository, string secret, IPEndPoint place)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.Listen(place);
            k.Limits.MaxRequestBodySize = WebhookReceiver.MaximumLength;
            k.AddServerHeader = false;
        });
        var application = builder.Build();
        var receiver = new WebhookReceiver(service, secret, repository);
        application.MapPost("/webhook", (HttpRequest request, CancellationToken cancellation) => ReceiveAsync(receiver, request, cancellation));
        application.MapGet("/healthz", () => "ok\n");
        return application;
    }

    // The host says again what was not taken, when a person asks it to; a sweep finds it in any case.
    private static async Task<IResult> ReceiveAsync(WebhookReceiver receiver, HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await receiver.ReceiveAsync(request, cancellation);
        }
        catch (GitHubException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static Uri AddressOf(WebApplication application) =>
        new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");
}
