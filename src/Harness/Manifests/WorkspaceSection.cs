using System.Collections.Immutable;
using Harness.Text;
using Harness.Toml;

namespace Harness.Manifests;

/// <summary>The <c>[workspace]</c> table as it is written.</summary>
internal sealed class WorkspaceSection
{
    public required Location Location { get; init; }

    /// <summary>The patterns of members; the default array where the key is absent.</summary>
    public required ImmutableArray<string> Members { get; init; }

    public required Location MembersLocation { get; init; }

    public required ImmutableArray<string> Exclude { get; init; }

    /// <summary>The patterns of default members; the default array where the key is absent.</summary>
    public required ImmutableArray<string> DefaultMembers { get; init; }

    public required Location DefaultMembersLocation { get; init; }

    /// <summary>What members may inherit by key; <see langword="null"/> where the table is absent.</summary>
    public required IReadOnlyDictionary<string, DependencyDeclaration>? Dependencies { get; init; }

    /// <summary>The fields that members may inherit.</summary>
    public required TomlTable? Package { get; init; }

    public required bool HasLints { get; init; }

    public static WorkspaceSection Read(ManifestReader reader, TomlEntry entry, TomlTable table)
    {
        var package = reader.Table(table, "package");
        if (package is not null)
        {
            PackageSection.CheckShared(reader, package);
        }

        if (table["lints"]?.AsTable is { } lints)
        {
            PackageSection.CheckLevels(reader, lints);
        }

        return new WorkspaceSection
        {
            Location = reader.At(entry.KeySpan),
            Members = reader.Strings(table, "members"),
            MembersLocation = reader.At(table.Find("members")?.KeySpan ?? entry.KeySpan),
            Exclude = reader.Strings(table, "exclude") is { IsDefault: false } exclude ? exclude : [],
            DefaultMembers = reader.Strings(table, "default-members"),
            DefaultMembersLocation = reader.At(table.Find("default-members")?.KeySpan ?? entry.KeySpan),
            Dependencies = reader.Table(table, "dependencies") is { } dependencies ? ReadDependencies(reader, dependencies) : null,
            Package = package,
            HasLints = reader.Table(table, "lints") is not null,
        };
    }

    private static Dictionary<string, DependencyDeclaration> ReadDependencies(ManifestReader reader, TomlTable table)
    {
        var result = new Dictionary<string, DependencyDeclaration>(StringComparer.Ordinal);
        foreach (var declaration in DependencyReader.ReadAll(reader, table, DependencyTableKind.Workspace))
        {
            result.Add(declaration.Key, declaration);
            var value = table[declaration.Key]!.AsTable;
            if (declaration.Optional == true || value?["public"]?.AsBoolean == true)
            {
                reader.Refuse(
                    declaration.Location.Span,
                    $"the workspace's dependency '{declaration.Key}' is {(declaration.Optional == true ? "optional" : "public")}.",
                    "say it in the members that use it");
            }
        }

        return result;
    }
}
