using System.Collections.Immutable;
using Harness.Text;
using Harness.Toml;
using Harness.Workspaces;

namespace Harness.Manifests;

/// <summary>Turns the tables of one file into a <see cref="CargoManifest"/>.</summary>
internal static class ManifestParser
{
    // What a manifest without a package may not hold.
    private static readonly string[] PackageOnly =
    [
        "badges", "features", "lib", "bin", "example", "test", "bench", "dependencies", "dev-dependencies", "dev_dependencies",
        "build-dependencies", "build_dependencies", "target", "lints", "hints",
    ];

    private static readonly (string Key, DependencyKind Kind)[] Order =
        [("dependencies", DependencyKind.Normal), ("dev-dependencies", DependencyKind.Dev), ("build-dependencies", DependencyKind.Build)];

    private static readonly (string Key, DependencyKind Kind)[] TargetOrder = [Order[0], Order[2], Order[1]];

    public static Parsed<CargoManifest> Parse(SourceText text, TomlTable root)
    {
        var reader = new ManifestReader(text);
        var package = root.Find("package") ?? root.Find("project");
        var table = package is null ? null : reader.Table(package);
        var workspace = root.Find("workspace") is { } entry && reader.Table(entry) is { } section ? WorkspaceSection.Read(reader, entry, section) : null;
        var name = table is null ? null : PackageSection.ReadName(reader, package!, table);
        var pointer = table is null ? null : reader.String(table, "workspace");
        CheckShape(reader, root, package, workspace, pointer);
        var underscores = ImmutableArray.CreateBuilder<TomlEntry>();
        var dependencies = table is null ? [] : ReadTables(reader, root, underscores);
        if (table is not null)
        {
            PackageSection.Check(reader, root, table);
            FeatureTable.Check(reader, root, dependencies);
        }

        var patches = ReadPatches(reader, root);
        var replacements = reader.Table(root, "replace") is { } replace ? ReadReplacements(reader, replace) : [];
        var diagnostics = reader.Diagnostics;
        var manifest = new CargoManifest(text, root)
        {
            Package = table is null ? null : package,
            PackageName = name,
            Workspace = workspace,
            WorkspacePointer = pointer,
            Dependencies = dependencies,
            UnderscoreKeys = underscores.ToImmutable(),
            Patches = patches,
            Replacements = replacements,
            IsRefused = !diagnostics.IsEmpty,
        };
        return new Parsed<CargoManifest>(manifest, diagnostics);
    }

    private static void CheckShape(ManifestReader reader, TomlTable root, TomlEntry? package, WorkspaceSection? workspace, string? pointer)
    {
        if (workspace is not null && pointer is not null)
        {
            reader.Refuse(
                package!.Value.AsTable!.Find("workspace")!.KeySpan,
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
        foreach (var entry in Sorted(reader.Table(root, "target")))
        {
            if (CfgExpression.Normalize(entry.Key) is not { } platform)
            {
                reader.Refuse(entry.KeySpan, $"'{entry.Key}' is no platform.", "write a target triple, or an expression as in cfg(unix)");
            }
            else if (reader.Table(entry) is { } table)
            {
                AddTables(reader, table, TargetOrder, platform, tables, underscores);
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

            if ((dashed ?? underscored) is { } entry && reader.Table(entry) is { } table)
            {
                tables.Add(new DependencyTable(kind, platform, DependencyReader.ReadAll(reader, table, DependencyTableKind.Package)));
            }
        }
    }

    private static ImmutableArray<(string Source, DependencyDeclaration Entry)> ReadPatches(ManifestReader reader, TomlTable root)
    {
        var result = ImmutableArray.CreateBuilder<(string, DependencyDeclaration)>();
        foreach (var source in Sorted(reader.Table(root, "patch")))
        {
            foreach (var entry in reader.Table(source) is { } table ? DependencyReader.ReadAll(reader, table, DependencyTableKind.Override) : [])
            {
                result.Add((source.Key, entry));
            }
        }

        return result.ToImmutable();
    }

    // The keys are package specifications, not names: 'foo:1.2.3', 'https://host/repo#foo@1.2.3'.
    private static ImmutableArray<DependencyDeclaration> ReadReplacements(ManifestReader reader, TomlTable table)
    {
        var result = ImmutableArray.CreateBuilder<DependencyDeclaration>();
        foreach (var entry in table.Entries)
        {
            if (DependencyReader.Read(reader, entry, DependencyTableKind.Override) is { } declaration)
            {
                result.Add(declaration);
            }
        }

        return result.ToImmutable();
    }

    private static IEnumerable<TomlEntry> Sorted(TomlTable? table) =>
        table is null ? [] : table.Entries.OrderBy(e => e.Key, StringComparer.Ordinal);
}
