using System.CommandLine;
using System.CommandLine.Help;
using Harness.CommandLine.Usage;
using Harness.Git;
using Harness.GitHub;
using Harness.Reporting;
using Harness.Reviewer.Commands;

namespace Harness.Reviewer;

/// <summary>The command line: finds the command, and turns every failure into one line and exit 2.</summary>
internal static class ReviewerProgram
{
    // A name from outside is no syntax: no word names a file of further arguments, and none is several options at once.
    private static readonly ParserConfiguration Form = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    // Longer than a service takes to end what it does.
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);

    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="surroundings">What surrounds it.</param>
    /// <param name="cancellation">Ends it, beside the signals that end a process.</param>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Surroundings surroundings, CancellationToken cancellation = default)
    {
        try
        {
            var parsed = CreateRoot(surroundings).Parse(arguments, Form);
            if ((parsed.Action is not HelpAction || parsed.UnmatchedTokens.Count > 0) && ParseFailures.Find(parsed) is { } wrong)
            {
                return Fail(surroundings, wrong);
            }

            using var help = new StringWriter();
            var exit = await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = help, Error = surroundings.Error, ProcessTerminationTimeout = EndLimit }, cancellation);
            if (help.GetStringBuilder().Length > 0)
            {
                surroundings.Write(help.ToString());
            }

            return exit;
        }
        catch (Exception e)
        {
            return Fail(surroundings, Explain(e));
        }
    }

    private static RootCommand CreateRoot(Surroundings surroundings)
    {
        var root = new RootCommand("Gives a verdict on pull requests of a Cargo workspace, by the policy in its harness.toml.")
        {
            ReviewCommand.Create(surroundings),
            AssignCommand.Create(surroundings),
            AuditCommand.Create(surroundings),
            ProtectCommand.Create(surroundings),
            ServeCommand.Create(surroundings),
        };

        root.Options.Clear();
        root.Add(new HelpOption("--help", "-h", "-?"));
        root.Add(new VersionOption("--version", "-V"));

        // Else a word such as [suggest] would run the parser's own orders, and end with exit code 0.
        root.Directives.Clear();
        return root;
    }

    private static string Explain(Exception e) => e switch
    {
        ReviewerException or GitException or GitHubException => e.Message,
        OperationCanceledException => "ended by a signal before it was done: run again, and what was cut off is finished",
        _ => $"{e.GetType().Name}: {e.Message}",
    };

    private static int Fail(Surroundings surroundings, string message)
    {
        surroundings.Say("harness-reviewer: " + VisibleText.Of(string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))) + "\n");
        return ExitCode.CouldNotRun;
    }
}
