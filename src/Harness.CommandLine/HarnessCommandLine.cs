using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using Harness.CommandLine.Commands;
using Harness.CommandLine.Usage;
using Harness.Git;
using Harness.GitHub;
using Harness.Reporting;

namespace Harness.CommandLine;

/// <summary>The command line: finds the command, and turns every failure into one line and exit 2.</summary>
public static class HarnessCommandLine
{
    // A name from outside is no syntax: no word names a file of further arguments, and none is several options at once.
    private static readonly ParserConfiguration Form = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs the command that the arguments of this process name, on its console, and ends on its signals.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The exit code of the process: 0 if nothing is wrong, 1 if something is, 2 if that could not be decided.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        using var interruption = new Interruption();
        return Run(arguments, Terminal.OfProcess());
    }

    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="terminal">What surrounds the command.</param>
    /// <returns>The exit code of the process.</returns>
    internal static int Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        try
        {
            using var output = new StreamWriter(terminal.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { AutoFlush = true };
            var options = new GlobalOptions();
            var parsed = CreateRoot(terminal, options).Parse(OwnName.Strip(arguments, terminal.Program), Form);
            if ((parsed.Action is not HelpAction || parsed.UnmatchedTokens.Count > 0) && ParseFailures.Find(parsed) is { } wrong)
            {
                return Fail(terminal, wrong);
            }

            options.Apply(parsed, terminal);
            if (parsed.Action is HelpAction)
            {
                HelpText.Write(parsed.CommandResult, terminal);
                return ExitCode.Clean;
            }

            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = terminal.Error });
        }
        catch (Exception) when (Interruption.Code is not null)
        {
            return Interruption.Code.Value;
        }
        catch (Exception e)
        {
            return Fail(terminal, e is CommandException or GitException or GitHubException ? e.Message : $"{e.GetType().Name}: {e.Message}");
        }
    }

    private static RootCommand CreateRoot(Terminal terminal, GlobalOptions options)
    {
        RootCommand? root = null;
        root = new RootCommand("Judges the crates of a Cargo workspace by one policy file, harness.toml.")
        {
            InitCommand.Create(terminal),
            CheckCommand.Create(terminal),
            GraphCommand.Create(terminal),
            WhyCommand.Create(terminal),
            OwnerCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            BaselineCommand.Create(terminal),
            MergeCommand.Create(terminal),
            CiCommand.Create(terminal),
            DemoCommand.Create(terminal),
            CompletionsCommand.Create(terminal, () => root!),
            HelpCommand.Create(arguments => Run(arguments, terminal)),
        };
        options.AddTo(root);

        // Else a word such as [suggest] would run the parser's own orders, and end with exit code 0.
        root.Directives.Clear();
        return root;
    }

    private static int Fail(Terminal terminal, string message)
    {
        try
        {
            terminal.Error.Write("harness: " + VisibleText.Of(string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nobody can be told; the exit code says it.
        }

        return ExitCode.CouldNotRun;
    }
}
