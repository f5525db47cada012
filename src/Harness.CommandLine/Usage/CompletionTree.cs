using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;

namespace Harness.CommandLine.Usage;

/// <summary>An option in a script for a shell.</summary>
/// <param name="Names">Its names, the long one first.</param>
/// <param name="About">A short description.</param>
/// <param name="TakesValue">A value that indicates whether a value follows.</param>
/// <param name="Values">The possible values. Empty if any value is allowed, and then a file name is completed.</param>
internal sealed record CompletedOption(ImmutableArray<string> Names, string About, bool TakesValue, ImmutableArray<string> Values);

/// <summary>A command in a script for a shell.</summary>
/// <param name="Path">The command as it is typed: <c>harness ci gate</c>.</param>
/// <param name="About">A short description.</param>
/// <param name="Options">Its options, those of all commands included.</param>
/// <param name="Commands">The commands below it.</param>
/// <param name="Words">The words that it accepts, if known.</param>
internal sealed record CompletedCommand(
    string Path, string About, ImmutableArray<CompletedOption> Options, ImmutableArray<CompletedCommand> Commands, ImmutableArray<string> Words)
{
    /// <summary>The last word of the path.</summary>
    public string Name => Path[(Path.LastIndexOf(' ') + 1)..];
}

/// <summary>
/// The commands as scripts for shells hold them. The scripts are fixed text: they ask neither the program nor the file system, so that no name from
/// outside becomes syntax.
/// </summary>
internal static class CompletionTree
{
    private const int LongestAbout = 70;
    private static readonly string[] EndsOfClauses = [". ", ": ", "; ", " ("];

    /// <summary>Returns the program and all commands below it, the program first.</summary>
    /// <param name="root">The program.</param>
    public static ImmutableArray<CompletedCommand> Create(Command root)
    {
        var all = ImmutableArray.CreateBuilder<CompletedCommand>();
        Add(root, CommandNames.OfProgram(root), [], all);
        return all.ToImmutable();
    }

    private static CompletedCommand Add(Command command, string path, ImmutableArray<Option> common, ImmutableArray<CompletedCommand>.Builder all)
    {
        var at = all.Count;
        all.Add(null!);
        var passedOn = common.AddRange(command.Options.Where(o => o.Recursive));
        var below = command.Subcommands.Where(c => !c.Hidden).Select(c => Add(c, $"{path} {c.Name}", passedOn, all)).ToImmutableArray();
        var words = command.Arguments.SelectMany(a => a.GetCompletions(CompletionContext.Empty)).Select(c => c.Label);
        var options = command.Options.Concat(common).Where(o => !o.Hidden).Distinct().Select(ToOption);
        return all[at] = new CompletedCommand(path, Shorten(command.Description), [.. options], below, [.. words]);
    }

    private static CompletedOption ToOption(Option option)
    {
        var takesValue = option.ValueType != typeof(bool) && option.ValueType != typeof(void);
        var values = !takesValue ? [] : option.HelpName is { } name && name.Contains('|', StringComparison.Ordinal) ? name.Split('|')
            : option.GetCompletions(CompletionContext.Empty).Select(c => c.Label).ToArray();
        return new CompletedOption([option.Name, .. option.Aliases.Where(a => a != option.Name && a != "-?")], Shorten(option.Description), takesValue, [.. values]);
    }

    // The first clause, in characters that mean nothing to a shell within quotes.
    private static string Shorten(string? description)
    {
        var text = description ?? "";
        var end = EndsOfClauses.Select(mark => text.IndexOf(mark, StringComparison.Ordinal)).Where(at => at > 0).DefaultIfEmpty(text.Length).Min();
        var clause = new string([.. text[..end].TrimEnd('.').Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or ',' or '-' or '_' or '.')]);
        return clause.Length <= LongestAbout ? clause : clause[..clause.LastIndexOf(' ', LongestAbout)] + "...";
    }
}
