using System.CommandLine;
using Harness.Ownership;

namespace Harness.CommandLine.Commands;

/// <summary><c>harness owner</c>: prints the owners of paths and the unowned files, and writes CODEOWNERS.</summary>
internal static class OwnerCommand
{
    public static Command Create(CommandContext context)
    {
        var paths = new Argument<string[]>("path") { Description = "Paths from the current directory; '-' reads them from standard input.", Arity = ArgumentArity.ZeroOrMore };
        var root = CommonOptions.Root();
        var policy = CommonOptions.Policy();
        var stdin = new Option<bool>("--stdin") { Description = "Reads paths from standard input, one a line." };
        var zero = new Option<bool>("-z") { Description = "The paths of standard input end in NUL, as 'git ls-files -z' writes them." };
        var json = new Option<bool>("--json") { Description = "Writes JSON." };
        var coverage = new Option<bool>("--coverage") { Description = "Counts the files without an owner: exit 1 where there are any." };
        var codeOwners = new Option<bool>("--codeowners") { Description = "Writes CODEOWNERS from the policy." };
        var check = new Option<bool>("--check") { Description = "With --codeowners: writes nothing, exit 1 where the file is stale." };
        var force = new Option<bool>("--force") { Description = "With --codeowners: writes over a file that was not written so." };
        var command = new Command("owner", "Says who owns a path, by which line of the policy, and who else may change it.")
        {
            paths, root, policy, stdin, zero, json, coverage, codeOwners, check, force,
        };
        command.SetAction(parsed =>
        {
            var top = CommonOptions.FindRoot(parsed.GetValue(root), context);
            var map = new Lazy<OwnershipMap>(() => PolicyTree.Bind(top, CommonOptions.FindPolicy(parsed.GetValue(policy), context), context).Ownership);
            var form = parsed.GetValue(json) ? OwnerForm.Json : OwnerForm.Text;
            var given = parsed.GetValue(paths) ?? [];
            var source = new PathArguments(context, top);
            var asked = given.Length > 0 || parsed.GetValue(stdin);
            return (asked, parsed.GetValue(coverage), parsed.GetValue(codeOwners)) switch
            {
                (true, false, false) => OwnerReport.Write(map.Value, source.Read(given, WantsInput(given, parsed.GetValue(stdin)), parsed.GetValue(zero) ? '\0' : '\n'), form, context),
                (false, true, false) => CoverageReport.Write(map.Value, form, context),
                (false, false, true) when parsed.GetValue(check) => CodeOwnersFile.Check(map.Value, top, context),
                (false, false, true) => CodeOwnersFile.Write(map.Value, top, parsed.GetValue(force) ? Overwriting.Always : Overwriting.OwnFile, context),
                (false, false, false) => throw new CommandException("name a path, or one of --coverage and --codeowners"),
                _ => throw new CommandException("name paths, or --coverage, or --codeowners: one of the three"),
            };
        });
        return command;
    }

    private static PathSource WantsInput(string[] given, bool stdin) => stdin || given.Contains("-") ? PathSource.Input : PathSource.Arguments;
}

/// <summary>The form of an answer.</summary>
internal enum OwnerForm
{
    Text,
    Json,
}
