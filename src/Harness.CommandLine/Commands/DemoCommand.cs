using System.CommandLine;

namespace Harness.CommandLine.Commands;

/// <summary><c>harness demo</c>: a small workspace with planted violations, checked.</summary>
internal static class DemoCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("demo", "Writes a small workspace with planted violations to a temporary directory and checks it.");
        command.SetAction(_ => Run(context));
        return command;
    }

    private static int Run(CommandContext context)
    {
        var directory = Directory.CreateTempSubdirectory("harness-demo-").FullName;
        DemoWorkspace.WriteTo(directory);
        var sarif = Path.Join(directory, "harness.sarif");
        var code = CheckCommand.Run(context, new CheckRequest
        {
            Root = directory,
            Formats = [new(OutputKind.Text, null), new(OutputKind.Sarif, sarif)],
            Today = context.Today,
        });
        if (code != ExitCode.Findings)
        {
            throw new CommandException($"the demo ended with {code}, where its planted violations should have ended it with {ExitCode.Findings}");
        }

        context.Write($"""

            Written to {directory}:
              harness.toml    the policy: five layers, top first, and what else is forbidden
              crates/*        fourteen crates; the lines above are the planted violations
              harness.sarif   the same findings for code scanning
            Next: fix a line above, then run 'harness check' there: exit 1 while an error is left, 0 after.
            'harness explain HRN2001' prints the page of a rule.

            """.ReplaceLineEndings("\n"));
        return ExitCode.Clean;
    }
}
