using System.Text.Encodings.Web;
using System.Text.Json;

namespace Harness.Reporting;

/// <summary>The form of JSON for files and pipes: the same bytes on every platform, and readable quotes.</summary>
internal static class JsonForm
{
    private const int MostPending = 64 << 10;

    /// <summary>Flushes a writer once it holds much text. Otherwise it would hold the whole text.</summary>
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
