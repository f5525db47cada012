using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Toml;

namespace Harness.Manifests;

/// <summary>Reads values of a manifest whose types <see cref="ManifestSchema"/> has checked, and collects what Cargo refuses.</summary>
internal sealed class ManifestReader(SourceText text)
{
    private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    public SourceText Text { get; } = text;

    public ImmutableArray<Diagnostic> Diagnostics => diagnostics.ToImmutable();

    public bool HasRefused => diagnostics.Count > 0;

    public Location At(SourceSpan span) => new(Text, span);

    public void Refuse(SourceSpan span, string message, string help) =>
        diagnostics.Add(new Diagnostic(InputDescriptors.InvalidManifest, At(span), message, help, Text.Path.ToString(), message));

    public void RefuseUnstable(TomlEntry entry, string what) =>
        Refuse(entry.KeySpan, $"{what} is not stable: stable Cargo refuses it.", $"remove '{entry.Key}'");

    /// <summary>An array of strings; the default array where the key is absent.</summary>
    public static ImmutableArray<string> Strings(TomlTable table, string key) => table[key] is { } value ? Strings(value) : default;

    public static ImmutableArray<string> Strings(TomlValue array)
    {
        var items = ImmutableArray.CreateBuilder<string>(array.Items.Count);
        foreach (var item in array.Items)
        {
            items.Add(item.AsString!);
        }

        return items.DrainToImmutable();
    }
}
