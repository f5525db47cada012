using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Harness.Diagnostics;

namespace Harness.Cli.Commands;

/// <summary><c>harness check</c>: judges the tree and writes what was found.</summary>
internal static class CheckCommand
{
    private static readonly ImmutableArray<string> Severities = ["note", "warning", "error"];

    public static Command Create(Terminal terminal)
    {
        var root = CommonOptions.Root();
        var policy = new Option<string?>("--policy") { Description = "The policy to judge by. Default: harness.toml at the top.", HelpName = "FILE" };
        var failOn = new Option<string>("--fail-on") { Description = "The least severity that fails the check.", DefaultValueFactory = _ => "error" };
        failOn.AcceptOnlyFromAmong([.. Severities]);
        var formats = new Option<string[]>("--format")
        {
            Description = "A form of the result: text, sarif, or with a file sarif:out.sarif. May be given several times.",
            HelpName = "FORMAT[:FILE]",
            DefaultValueFactory = _ => ["text"],
        };
        var command = new Command("check", "Judges the crates by the policy: exit 0 clean, 1 findings, 2 could not run.") { root, policy, failOn, formats };
        command.SetAction(parsed => Run(terminal, new CheckRequest
        {
            Root = CommonOptions.FindRoot(parsed.GetValue(root), terminal),
            Policy = parsed.GetValue(policy) is { } file ? Path.GetFullPath(file, terminal.WorkingDirectory) : null,
            FailOn = (DiagnosticSeverity)Severities.IndexOf(parsed.GetValue(failOn)!),
            Formats = OutputFormat.ParseAll(parsed.GetValue(formats) ?? [], terminal.WorkingDirectory),
            Today = terminal.Today,
        }));
        return command;
    }

    /// <summary>Checks and writes.</summary>
    public static int Run(Terminal terminal, CheckRequest request)
    {
        try
        {
            var outcome = CheckOutcome.Of(request);
            CheckOutput.Write(outcome, request.Formats, terminal);
            return !outcome.IsWhole ? ExitCode.CouldNotRun
                : outcome.Findings.Any(f => f.Severity >= request.FailOn) ? ExitCode.Findings
                : ExitCode.Clean;
        }
        catch
        {
            CheckOutput.RemoveStale(request.Formats);
            throw;
        }
    }
}
