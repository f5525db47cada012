using Harness.Toml;

namespace Harness.Manifests;

/// <summary>
/// Checks <c>cargo-features</c>, the switches for unstable features, as Cargo does. Those of Cargo 1.97 are known. None of them adds an edge that no
/// dependency table declares. If the syntax that one enables cannot be read, its use is refused: a path base, a name with
/// <c>::</c>.
/// </summary>
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

    /// <summary>Refuses the features that the repository's Cargo does not take.</summary>
    public static void Check(ManifestReader reader, TomlEntry features)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in features.Value.Items)
        {
            var name = item.AsString!;
            if (!seen.Add(name))
            {
                reader.Refuse(item.Span, $"'cargo-features' lists '{name}' twice.", "list it once");
            }
            else if (!Stable.Contains(name, StringComparer.Ordinal) && FindProblem(name, reader.Channel) is var (problem, help))
            {
                reader.Refuse(item.Span, $"the Cargo feature '{name}' {problem}.", help);
            }
        }
    }

    private static (string Problem, string Help)? FindProblem(string name, CargoChannel channel) =>
        name == "publish-lockfile" ? ("was removed from Cargo", "take it out of 'cargo-features'")
        : !Unstable.Contains(name, StringComparer.Ordinal) ? ("is not one that Harness knows, so it may change the graph unread", "take it out of 'cargo-features', or use a version of Harness that knows it")
        : channel == CargoChannel.Nightly ? null
        : ("needs a nightly Cargo, and the tree pins none for this manifest", ManifestReader.PinNightly + ", or take it out of 'cargo-features'");
}
