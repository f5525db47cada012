using System.Collections.Immutable;
using System.CommandLine;
using Harness.Analysis;
using Harness.CommandLine.Changes;
using Harness.Diagnostics;
using Harness.Git;
using Harness.Ownership;
using Harness.Placements;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.CommandLine.Commands;

/// <summary><c>harness merge</c>: merges the results of other tools into one report, each with its crate and owner.</summary>
internal static class MergeCommand
{
    public static Command Create(CommandContext context)
    {
        var reports = new Argument<string[]>("report") { Description = "SARIF 2.1.0, or what cargo writes with --message-format=json.", Arity = ArgumentArity.OneOrMore };
        var root = CommonOptions.Root();
        var policy = CommonOptions.Policy();
        var formats = CommonOptions.Formats("text, concise (a line a finding), sarif, json, github, markdown, gitlab, junit, or with a file sarif:out.sarif", OutputFormat.OfCheck);
        var target = new Option<string?>("--base") { Description = "Keeps only what the files on disk have brought since this commit: results on lines that were added.", HelpName = "REV" };
        var command = new Command("merge", "Reads reports of other tools and writes one, with the crate and the owner of each result; judges nothing.") { reports, root, policy, formats, target };
        command.SetAction(parsed =>
        {
            var top = CommonOptions.FindRoot(parsed.GetValue(root), context);
            var files = (parsed.GetValue(reports) ?? []).Select(f => Path.GetFullPath(f, context.WorkingDirectory)).ToArray();
            var outputs = OutputFormat.ParseAll(parsed.GetValue(formats) ?? [], context.WorkingDirectory, OutputFormat.OfCheck);
            var policyPath = CommonOptions.FindPolicy(parsed.GetValue(policy), context);
            return CheckOutput.Guard(outputs, () =>
            {
                var policyText = policyPath is null ? PolicyFile.Read(new DirectoryTree(top)).Value : PolicyArgument.Read(top, policyPath);
                var found = parsed.GetValue(target) is { } tip
                    ? ReadSince(tip, files, top, policyText, context)
                    : IncludedReports.Read(files, top, new DirectoryTree(top), BindOwners(new DirectoryTree(top), policyText), null, context);
                CheckOutput.Write(CheckOutput.CreateReport(AnalysisResult.FromOtherTools(found), Enforcement.All, DiagnosticSeverity.Error, RepositoryDirectory.FindPlace(top)), outputs, context);
                return ExitCode.Clean;
            });
        });
        return command;
    }

    private static ImmutableArray<Diagnostic> ReadSince(string tip, string[] files, string root, SourceText? policy, CommandContext context)
    {
        using var repository = GitRepository.Open(root);
        var change = ChangeReader.Read(repository, new ChangeRequest { Base = tip, Files = ProposedFiles.WorkingTree }, context);
        return IncludedReports.Read(files, root, change.After, BindOwners(change.After, policy), change, context);
    }

    // Other tools' findings are merged also if the policy is wrong: they have no owners then.
    private static OwnershipMap? BindOwners(SourceTree tree, SourceText? text)
    {
        if (text is null)
        {
            return null;
        }

        var policy = Policy.Parse(text);
        return policy.Diagnostics.Any(d => d.Descriptor.IsInputFailure) ? null
            : BoundPolicy.Bind(policy.Value, Codebase.Load(tree, policy.Value.Workspace.ToCodebaseOptions())).Ownership;
    }
}
