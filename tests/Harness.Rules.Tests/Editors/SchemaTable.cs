using System.Collections.Immutable;
using System.Text.Json;

namespace Harness.Rules.Tests.Editors;

/// <summary>One key of a table of the schema.</summary>
/// <param name="Name">The key.</param>
/// <param name="Kinds">The kinds of TOML that its value may have; empty where the schema leaves it open.</param>
/// <param name="Words">The words that its value may be; empty where any text may stand.</param>
internal sealed record SchemaKey(string Name, ImmutableArray<string> Kinds, ImmutableArray<string> Words);

/// <summary>A table that the schema of a policy describes, and how a policy spells it.</summary>
/// <param name="Name">What messages of the parser call it.</param>
/// <param name="Header">What stands before its keys: <c>[[forbid]]</c>; empty for the root.</param>
/// <param name="Keys">Its keys.</param>
/// <param name="Required">The keys that it has to have.</param>
/// <param name="IsClosed">Whether it has no other keys.</param>
internal sealed record SchemaTable(string Name, string Header, ImmutableArray<SchemaKey> Keys, ImmutableArray<string> Required, bool IsClosed)
{
    /// <summary>The tables of a schema, found from its root.</summary>
    public static ImmutableArray<SchemaTable> Read(JsonElement schema)
    {
        var tables = ImmutableArray.CreateBuilder<SchemaTable>();
        tables.Add(Create(schema, schema, "harness.toml", ""));
        AddTables(tables, schema, schema, "");
        return tables.ToImmutable();
    }

    private static void AddTables(ImmutableArray<SchemaTable>.Builder tables, JsonElement schema, JsonElement of, string prefix)
    {
        foreach (var property in of.GetProperty("properties").EnumerateObject())
        {
            var (name, nodes) = (prefix + property.Name, Resolve(schema, property.Value).ToArray());
            if (Find(nodes, "items") is { } items)
            {
                if (prefix.Length == 0 || Resolve(schema, items).Any(n => n.TryGetProperty("properties", out _)))
                {
                    tables.Add(Create(schema, items, $"[[{name}]]", $"[[{name}]]\n"));
                }
            }
            else if (Find(nodes, "properties") is not null)
            {
                tables.Add(Create(schema, property.Value, $"[{name}]", $"[{name}]\n"));
                AddTables(tables, schema, property.Value, name + ".");
            }
            else if (Find(nodes, "additionalProperties") is { } any)
            {
                var sample = property.Name == "rules" ? "HRN2001" : "sample";
                tables.Add(Resolve(schema, any).Any(n => n.TryGetProperty("properties", out _))
                    ? Create(schema, any, $"[{name}.{sample}]", $"[{name}.{sample}]\n")
                    : new SchemaTable($"[{name}]", $"[{name}]\n", [Key(schema, sample, any)], [], IsClosed: false));
            }
        }
    }

    private static SchemaTable Create(JsonElement schema, JsonElement node, string name, string header)
    {
        var nodes = Resolve(schema, node).ToArray();
        var keys = Find(nodes, "properties")!.Value.EnumerateObject().Select(p => Key(schema, p.Name, p.Value));
        var required = Find(nodes, "required") is { } names ? names.EnumerateArray().Select(n => n.GetString()!) : [];
        return new(name, header, [.. keys], [.. required], Find(nodes, "additionalProperties") is { ValueKind: JsonValueKind.False });
    }

    private static SchemaKey Key(JsonElement schema, string name, JsonElement node)
    {
        var nodes = Resolve(schema, node).ToArray();
        var isDate = Find(nodes, "format") is { } format && format.GetString() == "date";
        var kinds = nodes.Where(n => n.TryGetProperty("type", out _)).SelectMany(n => Strings(n.GetProperty("type")));
        var words = nodes.Concat(Find(nodes, "items") is { } items ? Resolve(schema, items) : [])
            .Where(n => n.TryGetProperty("enum", out _)).SelectMany(n => n.GetProperty("enum").EnumerateArray())
            .Where(w => w.ValueKind == JsonValueKind.String).Select(w => w.GetString()!);
        return new(name, [.. kinds.Select(k => isDate && k == "string" ? "date" : k).Distinct()], [.. words.Distinct()]);
    }

    // A node, and what it refers to and is made of.
    private static IEnumerable<JsonElement> Resolve(JsonElement schema, JsonElement node)
    {
        yield return node;
        var parts = node.TryGetProperty("$ref", out var reference) ? [schema.GetProperty("definitions").GetProperty(reference.GetString()!["#/definitions/".Length..])]
            : new[] { "allOf", "anyOf" }.Where(k => node.TryGetProperty(k, out _)).SelectMany(k => node.GetProperty(k).EnumerateArray());
        foreach (var part in parts.SelectMany(p => Resolve(schema, p)))
        {
            yield return part;
        }
    }

    private static JsonElement? Find(IEnumerable<JsonElement> nodes, string key)
    {
        foreach (var node in nodes)
        {
            if (node.TryGetProperty(key, out var value))
            {
                return value;
            }
        }

        return null;
    }

    private static IEnumerable<string> Strings(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(v => v.GetString()!) : [value.GetString()!];
}
