using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Git;
using Harness.Inference;
using Harness.Policies;
using Harness.Rules;
using Harness.Text;
using Harness.Trees;

namespace Harness.CommandLine.Commands;

/// <summary><c>harness init</c>: writes a first policy, and with it the baseline of today, so that the next check passes.</summary>
internal static partial class InitCommand
{
    public static Command Create(CommandContext context)
    {
        var root = CommonOptions.Root();
        var agents = new Option<string?>("--agents")
        {
            Description = "Splits the packages between agents of these names. Default: the owners of CODEOWNERS, where there is one.",
            HelpName = "A,B",
        };
        var advisor = new Option<string?>("--advisor")
        {
            Description = "Who may approve anything and owns what steers the gate: accounts of the host, or teams '@org/team'. Default: the owner of everything by CODEOWNERS, else git's user.",
            HelpName = "LOGIN,LOGIN",
        };
        var preview = new Option<bool>("--preview") { Description = "Prints the policy, and writes nothing." };
        var hooks = new Option<bool>("--hooks") { Description = "Installs git hooks that judge commits and pushes, beside those that are there; writes no policy." };
        var workflows = new Option<string?>("--workflows")
        {
            Description = "Writes workflows of GitHub that block and show what breaks the policy, by the action of this name; writes no policy.",
            HelpName = "OWNER/REPOSITORY@REF",
        };
        var command = new Command("init", $"Writes a first {Policy.FileName} from today's dependencies; the next check passes.") { root, agents, advisor, preview, hooks, workflows };
        command.SetAction(parsed =>
        {
            var top = CommonOptions.FindRoot(parsed.GetValue(root), context);
            if (parsed.GetValue(hooks))
            {
                return InstallHooks(top, context);
            }

            if (parsed.GetValue(workflows) is { } action)
            {
                return WorkflowFiles.Write(top, action, context);
            }

            var options = AuthorAccount.Complete(
                new ProposalOptions { Agents = ParseAgents(parsed.GetValue(agents)), Advisors = ParseAdvisors(parsed.GetValue(advisor)) }, top);
            return parsed.GetValue(preview) ? Preview(Propose(top, options, context), context) : Write(top, options, context);
        });
        return command;
    }

    private static int InstallHooks(string root, CommandContext context)
    {
        using var repository = GitRepository.Open(root);
        return HookFiles.Install(repository.FindHookDirectory(), new RepositoryPart(repository).Place, context);
    }

    private static int Preview(PolicyProposal proposal, CommandContext context)
    {
        InitReport.WriteDecisions(proposal, context);
        context.Write(proposal.ToText());
        return ExitCode.Clean;
    }

    private static int Write(string root, ProposalOptions options, CommandContext context)
    {
        RefuseExisting(root, Policy.FileName, "edit it, or see what init would write with --preview");
        RefuseExisting(root, Baseline.FileName, "it belongs to a policy that is gone; delete it first, or see what init would write with --preview");
        var proposal = Propose(root, options, context);
        var policy = SourceText.From(RepoPath.Parse(Policy.FileName), proposal.ToText());
        var excused = FindExcused(proposal.Survey, policy, context);
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

        InitReport.WriteDecisions(proposal, context);
        context.WriteSummary(InitReport.Summary(proposal, excused.Select(f => f.Key).Distinct().Count(), PastCost.Measure(root, proposal, policy, context)));
        return ExitCode.Clean;
    }

    private static PolicyProposal Propose(string root, ProposalOptions options, CommandContext context)
    {
        var survey = ManifestSurvey.Take(new DirectoryTree(root));
        if (!survey.Codebase.Diagnostics.IsEmpty)
        {
            throw InputFailures.Refuse(
                survey.Codebase.Diagnostics, "the workspace could not be read as a whole, so no policy is written: fix what is said above, and run init again", context);
        }

        var packages = survey.Codebase.Packages.Length;
        return survey.Judged.IsEmpty ? throw new CommandException($"there is no Cargo.toml in '{root}' to write a policy for; --root names the top of the tree")
            : packages == 0 ? throw new CommandException($"the workspace of '{survey.Judged[0].Pattern}' has no packages, so there is nothing to write a policy for")
            : options.Agents.Length > packages ? throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"{options.Agents.Length} agents cannot share {packages} package(s); name fewer with --agents"))
            : PolicyProposal.Infer(survey, options);
    }

    // Current findings are excused, as by 'harness baseline'. An error that a baseline may not hold would be a fault of the proposal itself.
    private static ImmutableArray<Diagnostic> FindExcused(ManifestSurvey survey, SourceText policy, CommandContext context)
    {
        var result = context.Engine.Analyze(survey.Codebase.Tree, policy, context.Today, survey.Cache);
        var lasting = result.Findings.Where(f => f.Descriptor.IsInputFailure || (f.Severity == DiagnosticSeverity.Error && !f.Descriptor.CanBeBaselined)).ToArray();
        return lasting.Length == 0 ? [.. result.Findings.Where(f => f.Descriptor.CanBeBaselined)]
            : throw InputFailures.Refuse(lasting, "no policy passes as long as that stands, so none is written; see what init would write with --preview", context);
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

    private static ImmutableArray<string> ParseAdvisors(string? text)
    {
        if (text is null)
        {
            return [];
        }

        var names = text.Split(',').Select(n => n.Trim()).ToImmutableArray();
        return names.All(n => CodeOwnersOwner.IsMatch(n)) ? names
            : throw new CommandException($"'{text}' names no advisor; write accounts of the host, or teams as '@org/team', with commas between them: --advisor octocat");
    }

    [GeneratedRegex(@"^(@?[A-Za-z0-9][A-Za-z0-9_-]{0,99}(\[bot\])?|@[A-Za-z0-9][A-Za-z0-9_-]{0,99}/[A-Za-z0-9_][A-Za-z0-9._-]{0,99})\z", RegexOptions.CultureInvariant)]
    private static partial Regex CodeOwnersOwner { get; }
}
