using System.CommandLine;

namespace Harness.Cli.Commands;

/// <summary>Options that several commands take.</summary>
internal static class CommonOptions
{
    /// <summary><c>--root</c>.</summary>
    public static Option<string?> Root() => new("--root")
    {
        Description = "The top of the tree. Default: the nearest directory around this one with .git, else with harness.toml.",
        HelpName = "DIR",
    };

    /// <summary>The absolute path of the tree's top.</summary>
    public static string FindRoot(string? given, Terminal terminal)
    {
        if (given is null)
        {
            return RepositoryDirectory.Find(terminal.WorkingDirectory);
        }

        var path = Path.GetFullPath(given, terminal.WorkingDirectory);
        return Directory.Exists(path) ? path : throw new CommandException($"'{given}' is no directory; --root names the top of the tree");
    }
}
