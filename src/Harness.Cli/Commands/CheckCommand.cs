using System.Collections.Immutable;
using System.CommandLine;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Rules;
using Harness.Trees;

namespace Harness.Cli.Commands;

/// <summary><c>harness check</c>: judges the tree and writes what was found.</summary>
internal static class CheckCommand
{
    private static readonly ImmutableArray<string> Severities = ["note", "warning", "error"];

    /// <summary>The engine with every built-in rule.</summary>
    public static AnalysisEngine Engine { get; } = new(BuiltInRules.All);

    public static Command Create(Terminal terminal)
    {
        var root = CommonOptions.Root();
        var policy = CommonOptions.Policy();
        var failOn = new Option<string>("--fail-on") { Description = "The least severity that fails the check.", DefaultValueFactory = _ => "error" };
        failOn.AcceptOnlyFromAmong([.. Severities]);
        var formats = CommonOptions.Formats("text, sarif, or with a file sarif:out.sarif", "text");
        var command = new Command("check", "Judges the crates by the policy: exit 0 clean, 1 findings, 2 could not run.") { root, policy, failOn, formats };
        command.SetAction(parsed => Run(terminal, new CheckRequest
        {
            Root = CommonOptions.FindRoot(parsed.GetValue(root), terminal),
            Policy = CommonOptions.FindPolicy(parsed.GetValue(policy), terminal),
            FailOn = (DiagnosticSeverity)Severities.IndexOf(parsed.GetValue(failOn)!),
            Formats = OutputFormat.ParseAll(parsed.GetValue(formats) ?? [], terminal.WorkingDirectory, OutputFormat.OfCheck),
            Today = terminal.Today,
        }));
        return command;
    }

    /// <summary>Checks and writes.</summary>
    public static int Run(Terminal terminal, CheckRequest request)
    {
        try
        {
            var policy = PolicyArgument.Read(request.Root, request.Policy);
            var result = Engine.Analyze(new DirectoryTree(request.Root), policy, request.Today);
            CheckOutput.Write(result, request.Formats, terminal);
            return (int)result.GetOutcome(request.FailOn);
        }
        catch
        {
            CheckOutput.RemoveStale(request.Formats);
            throw;
        }
    }
}
