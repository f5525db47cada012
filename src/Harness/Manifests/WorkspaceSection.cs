using System.Collections.Immutable;
using Harness.Text;
using Harness.Toml;

namespace Harness.Manifests;

/// <summary>The <c>[workspace]</c> table as it is written.</summary>
internal sealed class WorkspaceSection
{
    public required Location Location { get; init; }

    /// <summary>The patterns of members, or the default array if the key is absent.</summary>
    public required ImmutableArray<PathEntry> Members { get; init; }

    public required ImmutableArray<PathEntry> Exclude { get; init; }

    /// <summary>The patterns of default members, or the default array if the key is absent.</summary>
    public required ImmutableArray<PathEntry> DefaultMembers { get; init; }

    /// <summary>The dependencies that members may inherit, by key, or <see langword="null"/> if the table is absent.</summary>
    public required IReadOnlyDictionary<string, DependencyDeclaration>? Dependencies { get; init; }

    /// <summary>The fields that members may inherit.</summary>
    public required TomlTable? Package { get; init; }

    /// <summary>The lints that members may inherit.</summary>
    public required TomlTable? Lints { get; init; }

    public static WorkspaceSection Read(ManifestReader reader, TomlEntry entry)
    {
        var table = entry.Value.AsTable!;
        PackageSection.CheckResolver(reader, table);
        var lints = table["lints"]?.AsTable;
        if (lints is not null)
        {
            LintRules.CheckNames(reader, lints);
        }

        return new WorkspaceSection
        {
            Location = reader.At(entry.KeySpan),
            Members = Paths(reader, table, "members"),
            Exclude = Paths(reader, table, "exclude") is { IsDefault: false } exclude ? exclude : [],
            DefaultMembers = Paths(reader, table, "default-members"),
            Dependencies = table["dependencies"]?.AsTable is { } dependencies ? ReadDependencies(reader, dependencies) : null,
            Package = table["package"]?.AsTable,
            Lints = lints,
        };
    }

    private static ImmutableArray<PathEntry> Paths(ManifestReader reader, TomlTable table, string key) =>
        table[key] is { } array ? [.. array.Items.Select(item => new PathEntry(item.AsString!, reader.At(item.Span)))] : default;

    private static Dictionary<string, DependencyDeclaration> ReadDependencies(ManifestReader reader, TomlTable table)
    {
        var result = new Dictionary<string, DependencyDeclaration>(StringComparer.Ordinal);
        foreach (var declaration in DependencyReader.ReadAll(reader, table, DependencyTableKind.Workspace))
        {
            result.Add(declaration.Key, declaration);
            RefuseFlag(reader, table, declaration.Key, "optional");
            RefuseFlag(reader, table, declaration.Key, "public");
        }

        return result;
    }

    private static void RefuseFlag(ManifestReader reader, TomlTable table, string dependency, string flag)
    {
        if (table[dependency]?.AsTable?.Find(flag) is { Value.AsBoolean: true } entry)
        {
            reader.Refuse(entry.KeySpan, $"the workspace's dependency '{dependency}' is {flag}.", "say it in the members that use it");
        }
    }
}

/// <summary>A path, or a pattern of paths, as it is written.</summary>
/// <param name="Text">The text.</param>
/// <param name="Location">Its own place in the array.</param>
internal readonly record struct PathEntry(string Text, Location Location);
