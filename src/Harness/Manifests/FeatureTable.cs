using System.Collections.Immutable;
using Harness.Text;
using Harness.Toml;

namespace Harness.Manifests;

/// <summary>Checks <c>[features]</c> as Cargo does. Everything named must exist, and every optional dependency must be reachable.</summary>
internal sealed class FeatureTable
{
    private readonly ManifestReader reader;
    private readonly Dictionary<string, bool> optionalByDependency = new(StringComparer.Ordinal);
    private readonly HashSet<string> features = new(StringComparer.Ordinal);
    private readonly HashSet<string> namedExplicitly = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly List<(string Name, IReadOnlyList<TomlValue> Values)> entries = [];

    private FeatureTable(ManifestReader reader) => this.reader = reader;

    public static void Check(ManifestReader reader, TomlTable root, ImmutableArray<DependencyTable> dependencies)
    {
        var table = new FeatureTable(reader);
        foreach (var entry in root["features"]?.AsTable?.Entries ?? [])
        {
            table.Add(entry);
        }

        table.AddDependencies(dependencies);
        foreach (var (name, values) in table.entries)
        {
            foreach (var value in values)
            {
                table.CheckValue(name, value.Span, value.AsString!);
            }
        }

        table.CheckUnused(dependencies);
    }

    private void Add(TomlEntry entry)
    {
        var values = entry.Value.Items;
        features.Add(entry.Key);
        entries.Add((entry.Key, values));
        foreach (var item in values)
        {
            if (item.AsString is { } value && value.StartsWith("dep:", StringComparison.Ordinal) && !value.Contains('/', StringComparison.Ordinal))
            {
                namedExplicitly.Add(value[4..]);
                used.Add(value[4..]);
            }
        }
    }

    private void AddDependencies(ImmutableArray<DependencyTable> tables)
    {
        foreach (var table in tables)
        {
            foreach (var declaration in table.Declarations)
            {
                var optional = declaration.Optional == true;
                optionalByDependency[declaration.Key] = optional | optionalByDependency.GetValueOrDefault(declaration.Key);
                if (optional && table.Kind == DependencyKind.Dev)
                {
                    reader.Refuse(declaration.Location.Span, $"the dev-dependency '{declaration.Key}' is optional.", "remove 'optional': dev-dependencies cannot be");
                }
            }
        }
    }

    private void CheckValue(string feature, SourceSpan span, string value)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var problem = slash >= 0 ? OfDependencyFeature(value[..slash], value[(slash + 1)..])
            : value.StartsWith("dep:", StringComparison.Ordinal) ? OfDependency(value[4..])
            : OfFeature(value);
        if (problem is not null)
        {
            reader.Refuse(span, $"the feature '{feature}' includes '{value}', {problem}.", "name a feature, or an optional dependency as 'dep:name'");
        }
    }

    private string? OfFeature(string name) =>
        features.Contains(name) ? null
        : !optionalByDependency.TryGetValue(name, out var optional) ? "which is neither a dependency nor another feature"
        : !optional ? "which is not an optional dependency"
        : namedExplicitly.Contains(name) ? "an optional dependency without an implicit feature" : null;

    private string? OfDependency(string name) =>
        !optionalByDependency.TryGetValue(name, out var optional) ? "which is no dependency"
        : optional ? null : "which is not an optional dependency";

    private string? OfDependencyFeature(string name, string feature)
    {
        var weak = name.EndsWith('?');
        name = weak ? name[..^1] : name;
        used.Add(name);
        return feature.Contains('/', StringComparison.Ordinal) ? "which holds more than one '/'"
            : name.StartsWith("dep:", StringComparison.Ordinal) ? "with both 'dep:' and '/'"
            : !optionalByDependency.TryGetValue(name, out var optional) ? $"but '{name}' is no dependency"
            : weak && !optional ? $"with a '?', but '{name}' is not an optional dependency" : null;
    }

    // A feature of the dependency's own name hides the implicit one.
    private void CheckUnused(ImmutableArray<DependencyTable> tables)
    {
        foreach (var table in tables)
        {
            foreach (var declaration in table.Declarations)
            {
                var key = declaration.Key;
                if (declaration.Optional == true && features.Contains(key) && !used.Contains(key))
                {
                    reader.Refuse(declaration.Location.Span, $"no feature includes the optional dependency '{key}'.", $"add 'dep:{key}' to the feature that turns it on");
                }
                else if (declaration.Optional == true && CrateName.CheckFeature(key) is { } reason)
                {
                    reader.Refuse(declaration.Location.Span, $"'{key}' is no name of a feature: {reason}.", "name the dependency with 'dep:' in a feature");
                }
            }
        }
    }
}
