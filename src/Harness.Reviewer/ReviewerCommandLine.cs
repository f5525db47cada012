using System.Collections;
using System.CommandLine;
using System.Runtime.InteropServices;
using Harness.Analysis;
using Harness.CommandLine;
using Harness.Git;
using Harness.Reviewer.Commands;

namespace Harness.Reviewer;

/// <summary>The command line of <c>harness-reviewer</c>, for a program with custom rules.</summary>
public static class ReviewerCommandLine
{
    // Longer than a service needs to finish its work.
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Runs the command that the arguments name, on the console of this process. Other processes of the same user can no longer read its
    /// variables and memory, and its children inherit only the variables that they need.
    /// </summary>
    /// <param name="arguments">The arguments of the process.</param>
    /// <param name="rules">The rules to judge by: <c>BuiltInRules.All.Add(new MyRule())</c>.</param>
    /// <returns>The exit code of the process: 0 approved or nothing to do, 1 changes requested or drift, 2 no decision possible, 3 waiting.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(rules);
        PrivateProcess.TryClose();

        // The command-line library cancels the command and gives it time to end. Git may wait for a host much longer.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => GitWork.Stop());
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => GitWork.Stop());
        try
        {
            return await RunAsync(arguments, CommandContext.ForProcess(rules, HarnessCommandLine.UsualToolName, TakeVariables()));
        }
        finally
        {
            GitWork.End();
        }
    }

    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="context">The environment of the command.</param>
    /// <param name="cancellation">Cancels it, in addition to the signals that end a process.</param>
    /// <returns>The exit code of the process.</returns>
    internal static Task<int> RunAsync(IReadOnlyList<string> arguments, CommandContext context, CancellationToken cancellation = default) =>
        new FrontEnd("harness-reviewer", context) { EndLimit = EndLimit }.RunAsync(CreateRoot(context), arguments, cancellation);

    // The variables of this process. From here on its children inherit only what PassedOn allows.
    private static Func<string, string?> TakeVariables()
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(v => (string)v.Key, v => (string?)v.Value, StringComparer.Ordinal);
        foreach (var name in variables.Keys.Where(n => !PassedOn.ToChildren(n)))
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        return name => variables.GetValueOrDefault(name);
    }

    private static RootCommand CreateRoot(CommandContext context) => new("Gives a verdict on pull requests of a Cargo workspace, by the policy in its harness.toml.")
    {
        ReviewCommand.Create(context),
        AssignCommand.Create(context),
        AuditCommand.Create(context),
        ProtectCommand.Create(context),
        ServeCommand.Create(context),
    };
}
