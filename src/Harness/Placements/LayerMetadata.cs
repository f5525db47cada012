using System.Collections.Immutable;
using Harness.Policies;
using Harness.Text;
using Harness.Toml;
using Harness.Workspaces;

namespace Harness.Placements;

/// <summary>A layer that a manifest names for its package by the policy's <c>layer-from</c>.</summary>
/// <param name="Package">The package.</param>
/// <param name="Name">The layer's name as it is written, or the text of the value if it is not a string.</param>
/// <param name="Layer">The layer, or <see langword="null"/> if the policy has no layer of that name.</param>
/// <param name="Location">The place in the manifest.</param>
public sealed record DeclaredLayer(Package Package, string Name, Layer? Layer, Location Location)
{
    internal static DeclaredLayer? Read(Package package, ImmutableArray<string> keys, IReadOnlyDictionary<string, Layer> layers)
    {
        var table = TomlDocument.Parse(package.Manifest.Text).Value;
        for (var at = 0; at < keys.Length; at++)
        {
            if (table[keys[at]] is not { } value)
            {
                return null;
            }

            if (at == keys.Length - 1)
            {
                var name = value.AsString ?? value.KindName;
                return new DeclaredLayer(package, name, value.AsString is null ? null : layers.GetValueOrDefault(name), new Location(package.Manifest.Text, value.Span));
            }

            if (value.AsTable is not { } inner)
            {
                return null;
            }

            table = inner;
        }

        return null;
    }
}
