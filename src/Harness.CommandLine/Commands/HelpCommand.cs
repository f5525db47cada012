using System.CommandLine;

namespace Harness.CommandLine.Commands;

/// <summary><c>harness help [COMMAND]</c>: prints the help of a command, like <c>--help</c>.</summary>
internal static class HelpCommand
{
    /// <param name="print">Runs the program with other arguments.</param>
    public static Command Create(Func<IReadOnlyList<string>, int> print)
    {
        var names = new Argument<string[]>("command") { Description = "The command; without one, the program.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("help", "Prints what a command does and takes.") { names };
        command.SetAction(parsed =>
        {
            var given = parsed.GetValue(names) ?? [];
            return given.FirstOrDefault(n => n.StartsWith('-')) is { } option
                ? throw new CommandException($"'{option}' is not a command; 'harness help COMMAND' prints the options of a command")
                : print([.. given, "--help"]);
        });
        return command;
    }
}
