using System.Text.Json;

namespace Harness.Cli.Changes;

/// <summary>Looks into JSON of a host, where anything may be missing or of another kind.</summary>
internal static class JsonText
{
    /// <summary>The text at the end of a way of keys; <see langword="null"/> where there is none, or an empty one.</summary>
    /// <exception cref="CommandException">It holds an escape that is half a character.</exception>
    public static string? FindText(this JsonElement at, params ReadOnlySpan<string> keys)
    {
        try
        {
            return at.TryFind(out var found, keys) && found.ValueKind == JsonValueKind.String && found.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Valid JSON all the same, so that no parser has refused it.
            throw new CommandException($"the JSON of the host holds half a character at '{string.Join('.', keys)}', an escape such as '\\ud800' without its other half");
        }
    }

    /// <summary>The number at the end of a way of keys; <see langword="null"/> where there is none.</summary>
    public static int? FindNumber(this JsonElement at, params ReadOnlySpan<string> keys) =>
        at.TryFind(out var found, keys) && found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var number) ? number : null;

    private static bool TryFind(this JsonElement at, out JsonElement found, params ReadOnlySpan<string> keys)
    {
        found = at;
        foreach (var key in keys)
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(key, out found))
            {
                return false;
            }
        }

        return true;
    }
}
