using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using Harness.CommandLine.Usage;
using Harness.Git;
using Harness.GitHub;
using Harness.Reporting;

namespace Harness.CommandLine;

/// <summary>
/// A program with commands. It finds the command, and turns every failure into one line and exit 2; a signal has its own exit code.
/// </summary>
/// <param name="name">The name of the program.</param>
/// <param name="context">The environment of the command.</param>
internal sealed class FrontEnd(string name, CommandContext context)
{
    // Names from outside are not syntax. An argument never names a file of further arguments, and is never several options at once.
    private static readonly ParserConfiguration Form = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>The time that a command has to end after a signal, or <see langword="null"/> if the program handles signals itself.</summary>
    public TimeSpan? EndLimit { get; init; }

    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="root">The commands.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="cancellation">Ends the command.</param>
    /// <returns>The exit code of the process.</returns>
    public async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> arguments, CancellationToken cancellation = default)
    {
        try
        {
            var options = new GlobalOptions();
            options.AddTo(root);

            // Else a word such as [suggest] would run the parser's own orders, and end with exit code 0.
            root.Directives.Clear();
            var parsed = root.Parse(arguments, Form);
            if ((parsed.Action is not HelpAction || parsed.UnmatchedTokens.Count > 0) && ParseFailures.Find(parsed) is { } wrong)
            {
                return Fail(wrong);
            }

            options.Apply(parsed, context);
            if (parsed.Action is HelpAction)
            {
                HelpText.Write(parsed.CommandResult, context);
                return ExitCode.Clean;
            }

            await using var output = new StreamWriter(context.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { AutoFlush = true };
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = context.Error, ProcessTerminationTimeout = EndLimit }, cancellation);
        }
        catch (Exception) when (Interruption.Code is not null)
        {
            return Interruption.Code.Value;
        }
        catch (Exception e)
        {
            return Fail(Explain(e));
        }
    }

    private static string Explain(Exception e) => e switch
    {
        CommandException or GitException or GitHubException => e.Message,
        OperationCanceledException => "ended by a signal before it was done: run again, and what was cut off is finished",
        _ => $"{e.GetType().Name}: {e.Message}",
    };

    private int Fail(string message)
    {
        context.Say($"{name}: {VisibleText.Escape(string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))}\n");
        return ExitCode.CouldNotRun;
    }
}
