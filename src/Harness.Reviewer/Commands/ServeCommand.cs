using System.CommandLine;
using System.Net;
using Harness.CommandLine;
using Harness.GitHub;
using Harness.Reviewer.Fetching;
using Harness.Reviewer.Reviewing;
using Harness.Reviewer.Serving;

namespace Harness.Reviewer.Commands;

/// <summary><c>harness-reviewer serve</c>: verdicts on every pull request, as they come.</summary>
internal static class ServeCommand
{
    private const string SecretVariable = "HARNESS_WEBHOOK_SECRET";

    // A limit of the host passes within the hour.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(65);

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandContext context)
    {
        var host = new HostOptions();
        var architect = new ArchitectOptions();
        var listen = new Option<string?>("--listen") { Description = $"Where to take webhooks, ADDRESS:PORT, path /webhook, signed with {SecretVariable}. [default: 127.0.0.1:8080 with the secret, nowhere without]", HelpName = "PLACE" };
        var poll = new Option<int?>("--poll") { Description = "Look at every open pull request each so many seconds: where no webhook can come.", HelpName = "SECONDS" };
        var workers = new Option<int>("--workers") { Description = "How many pull requests to look at at once; an architect may take long.", DefaultValueFactory = _ => 4, HelpName = "N" };
        var command = new Command("serve", "Gives verdicts on every open pull request for as long as it runs, driven by webhooks, by polling, or by both.") { listen, poll, workers };
        host.AddTo(command);
        architect.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = ToOptions(parsed.GetValue(listen), parsed.GetValue(poll), parsed.GetValue(workers), HostOptions.Value(context, SecretVariable));
            using var repository = await host.OpenAsync(parsed, context, cancellation, LongestWait);
            using var merger = await host.OpenAsync(parsed, context, "HARNESS_MERGE_TOKEN", cancellation);
            var (gate, remote) = await FetchGate.OpenAsync(host.GetRemote(parsed, context));
            await using var door = gate;
            var service = new ReviewService(repository, remote, StepsOf(host.GetMemory(parsed, context), architect.Read(parsed), merger, context), context);
            await ReviewServer.RunAsync(service, host.GetFullName(parsed, context), options, address => Announce(address, options, context), cancellation);
            return ExitCode.Clean;
        });
        return command;
    }

    private static ReviewStepOptions StepsOf(SealedAnswer memory, Architect? architect, GitHubRepository? merger, CommandContext context) => new()
    {
        Today = () => context.Today,
        Architect = architect,
        Memory = memory,
        Merger = merger,
    };

    private static ServerOptions ToOptions(string? listen, int? poll, int workers, string? secret)
    {
        if (workers is < 1 or > 64)
        {
            throw new CommandException("--workers is a number from 1 to 64");
        }

        if (poll is < 1 or > 86_400)
        {
            throw new CommandException("--poll is a number of seconds, at most a day");
        }

        if (listen is not null && secret is null)
        {
            throw new CommandException($"{SecretVariable} is not set: a webhook that is not signed could come from anyone");
        }

        return secret is null && poll is null ? throw new CommandException($"nothing would ever tell of a pull request: set {SecretVariable} for webhooks, or give --poll SECONDS")
            : new ServerOptions(secret is null ? null : ToPlace(listen ?? "127.0.0.1:8080"), secret ?? "", poll is { } seconds ? TimeSpan.FromSeconds(seconds) : null, workers);
    }

    private static IPEndPoint ToPlace(string text) =>
        text.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(text, out var place) ? place : throw new CommandException("--listen is ADDRESS:PORT, as in 0.0.0.0:8080");

    private static void Announce(Uri? address, ServerOptions options, CommandContext context) => context.Say(
        $"harness-reviewer: {(address is null ? "takes no webhooks" : $"takes webhooks at {address}webhook")}{(options.Poll is { } pause ? $", looks at all every {pause.TotalSeconds:0} seconds" : "")}\n");
}
