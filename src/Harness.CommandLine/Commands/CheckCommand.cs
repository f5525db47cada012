using System.CommandLine;
using Harness.Analysis;
using Harness.Changes;
using Harness.CommandLine.Changes;
using Harness.Diagnostics;
using Harness.Fixes;
using Harness.Git;
using Harness.Ownership;
using Harness.Policies;
using Harness.Reporting.History;
using Harness.Trees;

namespace Harness.CommandLine.Commands;

/// <summary><c>harness check</c>: judges the tree and writes the findings.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandContext context)
    {
        var root = CommonOptions.Root();
        var policy = CommonOptions.Policy();
        var failOn = CommonOptions.FailOn();
        var formats = CommonOptions.Formats("text, concise (a line a finding), sarif, json, github, markdown, gitlab, junit, or with a file sarif:out.sarif; with --last or --since text, json", OutputFormat.OfCheck);
        var all = new Option<bool>("--all") { Description = "Fails on every finding, not only on those that a change brings." };
        var include = new Option<string[]>("--include")
        {
            Description = "Counts the findings of another tool: SARIF 2.1.0, or what cargo writes with --message-format=json; of a change those on lines that it adds. May be given several times.",
            HelpName = "FILE",
        };
        var fix = new Option<bool>("--fix") { Description = "Fixes what has a safe fix: deletes denied dependencies that no source names, exceptions and lines of the baseline that nothing needs. Says why it does not fix the rest." };
        var unsafeFix = new Option<bool>("--unsafe-fixes") { Description = "With --fix: also deletes dependencies that the sources may use." };
        var preview = new Option<bool>("--preview") { Description = "With --fix: shows what it would do, and changes no file." };
        var change = new ChangeOptions();
        var command = new Command("check", "Judges the crates, or with --base a change, or with --last what has landed, by the policy: exit 0 clean, 1 findings, 2 could not run.") { root, policy, failOn, formats, all, include, fix, unsafeFix, preview };
        change.AddTo(command);
        var history = new HistoryOptions();
        history.AddTo(command);
        command.SetAction(parsed =>
        {
            var judged = change.Read(parsed, context);
            var past = history.Read(parsed, judged);
            var included = parsed.GetValue(include) ?? [];
            if (past is not null && included.Length > 0)
            {
                throw new CommandException("--include speaks of this tree, --last and --since of what has landed: leave one of them out");
            }

            if (parsed.GetValue(fix) ? judged is not null || past is not null : parsed.GetValue(preview))
            {
                throw new CommandException(parsed.GetValue(fix) ? "--fix changes the files on disk as they are: leave out what names a change or the past" : "--preview shows what --fix would do: give both");
            }

            if (parsed.GetValue(unsafeFix) && !parsed.GetValue(fix))
            {
                throw new CommandException("--unsafe-fixes says which fixes --fix applies: give both");
            }

            return Run(context, new CheckRequest
            {
                Root = CommonOptions.FindRoot(parsed.GetValue(root), context),
                Policy = CommonOptions.FindPolicy(parsed.GetValue(policy), context),
                FailOn = parsed.GetValue(failOn),
                Change = judged,
                History = past,
                Enforcement = parsed.GetValue(all) ? Enforcement.All : null,
                Fixes = !parsed.GetValue(fix) ? FixMode.None : parsed.GetValue(preview) ? FixMode.Preview : FixMode.Apply,
                Safety = parsed.GetValue(unsafeFix) ? FixSafety.Unsafe : FixSafety.Safe,
                Included = [.. included.Select(f => Path.GetFullPath(f, context.WorkingDirectory))],
                Formats = OutputFormat.ParseAll(parsed.GetValue(formats) ?? [], context.WorkingDirectory, past is null ? OutputFormat.OfCheck : OutputFormat.OfHistory),
                Today = context.Today,
            });
        });
        return command;
    }

    /// <summary>Checks and writes.</summary>
    public static int Run(CommandContext context, CheckRequest request) => CheckOutput.Guard(
        request.Formats,
        () => request.History is { } past ? LookBack(past, request, context) : Check(request, context));

    private static int Check(CheckRequest request, CommandContext context)
    {
        var report = CheckOutput.CreateReport(Judge(request, context), request.Enforcement, request.FailOn, RepositoryDirectory.FindPlace(request.Root));
        CheckOutput.Write(report, request.Formats, context);
        return (int)report.Outcome;
    }

    // It only answers a question about landed changes, so it does not fail.
    private static int LookBack(HistoryRequest past, CheckRequest request, CommandContext context)
    {
        using var repository = GitRepository.Open(request.Root);
        HistoryOutput.Write(LookBack(repository, past, request, context), request.Formats, context);
        return ExitCode.Clean;
    }

    private static PastReport LookBack(GitRepository repository, HistoryRequest past, CheckRequest request, CommandContext context)
    {
        using var progress = context.Watch("judging what has landed");
        return HistoryReader.Read(repository, past, request, context.Engine);
    }

    private static AnalysisResult Judge(CheckRequest request, CommandContext context)
    {
        using var progress = context.Watch("judging");
        context.Detail($"harness {ToolVersion.Text}; the top is '{request.Root}', the policy {(request.Policy is { } path ? $"'{path}'" : $"'{Policy.FileName}' at the top")}");
        context.Detail(request.Change is { } asked ? $"judging what is proposed against '{asked.Base ?? "HEAD"}'" : "judging the files on disk");
        return context.Measure("judged", () => request.Change is { } change ? Judge(change, request, context) : JudgeTree(request, context));
    }

    private static AnalysisResult JudgeTree(CheckRequest request, CommandContext context)
    {
        var (tree, policy) = (new DirectoryTree(request.Root), PolicyArgument.Read(request.Root, request.Policy));
        var result = context.Engine.Analyze(tree, policy, request.Today);
        if (request.Fixes != FixMode.None && !result.HasFailed)
        {
            result = AppliedFixes.Write(result, request, policy, context);
        }

        return Include(result, request, tree, null, context);
    }

    private static AnalysisResult Judge(ChangeRequest change, CheckRequest request, CommandContext context)
    {
        using var repository = GitRepository.Open(request.Root);
        var judged = ChangeReader.Read(repository, change, context);
        var options = ChangeJudgement.Options(change, request.Root, request.Policy, request.Today);
        return Include(context.Engine.Analyze(judged, options), request, judged.After, judged, context);
    }

    private static AnalysisResult Include(AnalysisResult result, CheckRequest request, SourceTree tree, Change? change, CommandContext context) =>
        request.Included.Count == 0 || result.HasFailed ? result
            : result.Including(IncludedReports.Read(request.Included, request.Root, tree, result.Policy?.Ownership, change, context));
}
