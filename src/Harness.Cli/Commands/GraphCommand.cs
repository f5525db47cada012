using System.CommandLine;

namespace Harness.Cli.Commands;

/// <summary><c>harness graph</c>: prints the packages and their dependencies.</summary>
internal static class GraphCommand
{
    public static Command Create(Terminal terminal)
    {
        var root = CommonOptions.Root();
        var format = new Option<string>("--format") { Description = "The form of the result.", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("json");
        var command = new Command("graph", "Prints the workspace's packages and their dependencies as Cargo sees them.") { root, format };
        command.SetAction(parsed => Run(terminal, CommonOptions.FindRoot(parsed.GetValue(root), terminal)));
        return command;
    }

    private static int Run(Terminal terminal, string root) => throw new CommandException("graph is not there yet");
}
