using Harness.Toml;

namespace Harness.Manifests;

/// <summary>Checks <c>[profile]</c> as Cargo does, apart from types.</summary>
internal static class ProfileSection
{
    // The keys that need an unstable feature of Cargo.
    private static readonly Dictionary<string, string> Unstable = new(StringComparer.Ordinal)
    {
        ["codegen-backend"] = "codegen-backend", ["rustflags"] = "profile-rustflags", ["trim-paths"] = "trim-paths",
    };

    private static readonly string[] NeverOverridden = ["package", "build-override", "panic", "lto", "rpath"];

    public static void Check(ManifestReader reader, TomlTable profiles)
    {
        foreach (var entry in profiles.Entries)
        {
            var profile = entry.Value.AsTable!;
            CheckProfile(reader, entry.Key, profile);
            CheckLayer(reader, profile);
            foreach (var overriding in Overrides(profile))
            {
                CheckOverride(reader, overriding);
                CheckLayer(reader, overriding.Value.AsTable!);
            }
        }
    }

    private static IEnumerable<TomlEntry> Overrides(TomlTable profile) =>
        (profile["package"]?.AsTable?.Entries ?? []).Concat(profile.Find("build-override") is { } build ? [build] : []);

    private static void CheckProfile(ManifestReader reader, string name, TomlTable profile)
    {
        Refuse(reader, profile, "dir-name", _ => true, "remove it: the directory bears the profile's name");
        Refuse(reader, profile, "inherits", v => v.AsString == "debug", "write \"dev\"");
        Refuse(reader, profile, "panic", v => v.AsString is not ("unwind" or "abort" or "immediate-abort"), "write \"unwind\" or \"abort\"");
        Refuse(reader, profile, "lto", v => v.AsString is "true" or "false", "write true, false, \"thin\", \"fat\" or \"off\"");

        void Refuse(ManifestReader reader, TomlTable table, string key, Func<TomlValue, bool> isRefused, string help)
        {
            if (table.Find(key) is { } setting && isRefused(setting.Value))
            {
                reader.Refuse(setting.KeySpan, $"'profile.{name}.{key}' has a value that Cargo does not take.", help);
            }
        }
    }

    private static void CheckLayer(ManifestReader reader, TomlTable profile)
    {
        foreach (var entry in profile.Entries)
        {
            var feature = entry is { Key: "panic", Value.AsString: "immediate-abort" } ? "panic-immediate-abort" : Unstable.GetValueOrDefault(entry.Key);
            if (feature is not null)
            {
                reader.RefuseUnstable(entry, $"'{entry.Key}' of a profile", feature);
            }
        }
    }

    private static void CheckOverride(ManifestReader reader, TomlEntry overriding)
    {
        foreach (var entry in overriding.Value.AsTable!.Entries)
        {
            if (NeverOverridden.Contains(entry.Key, StringComparer.Ordinal))
            {
                reader.Refuse(entry.KeySpan, $"'{entry.Key}' stands in the override '{overriding.Key}' of a profile.", "set it in the profile itself");
            }
        }
    }
}
