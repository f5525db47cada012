using System.Text.Encodings.Web;
using System.Text.Json;

namespace Harness.Reporting;

/// <summary>How JSON for files and pipes is written: the same bytes on every platform, and quotes left readable.</summary>
internal static class JsonForm
{
    public static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
