using System.Text.Encodings.Web;
using System.Text.Json;

namespace Harness.Reporting;

/// <summary>How JSON for files and pipes is written: the same bytes on every platform, and quotes left readable.</summary>
internal static class JsonForm
{
    private const int MostPending = 64 << 10;

    /// <summary>Hands on what a writer holds, once that is much: it would hold the whole text otherwise.</summary>
    public static void FlushSome(Utf8JsonWriter writer)
    {
        if (writer.BytesPending > MostPending)
        {
            writer.Flush();
        }
    }

    public static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
