using System.Collections.Immutable;
using Harness.Text;
using Harness.Toml;

namespace Harness.Manifests;

/// <summary>The place of a dependency table.</summary>
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
    private static readonly string[] Artifact = ["artifact", "lib", "target"];
    private static readonly string[] References = ["branch", "tag", "rev"];

    /// <summary>Returns the entries of a table in the order of their keys, which is Cargo's.</summary>
    public static ImmutableArray<DependencyDeclaration> ReadAll(ManifestReader reader, TomlTable table, DependencyTableKind kind)
    {
        var result = new List<DependencyDeclaration>(table.Entries.Count);
        foreach (var entry in table.Entries)
        {
            result.Add(Read(reader, entry, kind));
        }

        result.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        return [.. result];
    }

    /// <summary>Returns one entry.</summary>
    public static DependencyDeclaration Read(ManifestReader reader, TomlEntry entry, DependencyTableKind kind)
    {
        if (kind != DependencyTableKind.Workspace)
        {
            return ReadEntry(reader, entry, kind);
        }

        var own = new ManifestReader(reader.Text, reader.Channel) { Features = reader.Features };
        return ReadEntry(own, entry, kind).With(own.Diagnostics);
    }

    private static DependencyDeclaration ReadEntry(ManifestReader reader, TomlEntry entry, DependencyTableKind kind)
    {
        var location = reader.At(LineSpan(reader.Text, entry));
        if (entry.Value.Kind == TomlKind.String)
        {
            return new DependencyDeclaration { Key = entry.Key, Location = location, Requirement = Requirement(reader, entry, entry.Key) };
        }

        var table = entry.Value.AsTable!;
        var inherits = kind == DependencyTableKind.Package && table["workspace"]?.AsBoolean is not null;
        if (!inherits)
        {
            Check(reader, entry, table);
        }

        return ReadTable(reader, entry, table, location, inherits);
    }

    private static DependencyDeclaration ReadTable(ManifestReader reader, TomlEntry entry, TomlTable table, Location location, bool inherits)
    {
        CheckFeatures(reader, entry.Key, table);
        var underscore = table["default_features"]?.AsBoolean;
        return new DependencyDeclaration
        {
            Key = entry.Key,
            Location = location,
            Inherits = inherits,
            Features = ManifestReader.Strings(table, "features"),
            Optional = table["optional"]?.AsBoolean,
            DefaultFeatures = table["default-features"]?.AsBoolean ?? underscore,
            HasUnderscore = underscore is not null,
            Package = inherits ? null : table["package"]?.AsString,
            Requirement = !inherits && table.Find("version") is { } version ? Requirement(reader, version, entry.Key) : null,
            Path = inherits ? null : table["path"]?.AsString,
            Git = !inherits && table.Find("git") is { } git ? Url(reader, git, entry.Key) : null,
            GitReference = inherits ? "" : Reference(table),
            Registry = inherits ? null : table["registry"]?.AsString,
            RegistryIndex = !inherits && table.Find("registry-index") is { } index ? Url(reader, index, entry.Key) : null,
        };
    }

    private static void Check(ManifestReader reader, TomlEntry entry, TomlTable table)
    {
        bool Has(string key) => table.Find(key) is not null;
        void Refuse(string key, string what, string help) =>
            reader.Refuse((table.Find(key) ?? entry).KeySpan, $"the dependency '{entry.Key}' {what}.", help);
        void RefuseBoth(string one, string other)
        {
            if (Has(one) && Has(other))
            {
                Refuse(other, $"names both '{one}' and '{other}'", "keep one of the two");
            }
        }

        if (!Has("version") && !Has("path") && !Has("git"))
        {
            Refuse("", "names no source", "give it a 'version', a 'path', a 'git' or 'workspace = true'");
        }

        RefuseBoth("git", "path");
        RefuseBoth("git", "registry");
        RefuseBoth("git", "registry-index");
        RefuseBoth("registry", "registry-index");
        var references = References.Where(Has).ToArray();
        if (references.Length > 0 && (!Has("git") || references.Length > 1))
        {
            Refuse(references[^1], Has("git") ? "names more than one of 'branch', 'tag' and 'rev'" : $"has '{references[0]}' without 'git'", "keep one, beside 'git'");
        }

        // The kind and target of an artifact do not change an edge. A base may be defined by a machine's configuration, so its path is unknown.
        foreach (var unstable in Artifact.Where(Has))
        {
            reader.RefuseUnstable(table.Find(unstable)!, $"'{unstable}' of the dependency '{entry.Key}'", feature: null);
        }

        if (Has("base"))
        {
            Refuse("base", "starts from a path base, which Harness does not read", "write 'path' from the manifest's directory, without 'base'");
        }
    }

    private static void CheckFeatures(ManifestReader reader, string key, TomlTable table)
    {
        foreach (var item in table["features"]?.Items ?? [])
        {
            var feature = item.AsString!;
            if (feature.Contains('/', StringComparison.Ordinal) || feature.StartsWith("dep:", StringComparison.Ordinal))
            {
                reader.Refuse(item.Span, $"the dependency '{key}' asks for the feature '{feature}'.", "name a feature of the dependency itself, without 'dep:' and '/'");
            }
        }
    }

    private static VersionRequirement Requirement(ManifestReader reader, TomlEntry version, string key)
    {
        if (VersionRequirement.Parse(version.Value.AsString!) is { } requirement)
        {
            return requirement;
        }

        reader.Refuse(version.KeySpan, $"the version requirement '{version.Value.AsString}' of the dependency '{key}' cannot be read.", "write it as in \"1.2\", \">=1.2, <3\" or \"*\"");
        return VersionRequirement.Any;
    }

    private static string? Url(ManifestReader reader, TomlEntry entry, string key)
    {
        if (SourceUrl.Normalize(entry.Value.AsString!) is { } normal)
        {
            return normal;
        }

        reader.Refuse(entry.KeySpan, $"'{entry.Value.AsString}' of the dependency '{key}' is no URL.", "write a URL with its scheme: https://…, ssh://…");
        return null;
    }

    private static string Reference(TomlTable table) =>
        table["branch"]?.AsString is { } branch ? $"?branch={branch}"
        : table["tag"]?.AsString is { } tag ? $"?tag={tag}"
        : table["rev"]?.AsString is { } rev ? $"?rev={rev}" : "";

    // A table under its own header has only the key on the key's line.
    private static SourceSpan LineSpan(SourceText text, TomlEntry entry)
    {
        var end = entry.Value.AsTable is not { IsInline: false } table ? entry.Value.Span.End
            : table.Origin == TomlTableOrigin.DottedKey && table.Entries.Count > 0 ? table.Entries[0].Value.Span.End
            : entry.KeySpan.End;
        return new SourceSpan(entry.KeySpan.Start, Math.Max(entry.KeySpan.End, Math.Min(end, text.FindLineEnd(entry.KeySpan.Start))));
    }
}
