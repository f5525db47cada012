using System.Collections.Immutable;
using System.CommandLine;
using Harness.Changes;

namespace Harness.CommandLine.Changes;

/// <summary>The options that select the judged change and its contributors.</summary>
internal sealed class ChangeOptions
{
    /// <summary>The environment variable that names the agent at work.</summary>
    public const string AgentVariable = "HARNESS_AGENT";

    private static readonly ImmutableArray<string> Evidence = ["commit", "branch", "asserted", "host"];

    private readonly Option<string?> target = new("--base")
    {
        Description = "Judges a change: what merging --head into this tip of the target branch would change, by the target's policy.",
        HelpName = "REV",
    };

    private readonly Option<string?> head = new("--head") { Description = "The commit that is proposed. Default: HEAD.", HelpName = "REV" };
    private readonly Option<string?> merge = new("--merge") { Description = "The merge that the host has made of --head into --base. Default: git's own merge.", HelpName = "REV" };
    private readonly Option<bool> staged = new("--staged") { Description = "Judges what is staged against --base. Default of that: HEAD." };
    private readonly Option<bool> workTree = new("--worktree") { Description = "Judges the files on disk against --base. Default of that: HEAD." };
    private readonly Option<string?> agent = new("--as") { Description = $"The agent who makes the change, on the caller's word. Default: {AgentVariable}.", HelpName = "AGENT" };
    private readonly Option<string[]> logins = new("--login") { Description = "An account that the host has authenticated and that made the change. May be given several times.", HelpName = "ACCOUNT" };
    private readonly Option<string?> branch = new("--branch") { Description = "The name of the branch that is proposed. Default: the one of the event, else the one that is checked out.", HelpName = "NAME" };
    private readonly Option<string?> hostEvent = new("--event") { Description = "The host's event as JSON (GITHUB_EVENT_PATH): who made the change.", HelpName = "FILE" };
    private readonly Option<string?> consents = new("--consents") { Description = "Who approved which commit, as JSON: [{ \"login\": \"…\", \"head\": \"…\" }].", HelpName = "FILE" };

    private readonly Option<string?> identity = new("--identity")
    {
        Description = "The evidence that makes someone an agent, for looks ahead: commit, branch, asserted, host. Default: 'minimum' of [identity]; branch for --staged and --worktree.",
        HelpName = "commit|branch|asserted|host",
    };

    /// <summary>Creates the options.</summary>
    public ChangeOptions() => identity.AcceptOnlyFromAmong([.. Evidence]);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { target, head, merge, staged, workTree, agent, logins, branch, hostEvent, consents, identity })
        {
            command.Add(option);
        }
    }

    /// <summary>Returns the requested change, or <see langword="null"/> if none is requested.</summary>
    /// <exception cref="CommandException">The options do not go together.</exception>
    public ChangeRequest? Read(ParseResult parsed, CommandContext context)
    {
        var files = parsed.GetValue(staged) ? ProposedFiles.Staged : parsed.GetValue(workTree) ? ProposedFiles.WorkingTree : ProposedFiles.Commit;
        var tip = parsed.GetValue(target);
        Refuse(parsed.GetValue(staged) && parsed.GetValue(workTree), "--staged and --worktree are two trees: name one of them");
        Refuse(files != ProposedFiles.Commit && (parsed.GetValue(head) ?? parsed.GetValue(merge)) is not null, "--head and --merge name commits: leave --staged and --worktree out");
        if (tip is null && files == ProposedFiles.Commit)
        {
            var loose = new Option[] { head, merge, agent, logins, branch, hostEvent, consents, identity }.FirstOrDefault(o => parsed.GetResult(o) is not null);
            Refuse(loose is not null, $"{loose?.Name} speaks of a change: name the target's tip with --base, or --staged or --worktree");
            return null;
        }

        Refuse(tip is { Length: 0 }, "--base is empty: name the target's tip");
        return new ChangeRequest
        {
            Base = tip,
            Head = parsed.GetValue(head),
            Merge = parsed.GetValue(merge),
            Files = files,
            As = parsed.GetValue(agent) ?? context.Agent,
            Logins = parsed.GetValue(logins) ?? [],
            Branch = parsed.GetValue(branch),
            Event = ToPath(parsed.GetValue(hostEvent), context),
            Consents = ToPath(parsed.GetValue(consents), context),
            Identity = parsed.GetValue(identity) is { } level ? (IdentityEvidence)Evidence.IndexOf(level) : files == ProposedFiles.Commit ? null : IdentityEvidence.Branch,
        };
    }

    private static string? ToPath(string? given, CommandContext context) => given is null ? null : Path.GetFullPath(given, context.WorkingDirectory);

    private static void Refuse(bool condition, string message)
    {
        if (condition)
        {
            throw new CommandException(message);
        }
    }
}
