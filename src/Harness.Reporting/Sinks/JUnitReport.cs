using System.Globalization;
using System.Text;
using System.Xml;
using Harness.Diagnostics;

namespace Harness.Reporting.Sinks;

/// <summary>
/// Writes a check as JUnit XML, for hosts that show tests. Each rule without findings is a passed test. Each finding that fails the check is a failed
/// test. Any other finding is a passed test with output.
/// </summary>
public static class JUnitReport
{
    private const string Suite = "harness";

    /// <summary>Writes the report as UTF-8 without a byte order mark.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">The output, which stays open.</param>
    public static void Write(CheckReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var shown = report.Shown.ToArray();
        var silent = report.Result.Rules.ExceptBy(shown.Select(f => f.Descriptor.Id), r => r.Id).ToArray();
        using var writer = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" });
        writer.WriteStartElement("testsuites");
        WriteCounts(writer, shown.Length + silent.Length, shown.Count(report.Fails));
        writer.WriteStartElement("testsuite");
        WriteCounts(writer, shown.Length + silent.Length, shown.Count(report.Fails));
        foreach (var finding in shown)
        {
            WriteFinding(writer, finding, report.Fails(finding));
        }

        foreach (var rule in silent)
        {
            WriteCase(writer, rule, rule.Title);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteFinding(XmlWriter writer, Diagnostic finding, bool fails)
    {
        var place = VisibleText.Escape(finding.Location.ToString());
        WriteCase(writer, finding.Descriptor, $"{finding.Location.Path}: {string.Join(' ', finding.Key.Arguments).TrimEnd()}");
        writer.WriteAttributeString("file", VisibleText.Escape(finding.Location.Path.ToString()));
        writer.WriteAttributeString("line", finding.Location.Line.ToString(CultureInfo.InvariantCulture));
        var text = $"{place}: {finding.Severity.ToText()}: {VisibleText.Escape(finding.Message)}\n"
            + string.Concat(finding.Notes.Select(n => $"{n.Label}: {VisibleText.Escape(n.Text)}\n"))
            + (finding.Help.Length == 0 ? "" : $"help: {VisibleText.Escape(finding.Help)}\n");
        writer.WriteStartElement(fails ? "failure" : "system-out");
        if (fails)
        {
            writer.WriteAttributeString("message", VisibleText.Escape(finding.Message));
            writer.WriteAttributeString("type", finding.Descriptor.Id);
        }

        writer.WriteString(text);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteCase(XmlWriter writer, DiagnosticDescriptor rule, string name)
    {
        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("classname", $"{Suite}.{rule.Id}");
        writer.WriteAttributeString("name", VisibleText.Escape(name));
    }

    private static void WriteCounts(XmlWriter writer, int tests, int failures)
    {
        writer.WriteAttributeString("name", Suite);
        writer.WriteAttributeString("tests", tests.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("failures", failures.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("errors", "0");
    }
}
