using System.Net;
using Harness.GitHubServer.Contract;
using Harness.GitHubServer.Control;
using Harness.GitHubServer.Faults;
using Harness.GitHubServer.Http;
using Harness.GitHubServer.State;
using Harness.GitHubServer.Work;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Harness.GitHubServer;

/// <summary>A small GitHub over real HTTP: one repository, which is a real one on disk, and what people and programs do around it.</summary>
public sealed class LocalGitHub : IAsyncDisposable, IDisposable
{
    private readonly WebApplication application;
    private readonly EventSink events;
    private readonly OpenApiContract? contract;
    private readonly Pipeline pipeline;

    private LocalGitHub(LocalGitHubOptions options, WebApplication application, Uri address)
    {
        (this.application, Address) = (application, address);
        events = new(options.Webhook);
        contract = options.OpenApi is { } path ? new(OpenApiDocument.Load(path)) : null;
        var state = new HubState(options, address, events);
        People = new(state);
        Faults = new();
        pipeline = new(state, Faults, contract);
    }

    /// <summary>The address of the API, with a slash at its end. The prefix <c>api/v3</c> leads to the same.</summary>
    public Uri Address { get; }

    /// <summary>What people and other programs do.</summary>
    public People People { get; }

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; }

    /// <summary>The requests that came, in their order.</summary>
    public IReadOnlyCollection<RequestRecord> Log => pipeline.Log;

    /// <summary>Whether requests and answers are held to GitHub's OpenAPI.</summary>
    public bool IsHeld => contract is not null;

    /// <summary>What GitHub's OpenAPI does not allow.</summary>
    public IReadOnlyCollection<Violation> Violations => contract?.Violations ?? [];

    /// <summary>The events that were posted.</summary>
    public IReadOnlyCollection<Delivery> Deliveries => events.Deliveries;

    /// <summary>Whether every event that was raised has been posted.</summary>
    public bool HasDelivered => events.IsDrained;

    /// <summary>Starts a server.</summary>
    /// <param name="options">The repository, and all that is unusual.</param>
    public static LocalGitHub Start(LocalGitHubOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, options.Port));
        var application = builder.Build();

        // The answers name the address, which is known only when the server listens.
        LocalGitHub? hub = null;
        application.Run(context => hub!.Serve(context));
        application.Start();
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return hub = new(options, application, new Uri(addresses.Addresses.Single() + "/"));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        await events.DisposeAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    internal Task WaitForEnd() => application.WaitForShutdownAsync();

    private Task Serve(HttpContext context) => ControlSurface.Is(context) ? new ControlSurface(this).Serve(context) : pipeline.Serve(context);
}
