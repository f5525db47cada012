using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Harness.GitHub.Facts.Tests;

/// <summary>Answers of a host in their order, and what was asked for them.</summary>
internal sealed class ScriptedHost(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> left = new(answers);

    /// <summary>What was asked: the method, the address, and whether a token came with it.</summary>
    public List<(string Method, string Address, bool HasToken, string? Tag)> Asked { get; } = [];

    public static Func<HttpResponseMessage> Json(string body, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers) => () =>
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    };

    public static Func<HttpResponseMessage> Status(int status, params (string Name, string Value)[] headers) => Json("{}", (HttpStatusCode)status, headers);

    /// <summary>The connection breaks: nobody knows what was done.</summary>
    public static Func<HttpResponseMessage> Lost => () => throw new HttpRequestException("the connection was closed");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add((request.Method.Method, request.RequestUri!.AbsoluteUri, request.Headers.Authorization is not null, request.Headers.IfNoneMatch.FirstOrDefault()?.Tag));
        return Task.FromResult((left.Count > 0 ? left.Dequeue() : Status(500))());
    }
}
