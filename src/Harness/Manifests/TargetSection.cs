using System.Collections.Immutable;
using Harness.Toml;

namespace Harness.Manifests;

/// <summary>Checks <c>[lib]</c>, <c>[[bin]]</c> and similar sections as Cargo does, independent of files.</summary>
internal static class TargetSection
{
    private static readonly string[] Arrays = ["bin", "example", "test", "bench"];
    private static readonly string[] Editions = ["2015", "2018", "2021", "2024", "future"];

    /// <summary>Checks every declared target and collects the keys that the 2024 edition refuses.</summary>
    public static void Check(ManifestReader reader, TomlTable root, ImmutableArray<TomlEntry>.Builder underscores)
    {
        if (root["lib"]?.AsTable is { } library)
        {
            CheckTarget(reader, library);
            underscores.AddRange(Underscores(library));
            CheckCrateTypes(reader, library);
        }

        foreach (var kind in Arrays)
        {
            foreach (var item in root[kind]?.Items ?? [])
            {
                var target = item.AsTable!;
                CheckTarget(reader, target);
                underscores.AddRange(Underscores(target).Where(entry => kind != "bin" || !IsWrongOfBinary(entry.Key, target)));
                if (kind == "bin" && target.Find("filename") is { } name)
                {
                    reader.RefuseUnstable(name, "'filename' of a binary", "different-binary-name");
                }
            }
        }
    }

    private static IEnumerable<TomlEntry> Underscores(TomlTable target) => target.Entries.Where(e => e.Key is "crate_type" or "proc_macro");

    // For a binary, Cargo only warns that it has either, and then ignores the spelling.
    private static bool IsWrongOfBinary(string key, TomlTable target)
    {
        var types = (target["crate-type"] ?? target["crate_type"])?.Items ?? [];
        return key == "crate_type" ? types.Count > 0
            : (target["proc-macro"] ?? target["proc_macro"])?.AsBoolean ?? types.Any(type => type.AsString == "proc-macro");
    }

    private static void CheckTarget(ManifestReader reader, TomlTable target)
    {
        if (target.Find("edition") is { } edition && !Editions.Contains(edition.Value.AsString, StringComparer.Ordinal))
        {
            reader.Refuse(edition.KeySpan, $"'{edition.Value.AsString}' is no edition.", "remove it: the package has the edition");
        }
    }

    private static void CheckCrateTypes(ManifestReader reader, TomlTable library)
    {
        if ((library.Find("crate-type") ?? library.Find("crate_type")) is not { } entry)
        {
            return;
        }

        var types = ManifestReader.Strings(entry.Value);
        if (types.Contains("dylib") && types.Contains("cdylib"))
        {
            reader.Refuse(entry.KeySpan, "the library is both 'dylib' and 'cdylib'.", "keep one of the two");
        }
        else if (types.Contains("proc-macro") && types.Length > 1)
        {
            reader.Refuse(entry.KeySpan, "the library is 'proc-macro' and of other types.", "move the macros to a package of their own");
        }
    }
}
