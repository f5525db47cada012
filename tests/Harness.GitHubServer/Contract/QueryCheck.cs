using System.Globalization;
using System.Text.Json;

namespace Harness.GitHubServer.Contract;

/// <summary>Parameters of a query: known, and of their type.</summary>
internal static class QueryCheck
{
    public static IEnumerable<(string Path, string What)> Problems(OpenApiOperation operation, IReadOnlyDictionary<string, string> query)
    {
        foreach (var (name, value) in query)
        {
            if (!operation.Query.TryGetValue(name, out var schema))
            {
                yield return ("?" + name, "the operation has no such parameter");
            }
            else if (!Fits(schema, value))
            {
                yield return ("?" + name, $"'{value}' is not of the parameter's type");
            }
        }
    }

    private static bool Fits(JsonElement schema, string value)
    {
        if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(v => v.ToString() == value))
        {
            return false;
        }

        return (schema.TryGetProperty("type", out var type) ? type.GetString() : null) switch
        {
            "integer" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "boolean" => value is "true" or "false",
            _ => true,
        };
    }
}
