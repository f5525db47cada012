using System.CommandLine;

namespace Harness.CommandLine.Changes;

/// <summary>The options for judging past changes by a policy.</summary>
internal sealed class HistoryOptions
{
    private readonly Option<int?> last = new("--last")
    {
        Description = "Judges the past: what the policy would have flagged in each of the last N changes that landed on this branch. Exit 0 whatever it finds.",
        HelpName = "N",
    };

    private readonly Option<string?> since = new("--since")
    {
        Description = "As --last, for the changes that landed since a commit, a tag or a branch.",
        HelpName = "REV",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(last);
        command.Add(since);
    }

    /// <summary>Returns the requested history, or <see langword="null"/> if none is requested.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="change">The change that is also requested.</param>
    /// <exception cref="CommandException">The options do not go together.</exception>
    public HistoryRequest? Read(ParseResult parsed, ChangeRequest? change)
    {
        var (count, revision) = (parsed.GetValue(last), parsed.GetValue(since));
        if (count is null && revision is null)
        {
            return null;
        }

        return count is not null && revision is not null ? throw new CommandException("--last and --since both say how far back to look: name one of them")
            : change is not null ? throw new CommandException("--last and --since look at what has landed, --base, --staged and --worktree at what has not: leave one out")
            : count is < 1 or > HistoryReader.MostChanges ? throw new CommandException($"--last {count} is no number of changes: write one from 1 to {HistoryReader.MostChanges}")
            : new HistoryRequest(count, revision);
    }
}
