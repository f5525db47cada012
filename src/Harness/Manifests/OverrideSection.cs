using System.Collections.Immutable;
using Harness.Toml;

namespace Harness.Manifests;

/// <summary>One entry of <c>[patch]</c>.</summary>
/// <param name="Source">The registry name or URL that it patches, as it is written.</param>
/// <param name="Entry">The replacement.</param>
internal sealed record PatchDeclaration(string Source, DependencyDeclaration Entry);

/// <summary>Reads <c>[patch]</c> and <c>[replace]</c>.</summary>
internal static class OverrideSection
{
    /// <summary>Returns the entries of <c>[patch]</c>, by source and key.</summary>
    public static ImmutableArray<PatchDeclaration> ReadPatches(ManifestReader reader, TomlTable patch)
    {
        var result = ImmutableArray.CreateBuilder<PatchDeclaration>();
        foreach (var source in patch.Entries.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            CheckSource(reader, source);
            foreach (var entry in DependencyReader.ReadAll(reader, source.Value.AsTable!, DependencyTableKind.Override))
            {
                result.Add(new PatchDeclaration(source.Key, entry));
            }
        }

        return result.ToImmutable();
    }

    /// <summary>Returns the entries of <c>[replace]</c>. Their keys name the replaced package, its whole version, and perhaps its source.</summary>
    public static ImmutableArray<(PackageSpecification Replaced, DependencyDeclaration Entry)> ReadReplacements(ManifestReader reader, TomlTable root, TomlEntry replace)
    {
        if (root.Find("patch") is not null)
        {
            reader.Refuse(replace.KeySpan, "the manifest has both '[patch]' and '[replace]'.", "write the replacements as patches");
        }

        var result = ImmutableArray.CreateBuilder<(PackageSpecification, DependencyDeclaration)>();
        foreach (var entry in replace.Value.AsTable!.Entries)
        {
            var declaration = DependencyReader.Read(reader, entry, DependencyTableKind.Override);
            if (PackageSpecification.Parse(entry.Key, out var problem) is not { } replaced)
            {
                reader.Refuse(entry.KeySpan, $"'{entry.Key}' does not name the package to replace: {problem}.", "write 'NAME:1.2.3'");
            }
            else if (replaced.Version?.ToVersion() is null)
            {
                reader.Refuse(entry.KeySpan, $"'{entry.Key}' names no whole version to replace.", "write 'NAME:1.2.3'");
            }
            else if (declaration.Requirement is not null)
            {
                reader.Refuse(entry.KeySpan, $"the replacement of '{entry.Key}' asks for a version.", "remove 'version': the key names it");
            }
            else
            {
                result.Add((replaced, declaration));
            }
        }

        return result.ToImmutable();
    }

    // A name may refer to a registry that the machine's own configuration defines.
    private static void CheckSource(ManifestReader reader, TomlEntry source)
    {
        if (CrateName.Check(source.Key) is not null && SourceUrl.Normalize(source.Key) is null)
        {
            reader.Refuse(source.KeySpan, $"'[patch.\"{source.Key}\"]' names neither a registry nor a URL.", "write 'crates-io', the name of a registry, or a URL with its scheme");
        }
    }
}
