using System.Globalization;
using System.Text;
using Harness.Analysis;
using Harness.CommandLine.Commands;
using Harness.Fixes;
using Harness.Reporting;
using Harness.Text;
using Harness.Trees;

using Harness.CommandLine.Usage;

namespace Harness.CommandLine;

/// <summary>Applies reliable fixes, and reports them on standard error.</summary>
internal static class AppliedFixes
{
    private const int MostShown = 100;

    /// <summary>Fixes all files on disk, or none.</summary>
    /// <param name="result">The current findings.</param>
    /// <param name="request">The options.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="context">The context, for messages.</param>
    /// <returns>The findings afterwards or, for a preview, the current ones.</returns>
    public static AnalysisResult Write(AnalysisResult result, CheckRequest request, SourceText policy, CommandContext context)
    {
        var outcome = new FixRun(context.Engine, new DirectoryTree(request.Root), policy, request.Today, request.Safety).Apply(result);
        foreach (var fix in outcome.Applied)
        {
            Tell(fix, request.Fixes, context);
        }

        TellUnfixed(outcome, context);
        if (request.Fixes == FixMode.Preview)
        {
            return result;
        }

        using var files = new StagedFiles();
        foreach (var (path, bytes) in outcome.Files)
        {
            files.Add(Path.Join(request.Root, path.Value), bytes.ToArray());
        }

        files.Commit();
        if (context.Verbosity != Verbosity.Quiet)
        {
            context.Error.Write($"harness: fixed {CountText.Format(outcome.Applied.Length, "finding")} in {CountText.Format(outcome.Files.Count, "file")}\n");
        }

        return outcome.Result;
    }

    private static void TellUnfixed(FixOutcome outcome, CommandContext context)
    {
        foreach (var (finding, reason, couldBeForced) in outcome.Unfixed.Take(MostShown))
        {
            var hint = couldBeForced ? "; --unsafe-fixes does it all the same" : "";
            context.Error.Write($"not fixed {finding.Descriptor.Id} at {VisibleText.Escape(finding.Location.ToString())}: {VisibleText.Escape(reason.TrimEnd('.'))}{hint}\n");
        }

        if (outcome.Unfixed.Length > MostShown)
        {
            context.Error.Write($"harness: {CountText.Format(outcome.Unfixed.Length - MostShown, "more finding")} not fixed\n");
        }
    }

    private static void Tell(CodeFix fix, FixMode mode, CommandContext context)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(mode == FixMode.Preview ? "would fix" : "fixed")} {fix.Finding.Descriptor.Id}: {fix.Title} at {VisibleText.Escape(fix.Finding.Location.ToString())}\n");
        var removed = Encoding.UTF8.GetString(fix.Edit.Text.Bytes.Span[fix.Edit.Span.Start..fix.Edit.Span.End]);
        foreach (var line in removed.TrimEnd('\r', '\n').Split('\n'))
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {VisibleText.Escape(line.TrimEnd('\r'))}\n");
        }

        context.Error.Write(text.ToString());
    }
}
