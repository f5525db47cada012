using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Harness.EndToEnd.Tests.Ci;

/// <summary>Answers of GitHub's API, given by path, over real HTTP.</summary>
internal sealed class ApiFixture : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentDictionary<string, (int Status, string Body)> answers = [];
    private readonly ConcurrentQueue<(string Request, string Body)> requests = [];
    private readonly Task serving;

    public ApiFixture()
    {
        var port = FindPort();
        Address = $"http://127.0.0.1:{port}";
        listener.Prefixes.Add(Address + "/");
        listener.Start();
        serving = Task.Run(Serve);
    }

    public string Address { get; }

    /// <summary>What was asked, in order: method and path, and the body.</summary>
    public IReadOnlyCollection<(string Request, string Body)> Requests => requests;

    /// <summary>Every header that was sent to authorise, each once.</summary>
    public ConcurrentDictionary<string, bool> Authorizations { get; } = [];

    /// <summary>Gives an answer to a path, without its query.</summary>
    public ApiFixture Answer(string path, string body, int status = 200)
    {
        answers[path] = (status, body);
        return this;
    }

    public void Dispose()
    {
        // Not stopped first: to close what is stopped takes the port once more, which may be another's by now.
        listener.Close();
        serving.Wait(TimeSpan.FromSeconds(10));
    }

    private static int FindPort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private void Serve()
    {
        while (listener.IsListening)
        {
            try
            {
                Answer(listener.GetContext());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var path = context.Request.Url!.AbsolutePath;
        requests.Enqueue(($"{context.Request.HttpMethod} {path}", reader.ReadToEnd()));
        Authorizations.TryAdd(context.Request.Headers["Authorization"] ?? "", true);
        var (status, body) = answers.GetValueOrDefault(path, (404, """{"message":"Not Found"}"""));
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(body));
        context.Response.Close();
    }
}
