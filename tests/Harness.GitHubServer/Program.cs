using Harness.GitHubServer;

if (CommandLine.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(CommandLine.Usage);
    return 2;
}

await using var hub = LocalGitHub.Start(options);
await Console.Out.WriteLineAsync(hub.Address.AbsoluteUri);
await hub.WaitForEnd();
return 0;
