using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Toml;

namespace Harness.Manifests;

/// <summary>Reads typed values of a manifest and collects what Cargo refuses.</summary>
internal sealed class ManifestReader(SourceText text)
{
    private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    public SourceText Text { get; } = text;

    public ImmutableArray<Diagnostic> Diagnostics => diagnostics.ToImmutable();

    public Location At(SourceSpan span) => new(Text, span);

    public void Refuse(SourceSpan span, string message, string help) =>
        diagnostics.Add(new Diagnostic(InputDescriptors.InvalidManifest, At(span), message, help, Text.Path.ToString(), message));

    public string? String(TomlTable table, string key) => Scalar(table, key, "string", v => v.AsString);

    public bool? Boolean(TomlTable table, string key)
    {
        if (table[key] is not { } value)
        {
            return null;
        }

        if (value.AsBoolean is null)
        {
            WrongKind(table.Find(key)!, "boolean");
        }

        return value.AsBoolean;
    }

    public TomlTable? Table(TomlTable table, string key) => table.Find(key) is { } entry ? Table(entry) : null;

    public TomlTable? Table(TomlEntry entry)
    {
        if (entry.Value.AsTable is null)
        {
            WrongKind(entry, "table");
        }

        return entry.Value.AsTable;
    }

    /// <summary>An array of strings; the default array where the key is absent.</summary>
    public ImmutableArray<string> Strings(TomlTable table, string key) => table.Find(key) is { } entry ? Strings(entry) : default;

    public ImmutableArray<string> Strings(TomlEntry entry)
    {
        if (entry.Value.Kind != TomlKind.Array)
        {
            WrongKind(entry, "array of strings");
            return [];
        }

        var items = ImmutableArray.CreateBuilder<string>(entry.Value.Items.Count);
        foreach (var item in entry.Value.Items)
        {
            if (item.AsString is not { } text)
            {
                WrongKind(entry, "array of strings");
                return [];
            }

            items.Add(text);
        }

        return items.DrainToImmutable();
    }

    public void WrongKind(TomlEntry entry, string expected) => Refuse(
        entry.KeySpan, $"'{entry.Key}' is of type {entry.Value.KindName}; Cargo expects a {expected}.", $"write '{entry.Key}' as a {expected}");

    private string? Scalar(TomlTable table, string key, string expected, Func<TomlValue, string?> read)
    {
        if (table.Find(key) is not { } entry)
        {
            return null;
        }

        if (read(entry.Value) is { } value)
        {
            return value;
        }

        WrongKind(entry, expected);
        return null;
    }
}
