using System.CommandLine;
using Harness.Rules;

namespace Harness.Cli.Commands;

/// <summary><c>harness explain RULE</c>: prints a rule's page.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var rule = new Argument<string>("rule") { Description = "The rule's number or name: HRN2001." };
        var command = new Command("explain", "Prints the page of a rule.") { rule };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(rule)!));
        return command;
    }

    private static int Run(Terminal terminal, string rule)
    {
        var descriptor = CheckCommand.Engine.Descriptors.FirstOrDefault(d => string.Equals(d.Name, rule, StringComparison.OrdinalIgnoreCase));
        var id = descriptor?.Id ?? rule.ToUpperInvariant();
        terminal.Write(RulePages.Get(id)
            ?? throw new CommandException($"there is no rule '{rule}'; the rules are {string.Join(", ", CheckCommand.Engine.Descriptors)}"));
        return ExitCode.Clean;
    }
}
