namespace Harness.Tests.Workspaces;

/// <summary>
/// Sets one key that Cargo knows to one value, mostly of a wrong type: every type in every place is tried sooner or later. Left out
/// is what is read otherwise on purpose: dates and arrays in place of tables, and registries that only a machine knows.
/// </summary>
internal sealed class ValueNoise(Dice dice)
{
    private static readonly string[] Values =
    [
        "\"x\"", "\"\"", "1", "0", "-1", "300", "1.5", "true", "false", "[]", "[\"a\"]", "[1]", "[true]", "[[]]", "{}", "{ workspace = true }",
        "{ workspace = false }", "{ workspace = 1 }", "{ x = 1 }", "{ x = \"1\" }", "{ level = \"warn\" }", "{ level = \"deny\", priority = -1 }",
        "\"warn\"", "\"1.2.3\"", "\" 1.2.3 \"", "\"1.70\"", "\"1\"", "\"2021\"", "\"2024\"", "\"2030\"", "\"future\"", "\"a b\"", "\"s\"", "\"none\"",
        "\"full\"", "\"abort\"", "\"true\"", "\"debug\"", "\"https://example.org/x\"", "\"x::y\"", "[\"dylib\", \"cdylib\"]", "[\"proc-macro\"]",
    ];

    private static readonly (string Header, string Keys)[] Sections =
    [
        ("lib", "name path crate-type crate_type filename test doctest bench doc doc-scrape-examples proc-macro proc_macro harness required-features edition"),
        ("[bin]", "name path crate-type crate_type filename test proc-macro proc_macro harness required-features edition"),
        ("[test]", "name path crate_type proc_macro harness edition"),
        ("profile.noise", "opt-level lto codegen-backend codegen-units debug split-debuginfo debug-assertions rpath panic overflow-checks incremental dir-name inherits strip rustflags hint-mostly-unused trim-paths package"),
        ("profile.release.package.noise", "opt-level lto codegen-units debug rpath panic dir-name inherits strip rustflags package"),
        ("profile.dev.build-override", "opt-level lto debug rpath panic strip codegen-backend"),
        ("profile", "x 0 a.b debug Cargo-x fix build-override"),
        ("lints.rust", "unsafe_code a::b rust::x"),
        ("lints.other", "unsafe_code a::b"),
        ("lints.rust.unexpected_cfgs", "level priority check-cfg"),
        ("lints", "workspace rust"),
        ("workspace.lints.clippy", "all clippy::x"),
        ("badges", "x"),
        ("badges.x", "y"),
        ("features", "x default a/b dep:x 9 ñ"),
        ("hints", "mostly-unused x"),
        ("dependencies.noise", "version registry-index path base git branch tag rev features optional default-features default_features package public artifact lib target workspace"),
        ("dependencies", "noise 9 a.b x::y"),
        ("dev-dependencies", "noise"),
        ("target.noise", "dependencies dev-dependencies dev_dependencies build-dependencies x"),
        ("target", "x cfg(unix) cfg(x"),
        ("workspace", "members exclude default-members resolver metadata package dependencies lints x"),
        ("workspace.package", "version authors description homepage documentation readme keywords categories license license-file repository publish edition badges exclude include rust-version x"),
        ("workspace.dependencies.noise", "version registry-index path base git branch features optional default-features default_features package public artifact lib target workspace"),
        ("patch.crates-io.noise", "version path git branch features optional package base artifact"),
        ("patch", "crates-io https://example.org/x ssh://x"),
        ("replace", "noise:1.0.0 noise noise@1 https://example.org/x#noise@1.0.0"),
        ("package", "edition rust-version version authors build metabuild default-target forced-target links exclude include publish workspace im-a-teapot autolib autobins autoexamples autotests autobenches default-run description homepage documentation readme keywords categories license license-file repository resolver metadata cargo-features x"),
        ("", "cargo-features"),
    ];

    /// <summary>The manifest with one key more.</summary>
    public string Add(string manifest)
    {
        var (header, keys) = dice.Pick(Sections);
        var key = dice.Pick(keys.Split(' '));
        var value = key == "build-override" ? "{}" : dice.Pick(Values);
        var line = $"\"{key}\" = {value}\n";
        return header.Length == 0 ? line + manifest
            : manifest.Contains($"[{header}]\n", StringComparison.Ordinal) ? manifest.Replace($"[{header}]\n", $"[{header}]\n{line}", StringComparison.Ordinal)
            : $"{manifest}{Before(header)}[{header}]\n{Beside(header, key)}{line}";
    }

    private static string Before(string header) => header == "lints.rust.unexpected_cfgs" ? "" : "\n";

    private string Beside(string header, string key) => header switch
    {
        "[bin]" or "[test]" => (key == "name" ? "" : "name = \"noise\"\n") + (key == "path" ? "" : "path = \"noise.rs\"\n"),
        "lints.rust.unexpected_cfgs" when key != "level" => "level = \"warn\"\n",
        "dependencies.noise" or "workspace.dependencies.noise" or "patch.crates-io.noise" when key is not ("version" or "path" or "git" or "workspace") && dice.Chance(80) =>
            dice.Chance(25) && key is not ("registry-index" or "base") ? "git = \"https://example.org/noise\"\n" : "version = \"1\"\n",
        _ => "",
    };
}
