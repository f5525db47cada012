using System.CommandLine;
using Harness.Git;
using Harness.GitHub;
using Harness.Reporting;
using Harness.Reviewer.Commands;

namespace Harness.Reviewer;

/// <summary>The command line: finds the command, and turns every failure into one line and exit 2.</summary>
internal static class ReviewerProgram
{
    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="surroundings">What surrounds it.</param>
    /// <param name="cancellation">Ends it, beside the signals that end a process.</param>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Surroundings surroundings, CancellationToken cancellation = default)
    {
        try
        {
            var parsed = CreateRoot(surroundings).Parse(arguments);
            if (parsed.Errors.Count > 0)
            {
                return Fail(surroundings, string.Join(" ", parsed.Errors.Select(e => e.Message)) + " See 'harness-reviewer --help'.");
            }

            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Error = surroundings.Error }, cancellation);
        }
        catch (Exception e)
        {
            return Fail(surroundings, e is ReviewerException or GitException or GitHubException ? e.Message : $"{e.GetType().Name}: {e.Message}");
        }
    }

    private static RootCommand CreateRoot(Surroundings surroundings) => new("Gives a verdict on pull requests of a Cargo workspace, by the policy in its harness.toml.")
    {
        ReviewCommand.Create(surroundings),
        AssignCommand.Create(surroundings),
        AuditCommand.Create(surroundings),
        ProtectCommand.Create(surroundings),
        ServeCommand.Create(surroundings),
    };

    private static int Fail(Surroundings surroundings, string message)
    {
        surroundings.Error.Write("harness-reviewer: " + VisibleText.Of(string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))) + "\n");
        return ExitCode.CouldNotRun;
    }
}
