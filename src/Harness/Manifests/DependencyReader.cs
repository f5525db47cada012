using System.Collections.Immutable;
using Harness.Text;
using Harness.Toml;

namespace Harness.Manifests;

/// <summary>Where a dependency table stands.</summary>
internal enum DependencyTableKind
{
    /// <summary>In a package: its entries may inherit.</summary>
    Package,

    /// <summary>In <c>[workspace]</c>: Cargo looks at an entry only when a member inherits it.</summary>
    Workspace,

    /// <summary>In an override.</summary>
    Override,
}

/// <summary>Reads the entries of dependency tables, <c>[patch]</c> and <c>[replace]</c>.</summary>
internal static class DependencyReader
{
    private static readonly string[] Unstable = ["artifact", "base", "lib", "target"];
    private static readonly string[] References = ["branch", "tag", "rev"];

    /// <summary>The entries of a table in the order of their keys, which is Cargo's.</summary>
    public static ImmutableArray<DependencyDeclaration> ReadAll(ManifestReader reader, TomlTable table, DependencyTableKind kind)
    {
        var result = new List<DependencyDeclaration>(table.Entries.Count);
        foreach (var entry in table.Entries)
        {
            if (CrateName.CheckPath(entry.Key) is { } reason)
            {
                reader.Refuse(entry.KeySpan, $"'{entry.Key}' is no name of a package: {reason}.", "give the dependency the name of its package");
            }
            else if (Read(reader, entry, kind) is { } declaration)
            {
                result.Add(declaration);
            }
        }

        result.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        return [.. result];
    }

    /// <summary>One entry; <see langword="null"/> where it is neither a string nor a table.</summary>
    public static DependencyDeclaration? Read(ManifestReader reader, TomlEntry entry, DependencyTableKind kind)
    {
        if (kind != DependencyTableKind.Workspace)
        {
            return ReadEntry(reader, entry, kind);
        }

        var own = new ManifestReader(reader.Text);
        return ReadEntry(own, entry, kind)?.With(own.Diagnostics);
    }

    private static DependencyDeclaration? ReadEntry(ManifestReader reader, TomlEntry entry, DependencyTableKind kind)
    {
        var location = reader.At(LineSpan(reader.Text, entry));
        if (entry.Value.AsString is { } version)
        {
            return new DependencyDeclaration { Key = entry.Key, Location = location, Requirement = Requirement(reader, entry, version) };
        }

        if (entry.Value.AsTable is not { } table)
        {
            reader.WrongKind(entry, "version or a table");
            return null;
        }

        var inherits = kind == DependencyTableKind.Package && table["workspace"]?.AsBoolean is not null;
        if (inherits && table["workspace"]!.AsBoolean == false)
        {
            reader.Refuse(entry.KeySpan, $"the dependency '{entry.Key}' says 'workspace = false'.", "remove it: only 'workspace = true' has a meaning");
        }

        if (!inherits)
        {
            Check(reader, entry, table);
        }

        return ReadTable(reader, entry, table, location, inherits);
    }

    private static DependencyDeclaration ReadTable(ManifestReader reader, TomlEntry entry, TomlTable table, Location location, bool inherits)
    {
        var underscore = reader.Boolean(table, "default_features");
        var features = reader.Strings(table, "features");
        CheckFeatures(reader, entry, features);
        return new DependencyDeclaration
        {
            Key = entry.Key,
            Location = location,
            Inherits = inherits,
            Features = features,
            Optional = reader.Boolean(table, "optional"),
            DefaultFeatures = reader.Boolean(table, "default-features") ?? underscore,
            HasUnderscore = underscore is not null,
            Package = inherits ? null : reader.String(table, "package"),
            Requirement = !inherits && reader.String(table, "version") is { } version ? Requirement(reader, entry, version) : null,
            Path = inherits ? null : reader.String(table, "path"),
            Git = !inherits && reader.String(table, "git") is { } git ? Url(reader, entry, git) : null,
            GitReference = inherits ? "" : Reference(reader, table),
            Registry = inherits ? null : reader.String(table, "registry"),
            RegistryIndex = !inherits && reader.String(table, "registry-index") is { } index ? Url(reader, entry, index) : null,
        };
    }

