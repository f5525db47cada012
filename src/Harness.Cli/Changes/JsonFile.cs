using System.Text.Json;

namespace Harness.Cli.Changes;

/// <summary>Reads JSON that was handed in.</summary>
internal static class JsonFile
{
    // Events of hosts stay far below.
    private const int MaximumLength = 8 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="what">What it is, for messages: <c>the event</c>.</param>
    /// <exception cref="CommandException">It cannot be read, or is no JSON.</exception>
    public static JsonDocument Read(string path, string what)
    {
        try
        {
            using var file = File.OpenRead(path);
            return file.Length > MaximumLength
                ? throw new CommandException($"{what} '{path}' is larger than {MaximumLength >> 20} MiB")
                : JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = 64, AllowDuplicateProperties = false });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CommandException($"{what} '{path}' cannot be read: {e.Message}");
        }
    }
}
