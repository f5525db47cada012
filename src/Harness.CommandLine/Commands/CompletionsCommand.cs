using System.CommandLine;
using Harness.CommandLine.Usage;

namespace Harness.CommandLine.Commands;

/// <summary><c>harness completions SHELL</c>: prints a script that completes commands and options in a shell.</summary>
internal static class CompletionsCommand
{
    public static Command Create(CommandContext context, Func<Command> root)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or powershell." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "powershell");
        var command = new Command("completions", "Prints a script that completes commands, options and their values in a shell.") { shell };
        command.SetAction(parsed =>
        {
            var tree = CompletionTree.Create(root());
            context.Write(parsed.GetValue(shell) switch
            {
                "bash" => BashCompletion.Write(tree),
                "zsh" => ZshCompletion.Write(tree),
                "fish" => FishCompletion.Write(tree),
                _ => PowerShellCompletion.Write(tree),
            });
            return ExitCode.Clean;
        });
        return command;
    }
}
