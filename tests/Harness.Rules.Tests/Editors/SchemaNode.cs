using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Harness.Rules.Tests.Editors;

/// <summary>A node of a JSON schema together with what it refers to and consists of; its own words come first.</summary>
internal sealed partial class SchemaNode
{
    private readonly JsonElement schema;
    private readonly ImmutableArray<JsonElement> parts;
    private readonly ImmutableArray<string> definitions;

    private SchemaNode(JsonElement schema, ImmutableArray<JsonElement> parts, ImmutableArray<string> definitions)
    {
        this.schema = schema;
        this.parts = parts;
        this.definitions = definitions;
    }

    /// <summary>The description as Markdown: the schema's quotes become code.</summary>
    public string Description => Quoted().Replace(Find("description")?.GetString() ?? throw new InvalidOperationException("a key of the schema lacks a description"), "`$2`");

    public JsonElement? Default => Find("default");

    public JsonElement? Example => Find("examples")?[0];

    public JsonElement? Items => Find("items");

    public JsonElement? Properties => Find("properties");

    /// <summary>The schema of the values of a table whose keys are free.</summary>
    public JsonElement? Values => Properties is null && Find("additionalProperties") is { ValueKind: JsonValueKind.Object } values ? values : null;

    public bool IsDate => Find("format")?.GetString() == "date";

    public ImmutableArray<string> Required => Find("required") is { } names ? [.. names.EnumerateArray().Select(n => n.GetString()!)] : [];

    /// <summary>The type as the page names it.</summary>
    public string Type =>
        Find("enum") is { } words ? string.Join(", ", words.EnumerateArray().Select(w => $"`{w.GetRawText()}`")).ReplaceLast(", ", " or ")
        : definitions.Contains("selector") ? "[selector](#selectors)"
        : definitions.Contains("path") ? "[path](#paths)"
        : IsDate ? "date"
        : Find("minimum") is { } minimum ? string.Create(CultureInfo.InvariantCulture, $"integer from {minimum} to {Find("maximum")}")
        : Items is { } items ? $"array of {Plural(Of(schema, items).Type)}"
        : Properties is not null ? "table"
        : Find("type")!.Value.GetString()!;

    public static SchemaNode Of(JsonElement schema, JsonElement node)
    {
        var (parts, definitions) = (ImmutableArray.CreateBuilder<JsonElement>(), ImmutableArray.CreateBuilder<string>());
        Collect(schema, node, parts, definitions);
        return new(schema, parts.ToImmutable(), definitions.ToImmutable());
    }

    private static void Collect(JsonElement schema, JsonElement node, ImmutableArray<JsonElement>.Builder parts, ImmutableArray<string>.Builder definitions)
    {
        parts.Add(node);
        if (node.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()!["#/definitions/".Length..];
            definitions.Add(name);
            Collect(schema, schema.GetProperty("definitions").GetProperty(name), parts, definitions);
        }

        foreach (var part in new[] { "allOf", "anyOf" }.Where(k => node.TryGetProperty(k, out _)).SelectMany(k => node.GetProperty(k).EnumerateArray()))
        {
            if (!part.TryGetProperty("required", out _))
            {
                Collect(schema, part, parts, definitions);
            }
        }
    }

    private static string Plural(string type) => type.StartsWith('`') ? type : type.Replace("](", "s](", StringComparison.Ordinal) is var linked && linked != type ? linked : type + "s";

    private JsonElement? Find(string key)
    {
        foreach (var part in parts)
        {
            if (part.TryGetProperty(key, out var value))
            {
                return value;
            }
        }

        return null;
    }

    [GeneratedRegex("""(?<!\w)(['"])([^'"]+)\1(?!\w)""")]
    private static partial Regex Quoted();
}
