using System.CommandLine;
using Harness.CommandLine;
using Harness.Reviewer.Reviewing;

namespace Harness.Reviewer.Commands;

/// <summary>The program that reviews architecture: everything behind <c>--</c>.</summary>
internal sealed class ArchitectOptions
{
    private const int DefaultLimit = 600;

    private readonly Argument<string[]> command = new("ARCHITECT")
    {
        Description = "A program, with its arguments, that reads a review packet (rules/review-packet.schema.json) and answers (rules/architect-answer.schema.json). Behind '--'.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<int> limit = new("--architect-timeout") { Description = "How many seconds the architect may take.", DefaultValueFactory = _ => DefaultLimit, HelpName = "SECONDS" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command to)
    {
        to.Arguments.Add(command);
        to.Options.Add(limit);
    }

    /// <summary>Returns the architect, or <see langword="null"/> if none is named.</summary>
    public Architect? Read(ParseResult parsed) =>
        parsed.GetValue(limit) is var seconds and not (> 0 and <= 86_400) ? throw new CommandException($"--architect-timeout is {seconds}: give seconds, at most a day")
        : parsed.GetValue(command) is { Length: > 0 } given ? new Architect(given, TimeSpan.FromSeconds(parsed.GetValue(limit)))
        : null;
}
