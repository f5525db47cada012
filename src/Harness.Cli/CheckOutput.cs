using System.Globalization;
using System.Text;
using Harness.Analysis;
using Harness.Cli.Commands;
using Harness.Diagnostics;
using Harness.Reporting;
using Harness.Rules;
using Harness.Sarif;

namespace Harness.Cli;

/// <summary>Writes what a check found to all its outputs.</summary>
internal static class CheckOutput
{
    private const int MostFailuresShown = 100;

    /// <summary>Writes every output, or none. A check that could not run has no SARIF: an upload of it would close alerts.</summary>
    public static void Write(AnalysisResult result, IReadOnlyList<OutputFormat> formats, Terminal terminal)
    {
        using var files = new StagedFiles();
        foreach (var (kind, file) in formats.Where(f => f.File is not null && CanWrite(f, result)))
        {
            files.Add(file!, kind == OutputKind.Sarif ? ToSarif(result, terminal) : ToText(result, TextStyle.Plain));
        }

        files.Commit();
        foreach (var format in formats.Where(f => f.File is null && CanWrite(f, result)))
        {
            terminal.Output.Write(format.Kind == OutputKind.Sarif ? ToSarif(result, terminal) : ToText(result, terminal.Style));
            terminal.Output.Flush();
        }

        if (!result.IsWhole())
        {
            RemoveStale(formats);
            SayWhy(result, formats, terminal);
        }
    }

    /// <summary>Removes SARIF of an earlier run, which the next step of a pipeline would take for this run's.</summary>
    public static void RemoveStale(IReadOnlyList<OutputFormat> formats)
    {
        foreach (var format in formats.Where(f => f.Kind == OutputKind.Sarif && File.Exists(f.File)))
        {
            File.Delete(format.File!);
        }
    }

    private static bool IsWhole(this AnalysisResult result) => result.GetOutcome(DiagnosticSeverity.Error) != AnalysisOutcome.Failed;

    private static bool CanWrite(OutputFormat format, AnalysisResult result) => format.Kind == OutputKind.Text || result.IsWhole();

    // Of input that is not whole only what makes it so is said, and not without end: every other finding is about a part.
    private static IEnumerable<Diagnostic> Shown(AnalysisResult result) =>
        result.IsWhole() ? result.Findings : Failures(result).Take(MostFailuresShown);

    private static IEnumerable<Diagnostic> Failures(AnalysisResult result) => result.Findings.Where(f => f.Descriptor.IsInputFailure);

    private static void SayWhy(AnalysisResult result, IReadOnlyList<OutputFormat> formats, Terminal terminal)
    {
        if (!formats.Any(f => f.Kind == OutputKind.Text && f.File is null))
        {
            new TextReport(terminal.Error, TextStyle.Plain).WriteFindings(Shown(result));
        }

        if (Failures(result).Count() is > MostFailuresShown and var all)
        {
            terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"harness: {all - MostFailuresShown} more of these are not shown\n"));
        }

        terminal.Error.Write("harness: the input could not be understood as a whole, so nothing was judged\n");
    }

    private static byte[] ToText(AnalysisResult result, TextStyle style)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var report = new TextReport(text, style);
        report.WriteFindings(Shown(result));
        if (result.IsWhole())
        {
            report.WriteSummary(result);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] ToSarif(AnalysisResult result, Terminal terminal)
    {
        var report = SarifReport.Create(result.Findings, Rules(result), new SarifOptions
        {
            ToolVersion = ToolVersion.Text,
            Revision = terminal.Revision,
            RulePages = ToolVersion.RulePages,
        });
        if (report.Omitted > 0)
        {
            terminal.Error.Write(string.Create(CultureInfo.InvariantCulture,
                $"harness: the SARIF leaves out {report.Omitted} findings: code scanning takes {SarifReport.MaximumResults}\n"));
        }

        using var bytes = new MemoryStream();
        report.Write(bytes);
        return bytes.ToArray();
    }

    // What is off did not run, and must not look as if it had.
    private static IEnumerable<SarifRule> Rules(AnalysisResult result) => CheckCommand.Engine.Descriptors
        .Where(d => !result.Statistics.RulesOff.Contains(d.Id))
        .Select(d => new SarifRule(d, RulePages.Get(d.Id) ?? ""));
}
