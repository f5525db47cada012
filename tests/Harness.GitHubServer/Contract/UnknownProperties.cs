using System.Text.Json.Nodes;
using NJsonSchema;

namespace Harness.GitHubServer.Contract;

/// <summary>Properties that no schema names: GitHub passes over them, which hides a typing mistake.</summary>
internal static class UnknownProperties
{
    public static IEnumerable<(string Path, string What)> Find(JsonSchema schema, JsonNode? node, string path) => Find([schema], node, path);

    private static IEnumerable<(string Path, string What)> Find(IReadOnlyCollection<JsonSchema> schemas, JsonNode? node, string path)
    {
        var all = schemas.SelectMany(Alternatives).ToArray();
        return node switch
        {
            JsonObject fields => InObject(all, fields, path),
            JsonArray items => items.SelectMany((item, i) => Find([.. all.Select(s => s.Item).OfType<JsonSchema>()], item, $"{path}[{i}]")),
            _ => [],
        };
    }

    private static IEnumerable<(string Path, string What)> InObject(JsonSchema[] schemas, JsonObject fields, string path)
    {
        // A schema that names no property takes them all.
        if (schemas.All(s => s.ActualProperties.Count == 0))
        {
            yield break;
        }

        foreach (var (name, value) in fields)
        {
            var named = schemas.Select(s => s.ActualProperties.GetValueOrDefault(name)).OfType<JsonSchema>().ToArray();
            if (named.Length == 0)
            {
                yield return ($"{path}/{name}", "the schema names no such property");
            }

            foreach (var inner in Find(named, value, $"{path}/{name}"))
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<JsonSchema> Alternatives(JsonSchema schema)
    {
        var actual = schema.ActualSchema;
        return actual.AllOf.Concat(actual.AnyOf).Concat(actual.OneOf).SelectMany(Alternatives).Prepend(actual);
    }
}
