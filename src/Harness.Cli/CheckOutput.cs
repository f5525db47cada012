using System.Globalization;
using System.Text;
using Harness.Analysis;
using Harness.Cli.Commands;
using Harness.Policies;
using Harness.Reporting;
using Harness.Rules;
using Harness.Sarif;

namespace Harness.Cli;

/// <summary>Writes what a check found to all its outputs.</summary>
internal static class CheckOutput
{
    // Nobody reads more of one kind; SARIF holds more for programs.
    private const int MostShownOfRule = 100;

    /// <summary>Writes every output, or none. A check that could not run has no SARIF: an upload of it would close alerts.</summary>
    public static void Write(AnalysisResult result, Enforcement enforcement, IReadOnlyList<OutputFormat> formats, Terminal terminal)
    {
        OutputFormat.WriteAll(
            [.. formats.Where(f => f.Kind == OutputKind.Text || !result.HasFailed)],
            format => format.Kind == OutputKind.Sarif ? ToSarif(result, terminal) 
                : ToText(result, enforcement, format.File is null ? terminal.Style : TextStyle.Plain),
            terminal);
        if (result.HasFailed)
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

    private static void SayWhy(AnalysisResult result, IReadOnlyList<OutputFormat> formats, Terminal terminal)
    {
        if (!formats.Any(f => f.Kind == OutputKind.Text && f.File is null))
        {
            new TextReport(terminal.Error, TextStyle.Plain).WriteFindings(InputFailures.Shown(result));
        }

        InputFailures.CountRest(result, terminal);
        terminal.Error.Write("harness: the input could not be understood as a whole, so nothing was judged\n");
    }

    private static byte[] ToText(AnalysisResult result, Enforcement enforcement, TextStyle style)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var report = new TextReport(text, style);
        report.WriteFindings(result.HasFailed ? InputFailures.Shown(result) : result.Findings.Where(f => enforcement == Enforcement.All || result.Counts(f, Enforcement.New)), MostShownOfRule);
        if (!result.HasFailed)
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
            IsNew = result.Comparison is { } change ? change.IsNew : null,
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

    // What is off did not run, nor did rules over a change where there is none, and neither must look as if it had.
    private static IEnumerable<SarifRule> Rules(AnalysisResult result) => CheckCommand.Engine.Descriptors
        .Except(result.Comparison is null ? BuiltInRules.OfChanges.SelectMany(r => r.Descriptors) : [])
        .Where(d => !result.Statistics.RulesOff.Contains(d.Id))
        .Select(d => new SarifRule(d, RulePages.Get(d.Id) ?? ""));
}
