using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Harness.Reviewer.Tests;

/// <summary><c>harness-reviewer serve</c> while it runs.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    public const string Secret = "s3cret-of-the-hook";

    // Nothing is measured by it: it tells a test that hangs from a machine that is slow.
    private static readonly TimeSpan HangsAfter = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource end = new();
    private readonly HttpClient client = new() { Timeout = HangsAfter };
    private readonly HeardText said = new();
    private readonly Task<(int Exit, string Output)> running;
    private readonly Desk desk;
    private readonly int port;
    private int deliveries;

    private RunningService(Desk desk, int port, string[] arguments)
    {
        (this.desk, this.port) = (desk, port);
        desk.Variables["HARNESS_WEBHOOK_SECRET"] = Secret;
        running = desk.RunAsync(["serve", "--listen", $"127.0.0.1:{port}", .. arguments], said, end.Token);
    }

    public Uri Hook => HookAt(port);

    /// <summary>What it said so far.</summary>
    public string Said => said.ToString();

    public static Uri HookAt(int port) => new($"http://127.0.0.1:{port}/webhook");

    public static async Task<RunningService> StartAsync(Desk desk, int? port = null, params string[] arguments)
    {
        var service = new RunningService(desk, port ?? FindPort(), arguments);
        await service.UntilAsync(() => service.Said.Contains("takes webhooks at", StringComparison.Ordinal));
        return service;
    }

    public static int FindPort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Posts an event as the host does.</summary>
    public async Task<int> PostAsync(string kind, string body, string? signature = "right", string? delivery = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Hook) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-GitHub-Event", kind);
        request.Headers.Add("X-GitHub-Delivery", delivery ?? $"d-{deliveries++}");
        if (signature is not null)
        {
            request.Headers.Add("X-Hub-Signature-256", signature == "right" ? "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body))) : signature);
        }

        using var answer = await client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>Waits until something is so, however slow the machine is.</summary>
    public async Task UntilAsync(Func<bool> holds)
    {
        for (var limit = Stopwatch.StartNew(); !holds();)
        {
            if (running.IsCompleted || limit.Elapsed > HangsAfter)
            {
                throw new TimeoutException("it did not come about. The service said:\n" + Said);
            }

            await Task.Delay(10);
        }
    }

    /// <summary>Waits until every event has come and nothing is left to do.</summary>
    public async Task UntilIdleAsync()
    {
        for (var (deliveries, isIdle) = (-1, false); !isIdle || deliveries != desk.Hub.Deliveries.Count;)
        {
            await UntilAsync(() => desk.Hub.HasDelivered);
            deliveries = desk.Hub.Deliveries.Count;
            isIdle = await client.GetStringAsync(new Uri(Hook, "/status")) == "waiting 0, active 0, retrying 0\n" && desk.Hub.HasDelivered;
            await Task.Delay(10);
        }
    }

    /// <summary>Waits until every open pull request has been looked at anew.</summary>
    public async Task SweepAsync()
    {
        var open = (await desk.GetAsync("pulls?state=open&per_page=100")).AsArray().Select(p => (int)p!["number"]!).ToArray();
        var start = Said.Length;
        foreach (var number in open)
        {
            await PostAsync("pull_request", $$"""{"repository":{"full_name":"{{Desk.Name}}"},"pull_request":{"number":{{number}} } }""", delivery: $"sweep-{number}");
        }

        await UntilAsync(() => open.All(n => Said.AsSpan(start).Contains($"#{n}: ", StringComparison.Ordinal)));
        await UntilIdleAsync();
    }

    /// <summary>Ends it, and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await running;
        client.Dispose();
        end.Dispose();
        await said.DisposeAsync();
    }
}
