using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Testing;
using Xunit;

namespace Harness.Rules.Tests.Editors;

/// <summary>A language server for TOML, spoken to as an editor does: JSON-RPC over its standard streams.</summary>
internal sealed class LanguageServer : IDisposable
{
    private const string Variable = "HARNESS_TOML_SERVER";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly CancellationTokenSource timeout = new(Limit);
    private readonly string root;
    private int requests;

    private LanguageServer(Process process, string root)
    {
        this.process = process;
        this.root = root;
    }

    /// <summary>Starts the server for a directory. Without one the test is skipped; on CI, which installs one, it fails.</summary>
    public static async Task<LanguageServer> Start(string directory)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") is "true", $"CI names no language server in {Variable}");
            Assert.Skip($"no language server: let {Variable} name the program 'tombi' of the npm package of that name, as .ci/run does");
            throw new InvalidOperationException();
        }

        var start = new ProcessStartInfo(path, ["lsp", "--offline"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"'{path}' did not start");
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var server = new LanguageServer(process, new Uri(directory).AbsoluteUri);
        await server.Initialize();
        return server;
    }

    /// <summary>Opens a document, and answers what the server finds wrong in it: <c>line: message</c>, in order.</summary>
    public async Task<string[]> Open(string path, string text)
    {
        await Notify("textDocument/didOpen", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = UriOf(path), ["languageId"] = "toml", ["version"] = 1, ["text"] = text },
        });
        var found = await ReceiveUntil(m => m["method"]?.GetValue<string>() == "textDocument/publishDiagnostics" && m["params"]!["uri"]!.GetValue<string>() == UriOf(path));
        return [.. found["params"]!["diagnostics"]!.AsArray().Select(d => string.Create(CultureInfo.InvariantCulture, $"{d!["range"]!["start"]!["line"]!.GetValue<int>() + 1}: {d["message"]}"))];
    }

    /// <summary>What the server offers at a place of an open document.</summary>
    /// <param name="path">The document's path in the directory.</param>
    /// <param name="line">The line, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    public async Task<string[]> Complete(string path, int line, int column)
    {
        var answer = await Ask("textDocument/completion", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = UriOf(path) },
            ["position"] = new JsonObject { ["line"] = line, ["character"] = column },
        });
        return [.. (answer as JsonArray ?? answer!["items"]!.AsArray()).Select(i => i!["label"]!.GetValue<string>())];
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
        timeout.Dispose();
    }

    private string UriOf(string path) => $"{root}/{path}";

    private async Task Initialize()
    {
        await Ask("initialize", new JsonObject
        {
            ["processId"] = null,
            ["rootUri"] = root,
            ["workspaceFolders"] = new JsonArray(new JsonObject { ["uri"] = root, ["name"] = "workspace" }),
            ["capabilities"] = new JsonObject { ["textDocument"] = new JsonObject { ["completion"] = new JsonObject(), ["publishDiagnostics"] = new JsonObject() } },
        });
        await Notify("initialized", []);
    }

    private Task Notify(string method, JsonObject parameters) => Send(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters });

    private async Task<JsonNode?> Ask(string method, JsonObject parameters)
    {
        var id = ++requests;
        await Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters });
        var answer = await ReceiveUntil(m => m["method"] is null && m["id"]?.GetValue<int>() == id);
        return answer["error"] is { } error ? throw new InvalidOperationException($"{method}: {error.ToJsonString()}") : answer["result"];
    }

    // What the server asks in the meantime is answered with nothing: it has no settings here.
    private async Task<JsonNode> ReceiveUntil(Predicate<JsonNode> isMeant)
    {
        while (true)
        {
            var message = await Receive();
            if (isMeant(message))
            {
                return message;
            }

            if (message["method"] is not null && message["id"] is { } asked)
            {
                await Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = asked.DeepClone(), ["result"] = null });
            }
        }
    }

    private async Task Send(JsonObject message)
    {
        var body = Encoding.UTF8.GetBytes(message.ToJsonString());
        var stream = process.StandardInput.BaseStream;
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n"), timeout.Token);
        await stream.WriteAsync(body, timeout.Token);
        await stream.FlushAsync(timeout.Token);
    }

    private async Task<JsonNode> Receive()
    {
        var stream = process.StandardOutput.BaseStream;
        var length = 0;
        for (var line = await ReadLine(stream); line.Length > 0; line = await ReadLine(stream))
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(line.AsSpan("Content-Length:".Length), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
            }
        }

        var body = new byte[length];
        await stream.ReadExactlyAsync(body, timeout.Token);
        return JsonNode.Parse(body)!;
    }

    private async Task<string> ReadLine(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(one, timeout.Token);
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }
    }
}
