using System.Diagnostics;
using System.Net;
using Harness.Git;
using Harness.Reviewer.Fetching;
using Harness.Testing;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary>The door through which git fetches without a token.</summary>
public sealed class FetchGateTests : IDisposable
{
    private readonly GitFixture origin = new();
    private readonly HttpListener listener = new();
    private readonly List<(string Path, string? Authorization)> seen = [];
    private readonly Task serving;

    public FetchGateTests()
    {
        origin.Write("a.txt", "a\n").Commit("first");
        Address = new Uri($"http://127.0.0.1:{RunningService.FindPort()}/");
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        serving = ServeAsync();
    }

    private Uri Address { get; }

    public void Dispose()
    {
        listener.Stop();

        // Close binds the port again for each prefix that is left.
        listener.Prefixes.Clear();
        serving.Wait(TestContext.Current.CancellationToken);
        listener.Close();
        origin.Dispose();
    }

    [Fact]
    public async Task What_is_fetched_comes_through_and_git_never_has_the_token()
    {
        var (gate, remote) = await FetchGate.OpenAsync(new GitRemote(new Uri(Address, "repo")).WithToken("s3cret"));
        await using var door = gate;
        using var commits = new FetchedCommits(remote, TestContext.Current.CancellationToken);

        Assert.True(commits.TryFetch(null, "refs/heads/main"));

        Assert.Equal(origin.Run("rev-parse", "main"), commits["refs/heads/main"].Value);
        Assert.Null(remote.Authorization);
        Assert.All(seen, s => Assert.StartsWith("basic ", s.Authorization, StringComparison.Ordinal));
        Assert.Equal(["/repo/git-upload-pack", "/repo/info/refs"], seen.Select(s => s.Path).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_fails_is_told_of_the_remote_and_not_of_the_door()
    {
        var (gate, remote) = await FetchGate.OpenAsync(new GitRemote(new Uri(Address, "missing")).WithToken("s3cret"));
        await using var door = gate;
        using var commits = new FetchedCommits(remote, TestContext.Current.CancellationToken);

        var failure = Assert.Throws<GitException>(() => commits.TryFetch(null, "refs/heads/main"));

        Assert.Contains($"'{Address}missing' cannot be fetched from", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(remote.Address.ToString(), failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("info/refs?service=git-receive-pack", 403)]
    [InlineData("info/refs", 403)]
    [InlineData("git-receive-pack", 404)]
    [InlineData("../info/refs?service=git-upload-pack", 404)]
    public async Task Nothing_but_a_fetch_goes_through(string path, int expected)
    {
        var (gate, remote) = await FetchGate.OpenAsync(new GitRemote(new Uri(Address, "repo")).WithToken("s3cret"));
        await using var door = gate;
        using var client = new HttpClient();

        using var answer = await client.GetAsync(new Uri($"{remote.Address}/{path}"), TestContext.Current.CancellationToken);

        Assert.Equal(expected, (int)answer.StatusCode);
        Assert.Empty(seen);
    }

    [Theory]
    [InlineData("file:///somewhere/", "token")]
    [InlineData("https://github.com/", null)]
    public async Task A_remote_without_a_token_over_HTTP_needs_no_door(string address, string? token)
    {
        var remote = new GitRemote(new Uri(address));
        remote = token is null ? remote : remote.WithToken(token);

        Assert.Equal((null, remote), await FetchGate.OpenAsync(remote));
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                await AnswerAsync(await listener.GetContextAsync());
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    // Git's own server, as a web server would run it.
    private async Task AnswerAsync(HttpListenerContext context)
    {
        var (request, path) = (context.Request, context.Request.Url!.AbsolutePath);
        seen.Add((path, request.Headers["Authorization"]));
        if (!path.StartsWith("/repo/", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 404;
            context.Response.Close();
            return;
        }

        var start = new ProcessStartInfo("git", ["http-backend"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in new[]
        {
            ("GIT_PROJECT_ROOT", origin.Path), ("GIT_HTTP_EXPORT_ALL", "1"), ("PATH_INFO", "/.git" + path["/repo".Length..]), ("REQUEST_METHOD", request.HttpMethod),
            ("QUERY_STRING", request.Url!.Query.TrimStart('?')), ("CONTENT_TYPE", request.ContentType), ("HTTP_CONTENT_ENCODING", request.Headers["Content-Encoding"]),
            ("HTTP_GIT_PROTOCOL", request.Headers["Git-Protocol"]),
        })
        {
            start.Environment[name] = value ?? "";
        }

        using var git = Process.Start(start)!;
        await request.InputStream.CopyToAsync(git.StandardInput.BaseStream, TestContext.Current.CancellationToken);
        git.StandardInput.Close();
        using var output = new MemoryStream();
        await git.StandardOutput.BaseStream.CopyToAsync(output, TestContext.Current.CancellationToken);
        var bytes = output.ToArray();
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var line in System.Text.Encoding.ASCII.GetString(bytes, 0, end).Split("\r\n"))
        {
            var (name, value) = (line.Split(": ")[0], line.Split(": ")[1]);
            context.Response.ContentType = name == "Content-Type" ? value : context.Response.ContentType;
            context.Response.StatusCode = name == "Status" ? int.Parse(value.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) : context.Response.StatusCode;
        }

        await context.Response.OutputStream.WriteAsync(bytes.AsMemory(end + 4), TestContext.Current.CancellationToken);
        context.Response.Close();
    }
}
