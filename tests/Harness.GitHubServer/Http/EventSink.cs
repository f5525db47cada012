using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Harness.GitHubServer.Answers;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Http;

/// <summary>Posts events to a webhook, in their order and in the background.</summary>
internal sealed class EventSink : IAsyncDisposable
{
    private readonly Channel<(string Event, string Id, byte[] Body)> waiting = Channel.CreateUnbounded<(string, string, byte[])>();
    private readonly ConcurrentQueue<Delivery> deliveries = [];
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromMinutes(5) };
    private readonly WebhookTarget? target;
    private readonly Task posting;
    private int count;

    public EventSink(WebhookTarget? target)
    {
        this.target = target;
        posting = Task.Run(Post);
    }

    /// <summary>What was posted, with the status of the answer.</summary>
    public IReadOnlyCollection<Delivery> Deliveries => deliveries;

    /// <summary>Whether all that was raised has been posted.</summary>
    public bool IsDrained => Volatile.Read(ref count) == deliveries.Count;

    public void Raise(HubState hub, string name, string? action, User sender, Func<JsonObject> describe)
    {
        if (target is null)
        {
            return;
        }

        var payload = describe();
        if (action is not null)
        {
            payload["action"] = action;
        }

        payload["repository"] = RepositoryAnswers.Side(hub, hub.Home);
        payload["sender"] = UserAnswers.Simple(hub, sender);
        var id = new Guid(++count, 0, 0, new byte[8]).ToString();
        waiting.Writer.TryWrite((name, id, Encoding.UTF8.GetBytes(payload.ToJsonString())));
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.Complete();
        await posting;
        client.Dispose();
    }

    private async Task Post()
    {
        await foreach (var (name, id, body) in waiting.Reader.ReadAllAsync())
        {
            deliveries.Enqueue(new(name, id, await Post(name, id, body)));
        }
    }

    // Status 0: nobody listened, which is no trouble of GitHub's.
    private async Task<int> Post(string name, string id, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target!.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.Add("Content-Type", "application/json");
        request.Headers.Add("X-GitHub-Event", name);
        request.Headers.Add("X-GitHub-Delivery", id);
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(target.Secret), body)));
        request.Headers.Add("User-Agent", "GitHub-Hookshot/local");
        try
        {
            using var answer = await client.SendAsync(request);
            return (int)answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return 0;
        }
    }
}

/// <summary>An event that was posted.</summary>
/// <param name="Event">The event's name: <c>pull_request</c>.</param>
/// <param name="Id">The id of the delivery.</param>
/// <param name="Status">The status of the answer, or 0 where there was none.</param>
public sealed record Delivery(string Event, string Id, int Status);
