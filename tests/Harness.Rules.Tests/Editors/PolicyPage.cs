using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Harness.Rules.Tests.Editors;

/// <summary>The reference of <c>harness.toml</c>, generated from its schema: each key with its type, its default and an example.</summary>
internal sealed class PolicyPage
{
    // What a table's examples contain beside the key that they show, because the parser requires it.
    private static readonly Dictionary<string, string[]> Companions = new(StringComparer.Ordinal)
    {
        ["layers"] = ["crates"],
        ["confine"] = ["users"],
        ["leases"] = ["crates"],
        ["rules.HRN2001"] = ["severity"],
    };

    private static readonly Dictionary<string, string> Preludes = new(StringComparer.Ordinal)
    {
        ["leases"] = "[agents.app-dev]\ncrates = [\"sql\"]\n\n",
        ["grants"] = "[agents.app-dev]\ncrates = [\"sql\"]\n\n",
    };

    private readonly JsonElement schema;
    private readonly StringBuilder text = new();
    private readonly ImmutableArray<PolicyPageKey>.Builder keys = ImmutableArray.CreateBuilder<PolicyPageKey>();
    private readonly ImmutableArray<string>.Builder tableExamples = ImmutableArray.CreateBuilder<string>();

    public PolicyPage(JsonElement schema)
    {
        this.schema = schema;
        text.Append("## Top level\n\n");
        foreach (var name in new[] { "version", "layers" })
        {
            AddKey("", name, schema.GetProperty("properties").GetProperty(name), isRequired: name == "version");
        }

        AddTables(schema, "");
    }

    /// <summary>The generated part of the page.</summary>
    public string Text => text.ToString();

    /// <summary>The keys.</summary>
    public ImmutableArray<PolicyPageKey> Keys => keys.ToImmutable();

    /// <summary>The examples of tables whose keys the policy chooses.</summary>
    public ImmutableArray<string> TableExamples => tableExamples.ToImmutable();

    private void AddTables(JsonElement of, string prefix)
    {
        foreach (var property in of.GetProperty("properties").EnumerateObject())
        {
            var node = SchemaNode.Of(schema, property.Value);
            if (node.Items is { } items && SchemaNode.Of(schema, items).Properties is not null)
            {
                AddTable($"[[{prefix}{property.Name}]]", prefix + property.Name, node, SchemaNode.Of(schema, items));
            }
            else if (node.Properties is not null)
            {
                AddTable($"[{prefix}{property.Name}]", prefix + property.Name, node, node);
                AddTables(property.Value, prefix + property.Name + ".");
            }
            else if (node.Values is { } values && prefix.Length == 0)
            {
                AddMap(property.Name, node, SchemaNode.Of(schema, values));
            }
        }
    }

    private void AddMap(string name, SchemaNode map, SchemaNode values)
    {
        if (name == "agents")
        {
            AddTable("[agents.NAME]", "agents.NAME", map, values);
            return;
        }

        var example = $"[{name}]\n{string.Concat(map.Example!.Value.EnumerateObject().Select(p => $"{TomlText.Key(p.Name)} = {TomlText.Of(p.Value)}\n"))}";
        tableExamples.Add(example);
        text.Append(CultureInfo.InvariantCulture, $"## `[{name}]`\n\n{map.Description}\n\n");
        if (values.Properties is null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{values.Description}\n\n**Type:** {values.Type}.\n\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"```toml\n{example}```\n\n");
        if (values.Properties is not null)
        {
            AddKeys("[rules.HRN2001]", "rules.HRN2001", values);
        }
    }

    private void AddTable(string header, string name, SchemaNode described, SchemaNode table)
    {
        text.Append(CultureInfo.InvariantCulture, $"## `{header}`\n\n{described.Description}\n\n");
        AddKeys(header, name, table);
    }

    private void AddKeys(string header, string name, SchemaNode table)
    {
        foreach (var property in table.Properties!.Value.EnumerateObject())
        {
            // Tables within a table have a section of their own.
            if (SchemaNode.Of(schema, property.Value).Properties is null)
            {
                AddKey(name, property.Name, property.Value, table.Required.Contains(property.Name), header, table);
            }
        }
    }

    private void AddKey(string table, string name, JsonElement value, bool isRequired, string header = "", SchemaNode? siblings = null)
    {
        var node = SchemaNode.Of(schema, value);
        var full = table.Length == 0 ? name : $"{table}.{name}";
        var (type, ending) = (node.Type, isRequired ? " Required." : node.Default is { } fallback ? $" **Default:** `{TomlText.Of(fallback)}`." : "");
        var key = new PolicyPageKey(full, $"{node.Description}\n\n**Type:** {type}.{ending}\n", Example(table, name, node, header, siblings));
        keys.Add(key);
        text.Append(CultureInfo.InvariantCulture, $"### `{key.Name}`\n\n{key.Text}\n```toml\n{key.Example}```\n\n");
    }

    private string Example(string table, string name, SchemaNode node, string header, SchemaNode? siblings)
    {
        if (siblings is null)
        {
            return $"{name} = {TomlText.Of(node.Example!.Value)}\n";
        }

        var companions = siblings.Required.Concat(Companions.GetValueOrDefault(table, [])).Where(c => c != name && !(name == "uses" && c == "users") && !(name == "paths" && c == "crates"));
        var lines = siblings.Properties!.Value.EnumerateObject().Where(p => p.Name == name || companions.Contains(p.Name))
            .Select(p => $"{p.Name} = {TomlText.Of(SchemaNode.Of(schema, p.Value))}\n");
        return $"{Preludes.GetValueOrDefault(table, "")}{header.Replace("NAME", "storage-team", StringComparison.Ordinal)}\n{string.Concat(lines)}";
    }
}
