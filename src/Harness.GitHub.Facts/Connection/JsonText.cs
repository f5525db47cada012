using System.Globalization;
using System.Text.Json;

namespace Harness.GitHub.Connection;

/// <summary>Reads JSON of a host, in which anything may be missing or of another type.</summary>
public static class JsonText
{
    /// <summary>Returns the value at the end of a path of keys, or <see langword="null"/> if it does not exist, or is JSON's <c>null</c>.</summary>
    /// <param name="at">The element at which the path begins.</param>
    /// <param name="keys">The keys.</param>
    public static JsonElement? Find(this JsonElement at, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(key, out at))
            {
                return null;
            }
        }

        return at.ValueKind == JsonValueKind.Null ? null : at;
    }

    /// <summary>Returns the text at the end of a path of keys, or <see langword="null"/> if it does not exist or is empty.</summary>
    /// <param name="at">The element at which the path begins.</param>
    /// <param name="keys">The keys.</param>
    /// <exception cref="GitHubException">It holds an escape that is half a character.</exception>
    public static string? FindText(this JsonElement at, params ReadOnlySpan<string> keys)
    {
        try
        {
            return at.Find(keys) is { ValueKind: JsonValueKind.String } found && found.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // It is nevertheless valid JSON, so no parser has refused it.
            throw new GitHubException($"the JSON of the host holds half a character at '{string.Join('.', keys)}', an escape such as '\\ud800' without its other half");
        }
    }

    /// <summary>Returns the number at the end of a path of keys, or <see langword="null"/> if it does not exist.</summary>
    /// <param name="at">The element at which the path begins.</param>
    /// <param name="keys">The keys.</param>
    public static int? FindNumber(this JsonElement at, params ReadOnlySpan<string> keys) =>
        at.Find(keys) is { ValueKind: JsonValueKind.Number } found && found.TryGetInt32(out var number) ? number : null;

    /// <summary>Determines whether <c>true</c> is at the end of a path of keys.</summary>
    /// <param name="at">The element at which the path begins.</param>
    /// <param name="keys">The keys.</param>
    public static bool IsTrue(this JsonElement at, params ReadOnlySpan<string> keys) => at.Find(keys) is { ValueKind: JsonValueKind.True };

    /// <summary>Returns the time at the end of a path of keys, or <see langword="null"/> if it does not exist.</summary>
    /// <param name="at">The element at which the path begins.</param>
    /// <param name="keys">The keys.</param>
    public static DateTimeOffset? FindTime(this JsonElement at, params ReadOnlySpan<string> keys) =>
        at.FindText(keys) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Returns the elements of the list at the end of a path of keys. Empty if it does not exist.</summary>
    /// <param name="at">The element at which the path begins.</param>
    /// <param name="keys">The keys.</param>
    public static IEnumerable<JsonElement> FindList(this JsonElement at, params ReadOnlySpan<string> keys) =>
        at.Find(keys) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : [];
}
