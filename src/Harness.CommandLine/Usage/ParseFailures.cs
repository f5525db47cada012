using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Harness.Text;

namespace Harness.CommandLine.Usage;

/// <summary>Describes errors in a command line in the user's terms: with the probable name, and without names of types.</summary>
internal static class ParseFailures
{
    /// <summary>Returns the error in sentences, the last of which names the help, or <see langword="null"/> if there is none.</summary>
    /// <param name="parsed">The command line.</param>
    public static string? Find(ParseResult parsed) => FindWrong(parsed) is { } wrong ? $"{wrong} See '{PathOf(parsed.CommandResult)} --help'." : null;

    private static string? FindWrong(ParseResult parsed)
    {
        var unmatched = parsed.UnmatchedTokens;
        return unmatched.Count > 0 ? Refuse(unmatched.FirstOrDefault(IsOption) ?? unmatched[0], parsed.CommandResult)
            : parsed.Errors.Count == 0 ? FindMisspelt(parsed) is { } taken ? Refuse(taken, parsed.CommandResult) + " Write '--' before a name that begins so." : null
            : string.Join(' ', parsed.Errors.Select(e => Explain(e, parsed.CommandResult)).Distinct(StringComparer.Ordinal));
    }

    // An unknown option is accepted as a name. One that resembles an option of the command is not meant as a name.
    private static string? FindMisspelt(ParseResult parsed)
    {
        var before = parsed.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        return parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens)
            .Where(t => IsOption(t.Value) && before.Contains(t))
            .Select(t => t.Value)
            .FirstOrDefault(word => NearestName.Find(NameOf(word), OptionsOf(parsed.CommandResult)) is not null);
    }

    private static string Refuse(string word, CommandResult at)
    {
        var command = PathOf(at);
        return IsOption(word) ? $"'{NameOf(word)}' is not an option of '{command}'{Meant(NameOf(word), OptionsOf(at))}"
            : at.Command.Subcommands.Any() ? $"'{word}' is not a command of '{command}'{Meant(word, at.Command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))}"
            : $"'{word}' is one argument too many for '{command}'.";
    }

    private static string Meant(string word, IEnumerable<string> names) => NearestName.Find(word, names) is { } nearest ? $"; did you mean '{nearest}'?" : ".";

    private static string Explain(ParseError error, CommandResult at)
    {
        if (error.SymbolResult is CommandResult { Command.Subcommands: [_, ..] commands, Command.Action: null })
        {
            return $"'{PathOf(at)}' needs a command: {string.Join(", ", commands.Where(c => !c.Hidden).Select(c => c.Name))}.";
        }

        if (error.SymbolResult is ArgumentResult { Tokens: [], Parent: CommandResult, Argument: var missing })
        {
            return $"'{PathOf(at)}' needs {missing.Name.ToUpperInvariant()}.";
        }

        var (name, type) = error.SymbolResult switch
        {
            OptionResult result => (result.Option.Name, result.Option.ValueType),
            ArgumentResult { Parent: OptionResult result } => (result.Option.Name, result.Option.ValueType),
            ArgumentResult result => (result.Argument.Name, result.Argument.ValueType),
            _ => ("", typeof(void)),
        };
        var words = error.SymbolResult is ArgumentResult or OptionResult ? WordsOf(error.SymbolResult) : [];
        return error.Message.EndsWith('.') && !error.Message.Contains("System.", StringComparison.Ordinal) ? error.Message
            : words.Length > 0 ? $"{name} takes {string.Join(", ", words.Select(w => $"'{w}'"))}, not '{Value(error.SymbolResult)}'{Meant(Value(error.SymbolResult), words)}"
            : !error.Message.Contains("System.", StringComparison.Ordinal) ? error.Message
            : (Nullable.GetUnderlyingType(type) ?? type) == typeof(int) ? $"{name} takes a whole number, not '{Value(error.SymbolResult)}'."
            : $"{name} does not take '{Value(error.SymbolResult)}'.";
    }

    private static string[] WordsOf(SymbolResult result)
    {
        var symbol = result switch
        {
            OptionResult of => (Symbol)of.Option,
            ArgumentResult { Parent: OptionResult of } => of.Option,
            ArgumentResult of => of.Argument,
            _ => null,
        };
        return symbol is null or Option<string[]> ? []
            : symbol is Option { HelpName: { } name } && name.Contains('|', StringComparison.Ordinal) ? name.Split('|') : [.. symbol.GetCompletions(CompletionContext.Empty).Select(c => c.Label)];
    }

    private static string Value(SymbolResult? result) => result?.Tokens is [.., var last] ? last.Value : "";

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    private static string NameOf(string word) => word.IndexOfAny(['=', ':']) is var end and > 0 ? word[..end] : word;

    private static IEnumerable<string> OptionsOf(CommandResult at)
    {
        var own = at.Command.Options.SelectMany(o => o.Aliases.Prepend(o.Name));
        for (var above = at.Parent as CommandResult; above is not null; above = above.Parent as CommandResult)
        {
            own = own.Concat(above.Command.Options.Where(o => o.Recursive).SelectMany(o => o.Aliases.Prepend(o.Name)));
        }

        return own.Where(name => name.StartsWith("--", StringComparison.Ordinal));
    }

    private static string PathOf(CommandResult at) => at.Parent is CommandResult above ? $"{PathOf(above)} {at.Command.Name}" : CommandNames.OfProgram(at.Command);
}
