using System.Text;
using Harness.Analysis;
using Harness.CommandLine;
using Harness.Rules;

namespace Harness.Testing;

/// <summary>Runs commands of the front-end in this process, which takes a tenth of the time of one of its own. <see cref="HarnessProcess"/> is for what a process alone shows.</summary>
public static class HarnessCommand
{
    private static readonly AnalysisEngine Engine = new(BuiltInRules.All);

    /// <summary>Runs a command in a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="arguments">The command and its arguments.</param>
    public static ProcessOutcome Run(string directory, params string[] arguments) => Run(directory, arguments, "", []);

    /// <summary>Runs a command in a directory with something on standard input.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="arguments">The command and its arguments.</param>
    public static ProcessOutcome RunWith(string input, string directory, params string[] arguments) => Run(directory, arguments, input, []);

    /// <summary>Runs a command in a directory with variables of the environment.</summary>
    /// <param name="environment">The variables.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="arguments">The command and its arguments.</param>
    public static ProcessOutcome RunWith(IEnumerable<KeyValuePair<string, string>> environment, string directory, params string[] arguments) =>
        Run(directory, arguments, "", environment.ToDictionary());

    /// <summary>Runs a command of a program with other rules.</summary>
    /// <param name="rules">The rules of the program.</param>
    /// <param name="toolName">The name of its tool in reports.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="arguments">The command and its arguments.</param>
    public static ProcessOutcome RunWith(RuleSet rules, string toolName, string directory, params string[] arguments) =>
        Run(directory, arguments, "", [], new AnalysisEngine(rules), toolName);

    private static ProcessOutcome Run(
        string directory, string[] arguments, string input, Dictionary<string, string> environment, AnalysisEngine? engine = null, string toolName = HarnessCommandLine.UsualToolName)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var exitCode = HarnessCommandLine.Run(arguments, new CommandContext
        {
            Engine = engine ?? Engine,
            ToolName = toolName,
            WorkingDirectory = directory,
            Input = new MemoryStream(Encoding.UTF8.GetBytes(input)),
            Output = new ResultStream { Inner = output },
            Error = error,
            Variable = name => environment.GetValueOrDefault(name) ?? Environment.GetEnvironmentVariable(name),
        });
        return new ProcessOutcome(exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
