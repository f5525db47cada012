using System.CommandLine;
using Harness.Rules;

namespace Harness.Cli.Commands;

/// <summary><c>harness explain RULE</c> prints a rule's page, <c>harness explain CRATE</c> where a package is placed.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var rule = new Argument<string>("subject") { Description = "A rule's number or name (HRN2001), or a package's name or directory." };
        var root = CommonOptions.Root();
        var policy = CommonOptions.Policy();
        var command = new Command("explain", "Prints the page of a rule, or where a package is placed and by which lines.") { rule, root, policy };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(rule)!, parsed.GetValue(root), parsed.GetValue(policy)));
        return command;
    }

    private static int Run(Terminal terminal, string rule, string? root, string? policy)
    {
        var descriptor = CheckCommand.Engine.Descriptors.FirstOrDefault(d => string.Equals(d.Name, rule, StringComparison.OrdinalIgnoreCase));
        var id = descriptor?.Id ?? rule.ToUpperInvariant();
        terminal.Write(RulePages.Get(id) ?? (IsNumber(id)
            ? throw new CommandException($"there is no rule '{rule}'; the rules are {string.Join(", ", CheckCommand.Engine.Descriptors)}")
            : CrateExplanation.Of(rule, CommonOptions.FindRoot(root, terminal), CommonOptions.FindPolicy(policy, terminal), terminal)));
        return ExitCode.Clean;
    }

    private static bool IsNumber(string id) => id.StartsWith("HRN", StringComparison.Ordinal) && id.AsSpan(3).ContainsAnyInRange('0', '9');
}
