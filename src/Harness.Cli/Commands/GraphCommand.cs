using System.CommandLine;
using Harness.Reporting;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Cli.Commands;

/// <summary><c>harness graph</c>: prints the packages and their dependencies.</summary>
internal static class GraphCommand
{
    public static Command Create(Terminal terminal)
    {
        var root = CommonOptions.Root();
        var format = new Option<string>("--format") { Description = "The form of the result.", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("json");
        var command = new Command("graph", "Prints the packages and dependencies of the workspace around this directory as Cargo sees them.") { root, format };
        command.SetAction(parsed => Run(terminal, CommonOptions.FindRoot(parsed.GetValue(root), terminal)));
        return command;
    }

    private static int Run(Terminal terminal, string root)
    {
        var manifest = NearestManifest(terminal.WorkingDirectory, root);
        var codebase = Codebase.Load(new DirectoryTree(root), new CodebaseOptions { Manifests = [manifest] }, CancellationToken.None);
        if (!codebase.Diagnostics.IsEmpty)
        {
            new TextReport(terminal.Error, TextStyle.Plain).WriteFindings(codebase.Diagnostics);
            throw new CommandException("the workspace could not be read as a whole, so no graph is printed");
        }

        if (codebase.Workspaces is not [var workspace])
        {
            throw new CommandException($"'{manifest}' leads to no workspace");
        }

        // Written whole or not at all.
        using var whole = new MemoryStream();
        CodebaseJson.Write(workspace, whole);
        whole.WriteTo(terminal.Output);
        terminal.Output.Flush();
        return ExitCode.Clean;
    }

    // As Cargo does: the nearest Cargo.toml upward from where the command runs.
    private static string NearestManifest(string directory, string root)
    {
        for (var at = directory; at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Join(at, "Cargo.toml")) && Path.GetRelativePath(root, at) is var relative && !relative.StartsWith("..", StringComparison.Ordinal))
            {
                return RepoPath.Parse(relative.Replace(Path.DirectorySeparatorChar, '/')).Combine("Cargo.toml").Value;
            }
        }

        return "Cargo.toml";
    }
}
