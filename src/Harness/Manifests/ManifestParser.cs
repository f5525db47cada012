using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Toml;
using Harness.Workspaces;

namespace Harness.Manifests;

/// <summary>Turns the tables of one file into a <see cref="CargoManifest"/>.</summary>
internal static class ManifestParser
{
    // The sections that a manifest without a package may not have.
    private static readonly string[] PackageOnly =
    [
        "badges", "features", "lib", "bin", "example", "test", "bench", "dependencies", "dev-dependencies", "dev_dependencies",
        "build-dependencies", "build_dependencies", "target", "lints", "hints",
    ];

    // The tables that are read completely into declarations. To keep the tables too would take half of a large workspace's memory.
    private static readonly HashSet<string> Declared = new(StringComparer.Ordinal)
    {
        "dependencies", "dev-dependencies", "dev_dependencies", "build-dependencies", "build_dependencies", "target", "workspace", "patch", "replace", "profile",
    };

    private static readonly (string Key, DependencyKind Kind)[] Order =
        [("dependencies", DependencyKind.Normal), ("dev-dependencies", DependencyKind.Dev), ("build-dependencies", DependencyKind.Build)];

    private static readonly (string Key, DependencyKind Kind)[] TargetOrder = [Order[0], Order[2], Order[1]];

    public static Parsed<CargoManifest> Parse(SourceText text, TomlTable root, CargoChannel channel)
    {
        var features = root["cargo-features"]?.Items.Select(item => item.AsString).OfType<string>() ?? [];
        var reader = new ManifestReader(text, channel) { Features = [.. features] };
        ManifestSchema.Check(reader, root);
        return reader.HasRefused
            ? new Parsed<CargoManifest>(new CargoManifest(text, root) { IsRefused = true }, reader.Diagnostics)
            : Read(reader, root);
    }

    private static Parsed<CargoManifest> Read(ManifestReader reader, TomlTable root)
    {
        var package = root.Find("package") ?? root.Find("project");
        var table = package?.Value.AsTable;
        var workspace = root.Find("workspace") is { } entry ? WorkspaceSection.Read(reader, entry) : null;
        CheckShape(reader, root, package, workspace);
        CheckSections(reader, root);
        var underscores = ImmutableArray.CreateBuilder<TomlEntry>();
        var dependencies = table is null ? [] : ReadTables(reader, root, underscores);
        if (table is not null)
        {
            PackageSection.Check(reader, root, package!, table);
            FeatureTable.Check(reader, root, dependencies);
            TargetSection.Check(reader, root, underscores);
        }

        var patches = root["patch"]?.AsTable is { } patch ? OverrideSection.ReadPatches(reader, patch) : [];
        var replacements = root.Find("replace") is { } replace ? OverrideSection.ReadReplacements(reader, root, replace) : [];
        var diagnostics = reader.Diagnostics;
        var manifest = new CargoManifest(reader.Text, root.Without(Declared))
        {
            Package = package,
            PackageName = table?["name"]?.AsString,
            Workspace = workspace,
            WorkspacePointer = table?.Find("workspace") is { } pointer ? new PathEntry(pointer.Value.AsString!, reader.At(pointer.KeySpan)) : null,
            Dependencies = dependencies,
            UnderscoreKeys = underscores.ToImmutable(),
            Patches = patches,
            Replacements = replacements,
            IsRefused = !diagnostics.IsEmpty,
        };
        return new Parsed<CargoManifest>(manifest, diagnostics);
    }

    private static void CheckSections(ManifestReader reader, TomlTable root)
    {
        if (root.Find("cargo-features") is { } features)
        {
            CargoFeatures.Check(reader, features);
        }

        if (root["profile"]?.AsTable is { } profiles)
        {
            ProfileSection.Check(reader, profiles);
        }
    }

    private static void CheckShape(ManifestReader reader, TomlTable root, TomlEntry? package, WorkspaceSection? workspace)
    {
        if (workspace is not null && package?.Value.AsTable?.Find("workspace") is { } pointer)
        {
            reader.Refuse(
                pointer.KeySpan,
                "the manifest has both '[workspace]' and 'package.workspace'.",
                "keep '[workspace]' in the root and 'package.workspace' in members");
        }

        if (package is not null)
        {
            return;
        }

        if (root.Find("workspace") is null)
        {
            reader.Refuse(default, "the manifest has neither '[package]' nor '[workspace]'.", "add the one it is meant to be");
            return;
        }

        foreach (var key in PackageOnly)
        {
            if (root.Find(key) is { } entry)
            {
                reader.Refuse(entry.KeySpan, $"'{key}' stands in a manifest without '[package]'.", $"move it to a member, or below '[workspace]'");
            }
        }
    }

    private static ImmutableArray<DependencyTable> ReadTables(ManifestReader reader, TomlTable root, ImmutableArray<TomlEntry>.Builder underscores)
    {
        var tables = ImmutableArray.CreateBuilder<DependencyTable>();
        AddTables(reader, root, Order, null, tables, underscores);
        foreach (var entry in Sorted(root["target"]?.AsTable))
        {
            if (CfgExpression.Normalize(entry.Key) is not { } platform)
            {
                reader.Refuse(entry.KeySpan, $"'{entry.Key}' is no platform.", "write a target triple, or an expression as in cfg(unix)");
            }
            else
            {
                AddTables(reader, entry.Value.AsTable!, TargetOrder, platform, tables, underscores);
            }
        }

        return tables.ToImmutable();
    }

    private static void AddTables(
        ManifestReader reader, TomlTable parent, (string Key, DependencyKind Kind)[] order, string? platform,
        ImmutableArray<DependencyTable>.Builder tables, ImmutableArray<TomlEntry>.Builder underscores)
    {
        foreach (var (key, kind) in order)
        {
            var dashed = parent.Find(key);
            var underscored = kind == DependencyKind.Normal ? null : parent.Find(key.Replace('-', '_'));
            if (underscored is not null)
            {
                underscores.Add(underscored);
            }

            if ((dashed ?? underscored)?.Value.AsTable is { } table)
            {
                tables.Add(new DependencyTable(kind, platform, DependencyReader.ReadAll(reader, table, DependencyTableKind.Package)));
            }
        }
    }

    private static IEnumerable<TomlEntry> Sorted(TomlTable? table) =>
        table is null ? [] : table.Entries.OrderBy(e => e.Key, StringComparer.Ordinal);
}
