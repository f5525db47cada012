using System.Text.Json;
using System.Text.RegularExpressions;

namespace Harness.Rules.Tests.Editors;

/// <summary>Values of a schema's examples as TOML.</summary>
internal static partial class TomlText
{
    public static string Of(SchemaNode node) => node.IsDate ? node.Example!.Value.GetString()! : Of(node.Example ?? throw new InvalidOperationException($"'{node.Description}' has no example"));

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array when value.EnumerateArray().Any(v => v.ValueKind == JsonValueKind.Object) => $"[\n{string.Concat(value.EnumerateArray().Select(v => $"  {Of(v)},\n"))}]",
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Of))}]",
        JsonValueKind.Object => $"{{ {string.Join(", ", value.EnumerateObject().Select(p => $"{Key(p.Name)} = {Of(p.Value)}"))} }}",
        _ => value.GetRawText(),
    };

    public static string Key(string name) => BareKey().IsMatch(name) ? name : $"\"{name}\"";

    public static string ReplaceLast(this string text, string old, string by) =>
        text.LastIndexOf(old, StringComparison.Ordinal) is var at and >= 0 ? text[..at] + by + text[(at + old.Length)..] : text;

    [GeneratedRegex("^[A-Za-z0-9_-]+$")]
    private static partial Regex BareKey();
}
