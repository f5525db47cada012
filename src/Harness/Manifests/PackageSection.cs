using Harness.Text;
using Harness.Toml;

namespace Harness.Manifests;

/// <summary>What Cargo refuses in <c>[package]</c> and in the sections that need nothing but the file.</summary>
internal static class PackageSection
{
    private static readonly string[] Strings = ["links", "default-run", "resolver"];
    private static readonly string[] Flags = ["autolib", "autobins", "autoexamples", "autotests", "autobenches"];
    private static readonly string[] Inheritable =
    [
        "edition", "rust-version", "version", "authors", "exclude", "include", "publish", "description", "homepage", "documentation",
        "readme", "keywords", "categories", "license", "license-file", "repository",
    ];

    private static readonly string[] Editions = ["2015", "2018", "2021", "2024"];

    public static string? ReadName(ManifestReader reader, TomlEntry package, TomlTable table)
    {
        var name = reader.String(table, "name");
        if (table.Find("name") is not { } entry)
        {
            reader.Refuse(package.KeySpan, "the package has no name.", "add 'name' to '[package]'");
        }
        else if (name is not null && CrateName.Check(name) is { } reason)
        {
            reader.Refuse(entry.KeySpan, $"'{name}' is no name of a package: {reason}.", "use letters, digits, '-' and '_', with a letter or '_' first");
        }

        return name;
    }

    public static void Check(ManifestReader reader, TomlTable root, TomlTable table)
    {
        foreach (var key in Strings)
        {
            reader.String(table, key);
        }

        foreach (var key in Flags)
        {
            reader.Boolean(table, key);
        }

        foreach (var key in Inheritable)
        {
            if (table.Find(key) is { } entry)
            {
                CheckField(reader, entry);
            }
        }

        CheckLints(reader, root);
        if (table["resolver"] is not null && root["workspace"]?.AsTable?["resolver"] is not null)
        {
            reader.Refuse(table.Find("resolver")!.KeySpan, "'resolver' stands in both '[package]' and '[workspace]'.", "keep it in '[workspace]'");
        }
    }

    /// <summary>Whether members may inherit a field.</summary>
    public static bool IsInheritable(string key) => Inheritable.Contains(key, StringComparer.Ordinal);

    /// <summary>Whether a field says <c>workspace = true</c>.</summary>
    public static bool Inherits(TomlValue? value) => value?.AsTable?["workspace"]?.AsBoolean == true;

    /// <summary>Whether Cargo knows an edition.</summary>
    public static bool IsEdition(string edition) => Editions.Contains(edition, StringComparer.Ordinal);

    /// <summary>Checks <c>[workspace.package]</c>. An edition is looked at only where a member inherits it.</summary>
    public static void CheckShared(ManifestReader reader, TomlTable table)
    {
        foreach (var key in Inheritable)
        {
            if (table.Find(key) is { } entry && !(key == "edition" ? entry.Value.Kind == TomlKind.String : HasValue(entry)))
            {
                reader.Refuse(entry.KeySpan, $"'workspace.package.{key}' has a value that Cargo does not take.", Help(key));
            }
        }
    }

    private static void CheckField(ManifestReader reader, TomlEntry entry)
    {
        if (entry.Value.AsTable is { } table)
        {
            if (table["workspace"]?.AsBoolean != true)
            {
                reader.Refuse(entry.KeySpan, $"'package.{entry.Key}' is a table without 'workspace = true'.", "write a value, or 'workspace = true'");
            }

            return;
        }

        if (!HasValue(entry))
        {
            reader.Refuse(entry.KeySpan, $"'package.{entry.Key}' has a value that Cargo does not take.", Help(entry.Key));
        }
    }

    private static bool HasValue(TomlEntry entry) => entry.Key switch
    {
        "version" => entry.Value.AsString is { } version && SemanticVersion.Parse(version) is not null,
        "edition" => entry.Value.AsString is { } edition && IsEdition(edition),
        "authors" or "exclude" or "include" or "keywords" or "categories" => IsStrings(entry.Value),
        "publish" => entry.Value.Kind == TomlKind.Boolean || IsStrings(entry.Value),
        "readme" => entry.Value.Kind is TomlKind.Boolean or TomlKind.String,
        _ => entry.Value.Kind == TomlKind.String,
    };

    private static string Help(string key) => key switch
    {
        "version" => "write three numbers as in \"1.2.3\"",
        "edition" => "write one of \"2015\", \"2018\", \"2021\", \"2024\"",
        _ => "write it as Cargo's reference says",
    };

    private static bool IsStrings(TomlValue value) => value.Kind == TomlKind.Array && value.Items.All(i => i.Kind == TomlKind.String);

    /// <summary>Checks the levels of <c>[lints]</c> or <c>[workspace.lints]</c>, tool by tool.</summary>
    public static void CheckLevels(ManifestReader reader, TomlTable lints)
    {
        foreach (var lint in lints.Entries.Where(tool => tool.Key != "workspace").SelectMany(tool => tool.Value.AsTable?.Entries ?? []))
        {
            if ((lint.Value.AsString ?? lint.Value.AsTable?["level"]?.AsString) is not ("forbid" or "deny" or "warn" or "allow"))
            {
                reader.Refuse(lint.KeySpan, $"the lint '{lint.Key}' has no level.", "write \"forbid\", \"deny\", \"warn\" or \"allow\"");
            }
        }
    }

    private static void CheckLints(ManifestReader reader, TomlTable root)
    {
        if (root.Find("lints") is not { } entry || reader.Table(entry) is not { } lints)
        {
            return;
        }

        CheckLevels(reader, lints);
        if (lints["workspace"] is not { } workspace)
        {
            return;
        }

        if (workspace.AsBoolean is null)
        {
            reader.WrongKind(lints.Find("workspace")!, "boolean");
        }
        else if (workspace.AsBoolean == true && lints.Entries.Count > 1)
        {
            reader.Refuse(entry.KeySpan, "'[lints]' says 'workspace = true' and lists lints beside it.", "keep one of the two");
        }
    }
}