    private static void Check(ManifestReader reader, TomlEntry entry, TomlTable table)
    {
        void Refuse(string what, string help) => reader.Refuse(entry.KeySpan, $"the dependency '{entry.Key}' {what}.", help);
        bool Has(string key) => table.Find(key) is not null;
        if (!Has("version") && !Has("path") && !Has("git"))
        {
            Refuse("names no source", "give it a 'version', a 'path', a 'git' or 'workspace = true'");
        }

        if (Has("git") && Has("path"))
        {
            Refuse("names both 'git' and 'path'", "keep one of the two");
        }

        if (Has("registry") && Has("registry-index"))
        {
            Refuse("names both 'registry' and 'registry-index'", "keep one of the two");
        }

        var references = References.Where(Has).ToArray();
        if (references.Length > 0 && (!Has("git") || references.Length > 1))
        {
            Refuse(Has("git") ? "names more than one of 'branch', 'tag' and 'rev'" : $"has '{references[0]}' without 'git'", "keep one, beside 'git'");
        }

        foreach (var unstable in Unstable)
        {
            if (Has(unstable))
            {
                Refuse($"uses '{unstable}', which stable Cargo does not take", $"remove '{unstable}'");
            }
        }

        if (table["package"]?.AsString is { } package && CrateName.CheckPath(package) is { } reason)
        {
            Refuse($"names the package '{package}': {reason}", "write the name of the package");
        }
    }

    private static void CheckFeatures(ManifestReader reader, TomlEntry entry, ImmutableArray<string> features)
    {
        foreach (var feature in features.IsDefault ? [] : features)
        {
            if (feature.Contains('/', StringComparison.Ordinal) || feature.StartsWith("dep:", StringComparison.Ordinal))
            {
                reader.Refuse(entry.KeySpan, $"the dependency '{entry.Key}' asks for the feature '{feature}'.", "name a feature of the dependency itself, without 'dep:' and '/'");
            }
        }
    }

    private static VersionRequirement? Requirement(ManifestReader reader, TomlEntry entry, string version)
    {
        if (VersionRequirement.Parse(version) is { } requirement)
        {
            return requirement;
        }

        reader.Refuse(entry.KeySpan, $"the version requirement '{version}' of the dependency '{entry.Key}' cannot be read.", "write it as in \"1.2\", \">=1.2, <3\" or \"*\"");
        return VersionRequirement.Any;
    }

    private static string? Url(ManifestReader reader, TomlEntry entry, string url)
    {
        if (SourceUrl.Normalize(url) is { } normal)
        {
            return normal;
        }

        reader.Refuse(entry.KeySpan, $"'{url}' of the dependency '{entry.Key}' is no URL.", "write a URL with its scheme: https://…, ssh://…");
        return null;
    }

    private static string Reference(ManifestReader reader, TomlTable table) =>
        reader.String(table, "branch") is { } branch ? $"?branch={branch}"
        : reader.String(table, "tag") is { } tag ? $"?tag={tag}"
        : reader.String(table, "rev") is { } rev ? $"?rev={rev}" : "";

    // A table under its own header has nothing of itself on the key's line but the key.
    private static SourceSpan LineSpan(SourceText text, TomlEntry entry)
    {
        var end = entry.Value.AsTable is not { IsInline: false } table ? entry.Value.Span.End
            : table.Origin == TomlTableOrigin.DottedKey && table.Entries.Count > 0 ? table.Entries[0].Value.Span.End
            : entry.KeySpan.End;
        var line = text.GetLineSpan(text.GetPosition(entry.KeySpan.Start, ColumnUnit.Utf8).Line);
        return new SourceSpan(entry.KeySpan.Start, Math.Max(entry.KeySpan.End, Math.Min(end, line.End)));
    }
}
