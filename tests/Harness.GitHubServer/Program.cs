using Harness.GitHubServer;

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

if (Option("--root") is not { } root || Option("--repository") is not { } repository)
{
    await Console.Error.WriteLineAsync("usage: Harness.GitHubServer --root DIR --repository OWNER/NAME [--port N]");
    return 2;
}

var port = int.Parse(Option("--port") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
await using var hub = LocalGitHub.Start(new() { Root = Path.GetFullPath(root), Repository = repository, Port = port });
await Console.Out.WriteLineAsync(hub.Address.AbsoluteUri);
await hub.WaitForEnd();
return 0;
