using System.Text.Json;
using System.Text.Unicode;

namespace Harness.CommandLine.Changes;

/// <summary>Reads JSON that was handed in.</summary>
internal static class JsonFile
{
    // Events of hosts stay far below.
    private const int MaximumLength = 8 << 20;
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="what">The name in messages: <c>the event</c>.</param>
    /// <exception cref="CommandException">It cannot be read, or is not JSON.</exception>
    public static JsonDocument Read(string path, string what)
    {
        try
        {
            var bytes = ReadBytes(path, what);
            if (!Utf8.IsValid(bytes))
            {
                throw new CommandException($"{what} '{path}' is not UTF-8: write it again in that encoding");
            }

            var text = bytes.AsMemory(bytes.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0);
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 64, AllowDuplicateProperties = false });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new CommandException($"{what} '{path}' cannot be read: {e.Message}");
        }
    }

    private static byte[] ReadBytes(string path, string what)
    {
        using var file = File.OpenRead(path);
        if (file.Length > MaximumLength)
        {
            throw new CommandException($"{what} '{path}' is larger than {MaximumLength >> 20} MiB");
        }

        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
