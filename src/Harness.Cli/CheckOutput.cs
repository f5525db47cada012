using System.Globalization;
using System.Text;
using Harness.Reporting;
using Harness.Sarif;

namespace Harness.Cli;

/// <summary>Writes what a check found to all its outputs.</summary>
internal static class CheckOutput
{
    /// <summary>Writes every output, or none. A check that could not run has no SARIF: an upload of it would close alerts.</summary>
    public static void Write(CheckOutcome outcome, IReadOnlyList<OutputFormat> formats, Terminal terminal)
    {
        using var files = new StagedFiles();
        foreach (var (kind, file) in formats.Where(f => f.File is not null && CanWrite(f, outcome)))
        {
            files.Add(file!, kind == OutputKind.Sarif ? ToSarif(outcome, terminal) : ToText(outcome, TextStyle.Plain));
        }

        files.Commit();
        foreach (var format in formats.Where(f => f.File is null && CanWrite(f, outcome)))
        {
            terminal.Output.Write(format.Kind == OutputKind.Sarif ? ToSarif(outcome, terminal) : ToText(outcome, terminal.Style));
            terminal.Output.Flush();
        }

        if (!outcome.IsWhole)
        {
            RemoveStale(formats);
            SayWhy(outcome, formats, terminal);
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

    private static bool CanWrite(OutputFormat format, CheckOutcome outcome) => format.Kind == OutputKind.Text || outcome.IsWhole;

    private static void SayWhy(CheckOutcome outcome, IReadOnlyList<OutputFormat> formats, Terminal terminal)
    {
        if (!formats.Any(f => f.Kind == OutputKind.Text && f.File is null))
        {
            new TextReport(terminal.Error, TextStyle.Plain).WriteFindings(outcome.Findings);
        }

        terminal.Error.Write("harness: the input could not be understood as a whole, so nothing was judged\n");
    }

    private static byte[] ToText(CheckOutcome outcome, TextStyle style)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var report = new TextReport(text, style);
        report.WriteFindings(outcome.Findings);
        if (outcome.Examined is { } examined)
        {
            report.WriteSummary(outcome.Findings, examined);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] ToSarif(CheckOutcome outcome, Terminal terminal)
    {
        var report = SarifReport.Create(outcome.Findings, outcome.Rules, new SarifOptions
        {
            ToolVersion = ToolVersion.Text,
            Revision = terminal.Revision,
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
}
