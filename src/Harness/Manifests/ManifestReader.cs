using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Toml;

namespace Harness.Manifests;

/// <summary>
/// Reads values of a manifest whose types <see cref="ManifestSchema"/> has checked, and collects the errors that Cargo would report.
/// </summary>
internal sealed class ManifestReader(SourceText text, CargoChannel channel = CargoChannel.Stable)
{
    /// <summary>The advice for syntax that only a nightly Cargo accepts.</summary>
    public const string PinNightly = "pin a nightly toolchain in 'rust-toolchain.toml' if the repository is built with one";

    private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    public SourceText Text { get; } = text;

    /// <summary>The channel of the repository's Cargo.</summary>
    public CargoChannel Channel { get; } = channel;

    /// <summary>The features that <c>cargo-features</c> lists.</summary>
    public ImmutableArray<string> Features { get; init; } = [];

    public ImmutableArray<Diagnostic> Diagnostics => diagnostics.ToImmutable();

    public bool HasRefused => diagnostics.Count > 0;

    public Location At(SourceSpan span) => new(Text, span);

    public void Refuse(SourceSpan span, string message, string help) =>
        diagnostics.Add(new Diagnostic(InputDescriptors.InvalidManifest, At(span), message, help, Text.Path.ToString(), message));

    /// <summary>
    /// Reports unstable syntax that the repository's Cargo does not accept: on stable always, on nightly if its feature is not listed.
    /// </summary>
    /// <param name="entry">The key.</param>
    /// <param name="what">The name of the syntax.</param>
    /// <param name="feature">The entry of <c>cargo-features</c> that allows it, or <see langword="null"/> if a flag of Cargo does.</param>
    public void RefuseUnstable(TomlEntry entry, string what, string? feature)
    {
        if (Channel == CargoChannel.Stable)
        {
            Refuse(entry.KeySpan, $"{what} is not stable: stable Cargo refuses it.", $"{PinNightly}, or remove '{entry.Key}'");
        }
        else if (feature is not null && !Features.Contains(feature, StringComparer.Ordinal))
        {
            Refuse(entry.KeySpan, $"{what} needs the Cargo feature '{feature}'.", $"add '{feature}' to 'cargo-features' at the top of the manifest, or remove '{entry.Key}'");
        }
    }

    /// <summary>Returns an array of strings, or the default array if the key is absent.</summary>
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
