using System.CommandLine;
using Harness.CommandLine.Ci;

namespace Harness.CommandLine.Commands;

/// <summary><c>harness ci</c>: judges the subject of a GitHub event, as a step of a workflow.</summary>
internal static class CiCommand
{
    public static Command Create(CommandContext context) => new("ci", "Judges what an event of GitHub brings, as a step of a workflow; fetches commits as data and checks nothing out.")
    {
        Create(CiMode.Gate, "gate", "Fails on what the event would bring: exit 0 clean, 1 findings, 2 could not run.", context),
        Create(CiMode.Scan, "scan", "Writes the findings as SARIF, and fails on none.", context),
    };

    private static Command Create(CiMode mode, string name, string description, CommandContext context)
    {
        var policy = new Option<string?>("--policy") { Description = "The path of the policy in the repository, read at the target. Default: harness.toml at the top.", HelpName = "PATH" };
        var failOn = CommonOptions.FailOn();
        var sarif = new Option<string?>("--sarif") { Description = "Writes the findings as SARIF.", HelpName = "FILE" };
        var upload = new Option<bool>("--upload") { Description = "Uploads the SARIF to code scanning." };
        var command = new Command(name, description) { policy, failOn, sarif };
        if (mode == CiMode.Scan)
        {
            command.Add(upload);
        }

        command.SetAction(parsed => Run(context, new CiRequest
        {
            Mode = mode,
            Policy = parsed.GetValue(policy) is { Length: > 0 } path ? path : null,
            FailOn = parsed.GetValue(failOn),
            Sarif = parsed.GetValue(sarif) is { Length: > 0 } file ? Path.GetFullPath(file, context.WorkingDirectory) : null,
            IsUploaded = mode == CiMode.Scan && parsed.GetValue(upload),
        }));
        return command;
    }

    private static int Run(CommandContext context, CiRequest request)
    {
        if (request.Sarif is { } file && file.Any(char.IsControl))
        {
            throw new CommandException("--sarif holds a control character: name a plain file");
        }

        return CheckOutput.Guard(
            request.Sarif is { } path ? [new OutputFormat(OutputKind.Sarif, path)] : [],
            () => new CiStepRun(RunnerEnvironment.Read(context.Variable), request, context).RunAsync().GetAwaiter().GetResult());
    }
}
