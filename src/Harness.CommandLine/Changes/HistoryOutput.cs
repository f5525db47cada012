using System.Globalization;
using System.Text;
using Harness.Reporting;
using Harness.Reporting.History;

namespace Harness.CommandLine.Changes;

/// <summary>Writes the findings of a policy on past changes.</summary>
internal static class HistoryOutput
{
    public static void Write(PastReport report, IReadOnlyList<OutputFormat> formats, CommandContext context) =>
        OutputFormat.WriteAll(formats, format => format.Kind == OutputKind.Json ? ToJson(report) : ToText(report, format.File is null ? context.Style : TextStyle.Plain), context);

    private static byte[] ToJson(PastReport report)
    {
        using var bytes = new MemoryStream();
        PastJson.Write(report, bytes);
        return bytes.ToArray();
    }

    private static byte[] ToText(PastReport report, TextStyle style)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        PastText.Write(report, text, style);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
