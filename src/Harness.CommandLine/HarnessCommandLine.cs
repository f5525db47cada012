using System.CommandLine;
using Harness.Analysis;
using Harness.CommandLine.Commands;
using Harness.CommandLine.Usage;

namespace Harness.CommandLine;

/// <summary>The command line of <c>harness</c>, for a program with custom rules.</summary>
public static class HarnessCommandLine
{
    /// <summary>The name of the tool in reports, unless a program gives another.</summary>
    public const string UsualToolName = "Harness";

    /// <summary>Runs the command that the arguments name, on the console of this process, until it ends or a signal ends it.</summary>
    /// <param name="arguments">The arguments of the process.</param>
    /// <param name="rules">The rules to judge by: <c>BuiltInRules.All.Add(new MyRule())</c>.</param>
    /// <param name="toolName">The name of the tool in SARIF, by which code scanning distinguishes the alerts of tools.</param>
    /// <returns>The exit code of the process: 0 without findings that count, 1 with such findings, 2 if the check could not run.</returns>
    public static int Run(IReadOnlyList<string> arguments, RuleSet rules, string toolName = UsualToolName)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentException.ThrowIfNullOrWhiteSpace(toolName);
        using var interruption = new Interruption();
        return Run(arguments, CommandContext.ForProcess(rules, toolName, Environment.GetEnvironmentVariable));
    }

    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="context">The environment of the command.</param>
    /// <returns>The exit code of the process.</returns>
    internal static int Run(IReadOnlyList<string> arguments, CommandContext context) =>
        new FrontEnd("harness", context).RunAsync(CreateRoot(context), OwnName.Strip(arguments, context.Program)).GetAwaiter().GetResult();

    private static RootCommand CreateRoot(CommandContext context)
    {
        RootCommand? root = null;
        return root = new RootCommand("Judges the crates of a Cargo workspace by one policy file, harness.toml.")
        {
            InitCommand.Create(context),
            CheckCommand.Create(context),
            GraphCommand.Create(context),
            WhyCommand.Create(context),
            OwnerCommand.Create(context),
            ExplainCommand.Create(context),
            BaselineCommand.Create(context),
            MergeCommand.Create(context),
            CiCommand.Create(context),
            DemoCommand.Create(context),
            CompletionsCommand.Create(context, () => root!),
            HelpCommand.Create(arguments => Run(arguments, context)),
        };
    }
}
