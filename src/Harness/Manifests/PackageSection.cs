using Harness.Toml;

namespace Harness.Manifests;

/// <summary>Checks <c>[package]</c>, and the sections that need only the file, as Cargo does.</summary>
internal static class PackageSection
{
    private static readonly (string Key, string Feature)[] Unstable =
    [
        ("metabuild", "metabuild"), ("default-target", "per-package-target"), ("forced-target", "per-package-target"), ("im-a-teapot", "test-dummy-unstable"),
    ];

    private static readonly string[] Inheritable =
    [
        "edition", "rust-version", "version", "authors", "exclude", "include", "publish", "description", "homepage", "documentation",
        "readme", "keywords", "categories", "license", "license-file", "repository",
    ];

    private const string Future = "future";
    private static readonly string[] Editions = ["2015", "2018", "2021", "2024"];

    public static void Check(ManifestReader reader, TomlTable root, TomlEntry package, TomlTable table)
    {
        CheckName(reader, package, table);
        CheckStable(reader, table);
        CheckResolver(reader, table);
        CheckLints(reader, root);
        if (table.Find("resolver") is { } resolver && root["workspace"]?.AsTable?["resolver"] is not null)
        {
            reader.Refuse(resolver.KeySpan, "'resolver' stands in both '[package]' and '[workspace]'.", "keep it in '[workspace]'");
        }

        if (table.Find("edition") is not { Value.AsString: { } edition } entry)
        {
            return;
        }

        if (edition == Future)
        {
            reader.RefuseUnstable(entry, "the edition 'future'", "unstable-editions");
        }
        else if (!IsEdition(edition))
        {
            RefuseEdition(reader, entry, edition);
        }
    }

    /// <summary>Checks <c>resolver</c> of a package or a workspace.</summary>
    public static void CheckResolver(ManifestReader reader, TomlTable table)
    {
        if (table.Find("resolver") is { Value.AsString: not ("1" or "2" or "3") } resolver)
        {
            reader.Refuse(resolver.KeySpan, $"'{resolver.Value.AsString}' is no resolver.", "write \"1\", \"2\" or \"3\"");
        }
    }

    /// <summary>Determines whether members may inherit a field.</summary>
    public static bool IsInheritable(string key) => Inheritable.Contains(key, StringComparer.Ordinal);

    /// <summary>Determines whether a field has <c>workspace = true</c>.</summary>
    public static bool Inherits(TomlValue? value) => value?.AsTable?["workspace"]?.AsBoolean == true;

    /// <summary>Determines whether Cargo knows an edition.</summary>
    public static bool IsEdition(string edition) => Editions.Contains(edition, StringComparer.Ordinal);

    /// <summary>
    /// Determines whether a manifest may have an edition. On nightly, <c>future</c> is also allowed, and checked where it is written.
    /// </summary>
    public static bool IsEdition(string edition, CargoChannel channel) => IsEdition(edition) || (edition == Future && channel == CargoChannel.Nightly);

    private static void RefuseEdition(ManifestReader reader, TomlEntry entry, string edition) =>
        reader.Refuse(entry.KeySpan, $"'{edition}' is no edition.", "write one of \"2015\", \"2018\", \"2021\", \"2024\"");

    private static void CheckName(ManifestReader reader, TomlEntry package, TomlTable table)
    {
        if (table.Find("name") is not { } name)
        {
            reader.Refuse(package.KeySpan, "the package has no name.", "add 'name' to '[package]'");
        }
        else if (name.Value.AsString!.Contains(':', StringComparison.Ordinal))
        {
            reader.Refuse(name.KeySpan, $"'{name.Value.AsString}' has a namespace, which Harness does not read in names of packages.", "write a name without '::'");
        }
    }

    private static void CheckStable(ManifestReader reader, TomlTable table)
    {
        foreach (var (key, feature) in Unstable)
        {
            if (table.Find(key) is { } entry)
            {
                reader.RefuseUnstable(entry, $"'package.{key}'", feature);
            }
        }

        if (table.Find("build") is { Value.Kind: TomlKind.Array } build)
        {
            reader.RefuseUnstable(build, "an array of build scripts", "multiple-build-scripts");
        }
    }

    private static void CheckLints(ManifestReader reader, TomlTable root)
    {
        if (root.Find("lints")?.Value.AsTable is not { } lints)
        {
            return;
        }

        LintRules.CheckNames(reader, lints);
        if (lints.Find("workspace") is { } workspace && lints.Entries.Count > 1)
        {
            reader.Refuse(workspace.KeySpan, "'[lints]' says 'workspace = true' and lists lints beside it.", "keep one of the two");
        }
        else if (LintRules.FindBadCheckCfg(lints) is { } bad)
        {
            reader.Refuse(bad.KeySpan, "'check-cfg' is no array of strings.", "write an array of strings");
        }
    }
}
