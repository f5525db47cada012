using System.Globalization;
using System.Text;
using Harness.Analysis;
using Harness.CommandLine.Commands;
using Harness.CommandLine.Usage;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Reporting;
using Harness.Reporting.Sinks;
using Harness.Sarif;
using Harness.Trees;

namespace Harness.CommandLine;

/// <summary>Writes the result of a check to all its outputs.</summary>
internal static class CheckOutput
{
    // Nobody reads more of one kind. SARIF holds more for programs.
    private const int MostShownOfRule = 100;

    /// <summary>Writes every output. A check that could not run has no report: an upload of one would close alerts.</summary>
    public static void Write(CheckReport report, IReadOnlyList<OutputFormat> formats, CommandContext context)
    {
        var result = report.Result;
        OutputFormat.StreamAll(
            [.. formats.Where(f => f.IsForPeople || !result.HasFailed)],
            (format, output) => Write(report, format, output, context),
            context);
        if (result.HasFailed)
        {
            SayWhy(result, formats, context);
        }
    }

    /// <summary>Returns the report of a result, as every front-end command makes it.</summary>
    public static CheckReport CreateReport(AnalysisResult result, Enforcement? enforcement, DiagnosticSeverity failOn, RepoPath directory = default) => new()
    {
        Result = result,
        Directory = directory,
        Enforcement = enforcement ?? result.Enforcement,
        FailOn = failOn,
        ToolVersion = ToolVersion.Text,
    };

    /// <summary>
    /// Runs a function that writes outputs. Reports of an earlier run are deleted first, because the next step of a pipeline could take them for this
    /// run's. If the run fails, its SARIF is deleted too.
    /// </summary>
    public static int Guard(IReadOnlyList<OutputFormat> formats, Func<int> run)
    {
        Remove(formats.Where(f => f.Kind != OutputKind.Text));
        try
        {
            return run();
        }
        catch
        {
            Remove(formats.Where(f => f.Kind == OutputKind.Sarif));
            throw;
        }
    }

    private static void Remove(IEnumerable<OutputFormat> formats)
    {
        foreach (var file in formats.Select(f => f.File).OfType<string>().Where(f => File.Exists(f) && StagedFiles.IsPlain(f)))
        {
            File.Delete(file);
        }
    }

    private static void SayWhy(AnalysisResult result, IReadOnlyList<OutputFormat> formats, CommandContext context)
    {
        if (!formats.Any(f => f.IsForPeople && f.File is null))
        {
            var report = new TextReport(context.Error, TextStyle.Plain);
            report.WriteFindings(InputFailures.Shown(result));
            report.WriteFindings(result.Certain, MostShownOfRule);
        }

        InputFailures.CountRest(result, context);
        context.Error.Write(result.Certain.IsEmpty
            ? "harness: the input could not be understood as a whole, so nothing was judged\n"
            : "harness: the input could not be understood as a whole, so only what the target's policy alone decides was judged\n");
    }

    private static void Write(CheckReport report, OutputFormat format, Stream output, CommandContext context)
    {
        switch (format.Kind)
        {
            case OutputKind.Sarif:
                CreateSarif(report.OfRepository, context.Revision, AlertIdentity.LineHash, context).Write(output);
                break;
            case OutputKind.Json:
                JsonReport.Write(report, output);
                break;
            case OutputKind.GitLab:
                CodeQualityReport.Write(report.OfRepository, output);
                break;
            case OutputKind.JUnit:
                JUnitReport.Write(report, output);
                break;
            case OutputKind.GitHub:
                output.Write(Text(text => WorkflowCommands.Write(report.OfRepository, text)));
                break;
            case OutputKind.Markdown:
                output.Write(Text(text => MarkdownSummary.Write(report, text)));
                break;
            case OutputKind.Concise:
                output.Write(Text(text => WriteConcise(report, text, format.File is null ? context.Style : TextStyle.Plain)));
                break;
            default:
                output.Write(Text(text => WriteText(report, text, format.File is null ? context.Style : TextStyle.Plain, context.Verbosity)));
                break;
        }
    }

    /// <summary>Writes the report for people.</summary>
    public static void WriteText(CheckReport report, TextWriter text, TextStyle style, Verbosity verbosity = Verbosity.Normal)
    {
        var output = new TextReport(text, style);
        if (report.Result.HasFailed)
        {
            output.WriteFindings(InputFailures.Shown(report.Result), MostShownOfRule);
            output.WriteFindings(report.Result.Certain, MostShownOfRule);
            return;
        }

        output.WriteFindings(report.Shown, verbosity == Verbosity.Verbose ? int.MaxValue : MostShownOfRule);
        if (verbosity != Verbosity.Quiet)
        {
            output.WriteSummary(report.Result);
        }
    }

    private static void WriteConcise(CheckReport report, TextWriter text, TextStyle style) => ConciseReport.Write(
        report.Result.HasFailed ? InputFailures.Shown(report.Result).Concat(report.Result.Certain) : report.Shown, text, style);

    /// <summary>Returns the report as SARIF.</summary>
    /// <param name="report">The report.</param>
    /// <param name="revision">The judged commit, if known.</param>
    /// <param name="alerts">The identity of alerts in code scanning.</param>
    /// <param name="context">The context, for messages about omissions.</param>
    public static byte[] ToSarif(CheckReport report, SarifRevision? revision, AlertIdentity alerts, CommandContext context)
    {
        using var bytes = new MemoryStream();
        CreateSarif(report, revision, alerts, context).Write(bytes);
        return bytes.ToArray();
    }

    private static SarifReport CreateSarif(CheckReport report, SarifRevision? revision, AlertIdentity alerts, CommandContext context)
    {
        var sarif = SarifReport.Create(report.Result, new SarifOptions
        {
            ToolName = context.ToolName,
            ToolVersion = report.ToolVersion,
            Category = report.Result.IsOfOthers ? "harness-merge" : SarifOptions.UsualCategory,
            Revision = revision,
            Alerts = alerts,
            RulePages = context.RulePages,
        });
        if (sarif.Omitted > 0)
        {
            context.Error.Write(string.Create(CultureInfo.InvariantCulture,
                $"harness: the SARIF leaves out {sarif.Omitted} findings: code scanning takes {SarifReport.MaximumResults}\n"));
        }

        return sarif;
    }

    private static byte[] Text(Action<TextWriter> write)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        write(text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
