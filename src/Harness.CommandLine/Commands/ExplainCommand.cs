using System.CommandLine;
using Harness.CommandLine.Changes;
using Harness.Policies;
using Harness.Rules;

namespace Harness.CommandLine.Commands;

/// <summary>
/// <c>harness explain RULE</c> prints a rule's page, <c>harness explain CRATE</c> where a package is placed, <c>harness explain --change</c> how it was
/// decided who may change what; without any of these, all rules.
/// </summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var subject = new Argument<string?>("subject")
        {
            Description = "A rule's number or name (HRN2001), or a package's name or directory. Without it all rules are listed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var root = CommonOptions.Root();
        var policy = CommonOptions.Policy();
        var change = new Option<bool>("--change") { Description = "Prints the steps by which it is decided who may change each path of a change, or of the one path named." };
        var options = new ChangeOptions();
        var command = new Command("explain", "Prints the page of a rule, where a package is placed and by which lines, how a change is decided, or the list of rules.") { subject, root, policy, change };
        options.AddTo(command);
        command.SetAction(parsed => (options.Read(parsed, terminal), parsed.GetValue(change)) switch
        {
            (null, false) => Run(terminal, parsed.GetValue(subject), parsed.GetValue(root), parsed.GetValue(policy)),
            ({ } request, true) => ChangeExplanation.Write(
                request, parsed.GetValue(subject), CommonOptions.FindRoot(parsed.GetValue(root), terminal), CommonOptions.FindPolicy(parsed.GetValue(policy), terminal), terminal),
            (null, true) => throw new CommandException("--change needs a change: name the target's tip with --base, or --staged or --worktree"),
            ({ }, false) => throw new CommandException("a change is explained with --change"),
        });
        return command;
    }

    private static int Run(Terminal terminal, string? subject, string? root, string? policy)
    {
        if (subject is null)
        {
            terminal.WriteMarkdown(RuleIndex.ToMarkdown(BuiltInRules.Descriptors));
            return ExitCode.Clean;
        }

        var named = BuiltInRules.Descriptors.FirstOrDefault(d => string.Equals(d.Name, subject, StringComparison.OrdinalIgnoreCase));
        var id = named?.Id ?? subject.ToUpperInvariant();
        if (RulePages.Get(id) is { } page)
        {
            terminal.WriteMarkdown(page);
            return ExitCode.Clean;
        }

        if (IsNumber(id))
        {
            throw new CommandException($"there is no rule '{subject}'; {NearestName.Suggest(id, BuiltInRules.Descriptors.Select(d => d.Id))}'harness explain' lists the rules");
        }

        terminal.Write(Placement(terminal, subject, root, policy));
        return ExitCode.Clean;
    }

    // A misspelt name of a rule is taken for a package's: what is wrong then names both.
    private static string Placement(Terminal terminal, string subject, string? root, string? policy)
    {
        try
        {
            return CrateExplanation.Of(subject, CommonOptions.FindRoot(root, terminal), CommonOptions.FindPolicy(policy, terminal), terminal);
        }
        catch (CommandException e) when (NearestName.Find(subject, BuiltInRules.Descriptors.Select(d => d.Name)) is { } rule)
        {
            throw new CommandException($"{e.Message}; of the rules, did you mean '{rule}'?");
        }
    }

    private static bool IsNumber(string id) => id.StartsWith("HRN", StringComparison.Ordinal) && id.AsSpan(3).ContainsAnyInRange('0', '9');
}
