using System.CommandLine;

namespace Harness.CommandLine.Usage;

/// <summary>The names of commands as a user types them.</summary>
internal static class CommandNames
{
    /// <summary>Returns the name of the program, whatever the file is called that runs.</summary>
    /// <param name="root">The root of its commands.</param>
    public static string OfProgram(Command root) => root.Subcommands.Any(c => c.Name == "serve") ? "harness-reviewer" : "harness";
}
