using Harness.Toml;

namespace Harness.Manifests;

/// <summary>What Cargo refuses in <c>cargo-features</c>, the switches for what is not stable. Those of stable Cargo 1.95 are read.</summary>
internal static class CargoFeatures
{
    private static readonly string[] Stable =
    [
        "test-dummy-stable", "alternative-registries", "edition", "rename-dependency", "profile-overrides", "default-run", "named-profiles", "resolver",
        "strip", "rust-version", "edition2021", "workspace-inheritance", "edition2024",
    ];

    private static readonly string[] Unstable =
    [
        "test-dummy-unstable", "metabuild", "public-dependency", "per-package-target", "codegen-backend", "different-binary-name", "profile-rustflags",
        "trim-paths", "open-namespaces", "path-bases", "unstable-editions", "multiple-build-scripts", "panic-immediate-abort",
    ];

    public static void Check(ManifestReader reader, TomlEntry features)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in features.Value.Items)
        {
            var name = item.AsString!;
            var problem = !seen.Add(name) ? "stands there twice"
                : Stable.Contains(name, StringComparer.Ordinal) ? null
                : Unstable.Contains(name, StringComparer.Ordinal) ? "is one that stable Cargo does not take"
                : name == "publish-lockfile" ? "was removed from Cargo"
                : "is none that Cargo knows";
            if (problem is not null)
            {
                reader.Refuse(item.Span, $"the Cargo feature '{name}' {problem}.", "take it out of 'cargo-features'");
            }
        }
    }
}
