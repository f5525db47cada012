using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Git;
using Harness.Inference;
using Harness.Policies;
using Harness.Reporting;
using Harness.Rules;
using Harness.Text;
using Harness.Trees;

namespace Harness.Cli.Commands;

/// <summary><c>harness init</c>: writes a first policy, and with it the baseline of today, so that the next check passes.</summary>
internal static class InitCommand
{
    public static Command Create(Terminal terminal)
    {
        var root = CommonOptions.Root();
        var agents = new Option<string?>("--agents")
        {
            Description = "Splits the packages between agents of these names. Default: the owners of CODEOWNERS, where there is one.",
            HelpName = "A,B",
        };
        var preview = new Option<bool>("--preview") { Description = "Prints the policy, and writes nothing." };
        var hooks = new Option<bool>("--hooks") { Description = "Installs git hooks that judge commits and pushes, beside those that are there; writes no policy." };
        var workflows = new Option<string?>("--workflows")
        {
            Description = "Writes workflows of GitHub that block and show what breaks the policy, by the action of this name; writes no policy.",
            HelpName = "OWNER/REPOSITORY@REF",
        };
        var command = new Command("init", $"Writes a first {Policy.FileName} from today's dependencies; the next check passes.") { root, agents, preview, hooks, workflows };
        command.SetAction(parsed =>
        {
            var top = CommonOptions.FindRoot(parsed.GetValue(root), terminal);
            if (parsed.GetValue(hooks))
            {
                return InstallHooks(top, terminal);
            }

            if (parsed.GetValue(workflows) is { } action)
            {
                return WorkflowFiles.Write(top, action, terminal);
            }

            var names = ParseAgents(parsed.GetValue(agents));
            return parsed.GetValue(preview) ? Preview(Propose(top, names, terminal), terminal) : Write(top, names, terminal);
        });
        return command;
    }

    private static int InstallHooks(string root, Terminal terminal)
    {
        using var repository = GitRepository.Open(root);
        return HookFiles.Install(repository.FindHookDirectory(), terminal);
    }

    private static int Preview(PolicyProposal proposal, Terminal terminal)
    {
        terminal.Write(proposal.ToText());
        return ExitCode.Clean;
    }

    private static int Write(string root, ImmutableArray<string> agents, Terminal terminal)
    {
        RefuseExisting(root, Policy.FileName, "edit it, or see what init would write with --preview");
        RefuseExisting(root, Baseline.FileName, "it belongs to a policy that is gone; delete it first, or see what init would write with --preview");
        var proposal = Propose(root, agents, terminal);
        var policy = SourceText.From(RepoPath.Parse(Policy.FileName), proposal.ToText());
        var excused = FindFailures(proposal.Survey, policy, terminal);
        using (var files = new StagedFiles())
        {
            files.Add(Path.Join(root, Policy.FileName), policy.Bytes.ToArray());
            if (excused.Length > 0)
            {
                files.Add(Path.Join(root, Baseline.FileName), Encoding.UTF8.GetBytes(Baseline.Compose(excused)));
            }

            if (!Path.Exists(Path.Join(root, PolicySchema.FileName)))
            {
                files.Add(Path.Join(root, PolicySchema.FileName), Encoding.UTF8.GetBytes(PolicySchema.Text));
            }

            files.Commit();
        }

        terminal.Write(Summary(proposal, excused.Select(f => f.Key).Distinct().Count()));
        return ExitCode.Clean;
    }

    private static PolicyProposal Propose(string root, ImmutableArray<string> agents, Terminal terminal)
    {
        var survey = ManifestSurvey.Take(new DirectoryTree(root));
        if (!survey.Codebase.Diagnostics.IsEmpty)
        {
            throw InputFailures.Refuse(
                survey.Codebase.Diagnostics, "the workspace could not be read as a whole, so no policy is written: mend what is said above, and run init again", terminal);
        }

        var packages = survey.Codebase.Packages.Length;
        return survey.Judged.IsEmpty ? throw new CommandException($"there is no Cargo.toml in '{root}' to write a policy for; --root names the top of the tree")
            : packages == 0 ? throw new CommandException($"the workspace of '{survey.Judged[0].Pattern}' has no packages, so there is nothing to write a policy for")
            : agents.Length > packages ? throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"{agents.Length} agents cannot share {packages} package(s); name fewer with --agents"))
            : PolicyProposal.Infer(survey, agents);
    }

    // What would fail the first check is excused. A finding that no baseline may hold would be a fault of the proposal itself.
    private static ImmutableArray<Diagnostic> FindFailures(ManifestSurvey survey, SourceText policy, Terminal terminal)
    {
        var result = CheckCommand.Engine.Analyze(survey.Codebase.Tree, policy, terminal.Today, survey.Cache);
        var failures = result.Findings.Where(f => f.Severity == DiagnosticSeverity.Error || f.Descriptor.IsInputFailure).ToImmutableArray();
        var lasting = failures.Where(f => f.Descriptor.IsInputFailure || !f.Descriptor.CanBeBaselined).ToArray();
        return lasting.Length == 0 ? failures
            : throw InputFailures.Refuse(lasting, "no policy passes as long as that stands, so none is written; see what init would write with --preview", terminal);
    }

    private static void RefuseExisting(string root, string name, string help)
    {
        var path = Path.Join(root, name);
        if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
        {
            throw new CommandException($"'{path}' is there already, and init writes over nothing: {help}");
        }
    }

    private static ImmutableArray<string> ParseAgents(string? text)
    {
        if (text is null)
        {
            return [];
        }

        var names = text.Split(',').Select(n => n.Trim()).ToImmutableArray();
        return names.Any(n => n.Length == 0 || !n.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
                ? throw new CommandException($"'{text}' names no agents; write names of letters, digits, '-' and '_' with commas between them: --agents storage,query")
            : names.Distinct(StringComparer.Ordinal).Count() < names.Length
                ? throw new CommandException($"'{text}' names an agent twice; write each name once")
            : names;
    }

    private static string Summary(PolicyProposal proposal, int excused)
    {
        var owners = proposal.Agents.IsEmpty ? "no owners" : $"{Counted.Of(proposal.Agents.Length, "agent")}{(proposal.OwnersPath is { } path ? $" from {path}" : "")}";
        var baseline = excused == 0 ? "Nothing has to be excused." : $"{Counted.Of(excused, "finding")} of today, mostly uses inside of layers, {(excused == 1 ? "stands" : "stand")} in {Baseline.FileName}; later ones count.";
        return $"""
            Found {Counted.Of(proposal.Survey.Codebase.Packages.Length, "package")} and {Counted.Of(proposal.EdgeCount, "edge")}; wrote {Policy.FileName}: {Counted.Of(proposal.Layers.Length, "layer")} by {Counted.Of(proposal.Layers.Sum(l => l.Selectors.Length), "selector")}, {owners}.
            {baseline}
            Next: read {Policy.FileName}, give the layers names of your own, run 'harness check' (it passes now), and commit the harness.* files.

            """.ReplaceLineEndings("\n");
    }
}
