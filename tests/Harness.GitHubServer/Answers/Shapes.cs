using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Harness.GitHubServer.Answers;

/// <summary>Small parts of every answer.</summary>
internal static class Shapes
{
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string? Time(DateTimeOffset? at) => at is { } time ? Time(time) : null;

    /// <summary>The id that GraphQL knows a thing by.</summary>
    public static string NodeId(string kind, long id)
    {
        var digits = Encoding.ASCII.GetBytes(id.ToString(CultureInfo.InvariantCulture));
        return $"{kind}_{Convert.ToBase64String(digits).TrimEnd('=')}";
    }

    public static JsonObject Link(string address) => new() { ["href"] = address };

    /// <summary>A path within an address.</summary>
    public static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    public static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> shape) => new([.. items.Select(shape)]);
}
