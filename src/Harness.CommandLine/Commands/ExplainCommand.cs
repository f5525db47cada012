using System.CommandLine;
using Harness.Analysis;
using Harness.CommandLine.Changes;
using Harness.Placements;
using Harness.Policies;
using Harness.Rules;
using Harness.Text;

namespace Harness.CommandLine.Commands;

/// <summary>
/// <c>harness explain RULE</c> prints a rule's page, <c>harness explain CRATE</c> the placement of a package, and <c>harness explain --change</c> the
/// decision on the rights of a change. Without any of these, it lists all rules.
/// </summary>
internal static class ExplainCommand
{
    public static Command Create(CommandContext context)
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
        command.SetAction(parsed => (options.Read(parsed, context), parsed.GetValue(change)) switch
        {
            (null, false) => Run(context, parsed.GetValue(subject), parsed.GetValue(root), parsed.GetValue(policy)),
            ({ } request, true) => ChangeExplanation.Write(
                request, parsed.GetValue(subject), CommonOptions.FindRoot(parsed.GetValue(root), context), CommonOptions.FindPolicy(parsed.GetValue(policy), context), context),
            (null, true) => throw new CommandException("--change needs a change: name the target's tip with --base, or --staged or --worktree"),
            ({ }, false) => throw new CommandException("a change is explained with --change"),
        });
        return command;
    }

    private static int Run(CommandContext context, string? subject, string? root, string? policy)
    {
        if (subject is null)
        {
            context.WriteMarkdown(RuleIndex.ToMarkdown(context.Engine.Rules));
            return ExitCode.Clean;
        }

        var rules = context.Engine.Rules;
        if (rules.Find(subject) is { } rule)
        {
            context.WriteMarkdown(rules.GetPage(rule.Id) ?? $"# {rule.Id}: {rule.Name}\n\n{rule.Title}.\n");
            return ExitCode.Clean;
        }

        if (LooksLikeId(subject, rules))
        {
            throw new CommandException($"there is no rule '{subject}'; {NearestName.Suggest(subject.ToUpperInvariant(), rules.Descriptors.Select(d => d.Id))}'harness explain' lists the rules");
        }

        context.Write(Placement(context, subject, root, policy));
        return ExitCode.Clean;
    }

    // A misspelt rule name is taken for a package name, so the message names both.
    private static string Placement(CommandContext context, string subject, string? root, string? policy)
    {
        try
        {
            return CrateExplanation.Create(subject, CommonOptions.FindRoot(root, context), CommonOptions.FindPolicy(policy, context), context);
        }
        catch (CommandException e) when (NearestName.Find(subject, context.Engine.Rules.Descriptors.Select(d => d.Name)) is { } rule)
        {
            throw new CommandException($"{e.Message}; of the rules, did you mean '{rule}'?");
        }
    }

    // A word with the letters of a rule's id and a digit after them.
    private static bool LooksLikeId(string subject, RuleSet rules) => rules.Descriptors
        .Select(d => d.Id[..d.Id.AsSpan().IndexOfAnyInRange('0', '9')])
        .Distinct(StringComparer.Ordinal)
        .Any(letters => subject.StartsWith(letters, StringComparison.OrdinalIgnoreCase) && subject.AsSpan(letters.Length).ContainsAnyInRange('0', '9'));
}
