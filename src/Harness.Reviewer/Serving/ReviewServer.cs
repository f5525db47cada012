using System.Net;
using Harness.Git;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Harness.Reviewer.Serving;

/// <summary>The options of a server.</summary>
/// <param name="Listen">The address for webhooks, or <see langword="null"/> if it accepts none.</param>
/// <param name="Secret">The secret that the host signs webhooks with.</param>
/// <param name="Poll">The wait between two sweeps of all pull requests, or <see langword="null"/> for a sweep only at the start.</param>
/// <param name="Workers">The number of pull requests reviewed at the same time.</param>
internal sealed record ServerOptions(IPEndPoint? Listen, string Secret, TimeSpan? Poll, int Workers);

/// <summary>The reviewer as a service: webhooks, polling, or both drive the same steps.</summary>
internal static class ReviewServer
{
    /// <summary>The time that workers have to end. They need a moment, unless the machine is overloaded.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(25);

    /// <summary>Runs until it is cancelled.</summary>
    /// <param name="service">The service that reviews pull requests.</param>
    /// <param name="repository">Owner and name of the repository.</param>
    /// <param name="options">The options of the server.</param>
    /// <param name="started">A callback with the address at which it listens.</param>
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
        Task[] running =
        [
            service.SweepAsync(options.Poll, all.Token),
            service.LookUpAsync(all.Token),
            .. Enumerable.Range(0, options.Workers).Select(_ => Task.Run(() => service.WorkAsync(all.Token), CancellationToken.None)),
        ];
        try
        {
            // None ends by itself. If one fails, the program fails visibly.
            await await Task.WhenAny(running);
        }
        catch (Exception) when (cancellation.IsCancellationRequested || GitWork.IsEnding)
        {
            // Asked to end.
        }
        finally
        {
            await all.CancelAsync();
            await EndAsync(running);
        }
    }

    // Each takes its children and its temporary files with it.
    private static async Task EndAsync(Task[] running) => await Task.WhenAny(Task.WhenAll(running), Task.Delay(LongestEnd));

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
        application.MapPost("/webhook", (HttpRequest request, CancellationToken cancellation) => receiver.ReceiveAsync(request, cancellation));
        application.MapGet("/healthz", () => "ok\n");
        application.MapGet("/status", () => Describe(service.Load));
        return application;
    }

    private static string Describe((int Waiting, int Active, int Retrying) load) => $"waiting {load.Waiting}, active {load.Active}, retrying {load.Retrying}\n";

    private static Uri AddressOf(WebApplication application) =>
        new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");
}
