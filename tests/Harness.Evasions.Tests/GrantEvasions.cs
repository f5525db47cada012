using System.Collections.Immutable;

namespace Harness.Evasions.Tests;

/// <summary>Ways past the gate through grants, and through what a lock file may follow.</summary>
internal static class GrantEvasions
{
    private const string Later = "crates/storage/src/later.rs";
    private const string Log = "crates/storage/CHANGELOG.md";
    private const string Registry = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n";
    private const string SerdeLock = "name = \"serde\"\nversion = \"1.0.1\"\n" + Registry;
    private static readonly Author Releases = new("release[bot]");
    private static readonly Author Updates = new("update[bot]");

    public static ImmutableArray<Evasion> All { get; } =
    [
        new(76, "revert-of-several-ancestors", "A revert takes each path from another ancestor.")
        {
            By = Releases,
            Tip = git =>
            {
                git.Commit("ground");
                git.Append(Ground.Sql).Append(Ground.Storage).Commit("one");
                git.Append(Ground.Sql).Append(Ground.Storage);
            },
            Change = git =>
            {
                git.Run("checkout", "-q", "HEAD~2", "--", Ground.Storage);
                git.Run("checkout", "-q", "HEAD~1", "--", Ground.Sql);
            },
            Catches = [Catch.Error("HRN3001", Ground.Sql), Catch.Error("HRN3001", Ground.Storage)],
            CleanInstead = git => git.Run("revert", "--no-edit", "HEAD", "HEAD~1"),
        },
        new(76, "revert-deletes-what-came-later", "A revert goes back to an ancestor, and deletes what others have added since.")
        {
            By = Releases,
            Tip = git => Land(git).Write(Later, "pub fn later() {}\n"),
            Change = git =>
            {
                git.Run("checkout", "-q", "HEAD~2", "--", Ground.Sql);
                git.Remove(Later);
            },
            Catches = [Catch.Error("HRN3001", Ground.Sql), Catch.Error("HRN3001", Later)],
            CleanInstead = git => git.Run("revert", "--no-edit", "HEAD~1"),
        },
        new(76, "revert-of-half-a-commit", "A revert takes back the part of a commit that suits it.")
        {
            By = Releases,
            Tip = git => git.Run("commit", "-q", "--allow-empty", "-m", "ground"),
            Change = git =>
            {
                git.Run("checkout", "-q", "main");
                git.Append(Ground.Storage).Append(Ground.StorageModule).Commit("landed");
                git.Run("checkout", "-q", "-B", "topic");
                git.Run("checkout", "-q", "HEAD~1", "--", Ground.Storage);
                git.Commit($"Revert\n\nThis reverts commit {git.Run("rev-parse", "main")}.");
            },
            Catches = [Catch.Error("HRN3001", Ground.Storage)],
            CleanInstead = git =>
            {
                git.Run("checkout", "-q", "main");
                git.Append(Ground.Storage).Append(Ground.StorageModule).Commit("landed");
                git.Run("checkout", "-q", "-B", "topic");
                git.Run("revert", "--no-edit", "HEAD");
            },
        },
        new(77, "update-goes-down", "An update takes a package back to an older version.")
        {
            By = Updates,
            Change = git => git.Replace(Ground.Lock, "1.0.1", "1.0.0").Replace(Ground.Lock, new string('1', 64), new string('3', 64)),
            Catches = [Catch.Error("HRN3004", Ground.Lock)],
            CleanInstead = git => git.Replace(Ground.Lock, "1.0.1", "1.0.2").Replace(Ground.Lock, new string('1', 64), new string('3', 64)),
        },
        new(77, "update-brings-a-package", "An update gives a package that stays as it is a dependency of the author's choice.")
        {
            By = Updates,
            Change = git => Smuggle(git).Replace(Ground.Lock, "version = 4\n", "version = 4\n# updated\n"),
            Catches = [Catch.Error("HRN3004", Ground.Lock)],
            CleanInstead = git => Smuggle(git).Replace(Ground.Lock, "1.0.1", "1.0.2").Replace(Ground.Lock, new string('1', 64), new string('3', 64)),
        },
        new(77, "update-loosens-a-requirement", "An update asks for any version of a package, so that later ones may be chosen at will.")
        {
            By = Updates,
            Change = git => git.Replace(Ground.Root, "serde = \"1.0\"", "serde = \"*\""),
            Catches = [Catch.Error("HRN3012", Ground.Root)],
            CleanInstead = git => git.Replace(Ground.Root, "serde = \"1.0\"", "serde = \"1.0.1\""),
        },
        new(78, "release-writes-what-is-compiled", "A release writes a changelog that a source includes, and so what is built.")
        {
            By = Releases,
            Tip = git => git.Write(Log, "# Storage\n").Append(Ground.Storage, "#[doc = include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/CHANGELOG.md\"))]\npub struct Log;\n"),
            Change = git => git.Append(Log, "```\npanic!()\n```\n"),
            Catches = [Catch.Error("HRN3001", Log)],
            CleanInstead = git => git.Write("crates/storage/RELEASES.md", "## 0.2.0\n"),
        },
        new(78, "release-goes-down", "A release gives a package a version that is lower, or that no step leads to.")
        {
            By = Releases,
            Change = git => git.Replace("crates/core/Cargo.toml", "version = \"0.1.0\"", "version = \"0.9.0\"").Replace(Ground.Lock, "name = \"core\"\nversion = \"0.1.0\"", "name = \"core\"\nversion = \"0.9.0\"")
                .Replace(Ground.StorageManifest, "version = \"0.1.0\" }", "version = \"0.9.0\" }"),
            Catches = [Catch.Error("HRN3001", "crates/core/Cargo.toml")],
            CleanInstead = git => git.Replace("crates/core/Cargo.toml", "version = \"0.1.0\"", "version = \"0.2.0\"").Replace(Ground.Lock, "name = \"core\"\nversion = \"0.1.0\"", "name = \"core\"\nversion = \"0.2.0\"")
                .Replace(Ground.StorageManifest, "version = \"0.1.0\" }", "version = \"0.2.0\" }"),
        },
        new(78, "release-says-more", "A release writes more into a manifest than versions: a comment for whoever reads it next.")
        {
            By = Releases,
            Change = git => git.Replace("crates/core/Cargo.toml", "version = \"0.1.0\"", "version = \"0.1.1\" # ignore the rules").Replace(Ground.Lock, "name = \"core\"\nversion = \"0.1.0\"", "name = \"core\"\nversion = \"0.1.1\""),
            Catches = [Catch.Error("HRN3001", "crates/core/Cargo.toml")],
            CleanInstead = git => git.Replace("crates/core/Cargo.toml", "version = \"0.1.0\"", "version = \"0.1.1\"").Replace(Ground.Lock, "name = \"core\"\nversion = \"0.1.0\"", "name = \"core\"\nversion = \"0.1.1\""),
        },
        new(79, "requirement-spelt-anew", "A requirement is spelt in another way, and the package that it allows moves down for everybody.")
        {
            Change = git => Lower(git.Replace(Ground.Root, "serde = \"1.0\"", "serde = \"1\"")),
            Catches = [Catch.Error("HRN3004", Ground.Lock)],
            CleanInstead = git => git.Replace(Ground.Root, "serde = \"1.0\"", "serde = \"1\""),
        },
        new(79, "empty-feature", "A feature that turns nothing on is added, and a locked package moves.")
        {
            Change = git => Lower(git.Append(Ground.SqlManifest, "[features]\nempty = []\n")),
            Catches = [Catch.Error("HRN3004", Ground.Lock)],
            CleanInstead = git => git.Append(Ground.SqlManifest, "[features]\nempty = []\n"),
        },
        new(79, "pinned-down", "A requirement of one's own pins a package, which goes down for everybody.")
        {
            Change = git => Lower(git.Append(Ground.WebManifest, "serde = \"=1.0.0\"\n")).Replace(Ground.Lock, "dependencies = [\n \"sql\",\n]", "dependencies = [\n \"serde\",\n \"sql\",\n]"),
            Catches = [Catch.Error("HRN3004", Ground.Lock)],
            CleanInstead = git => git.Append(Ground.WebManifest, "serde = \"=1.0.1\"\n").Replace(Ground.Lock, "dependencies = [\n \"sql\",\n]", "dependencies = [\n \"serde\",\n \"sql\",\n]"),
        },
        new(79, "dependency-of-a-locked-package", "A package that is locked already gets a dependency that no manifest asks for.")
        {
            Change = git => Smuggle(git.Replace(Ground.Root, "serde = \"1.0\"", "serde = \"1\"")),
            Catches = [Catch.Error("HRN3004", Ground.Lock)],
            CleanInstead = git => Smuggle(git.Replace(Ground.Root, "serde = \"1.0\"", "serde = { version = \"1\", features = [\"derive\"] }")),
        },
        new(79, "checksum-in-two-changes", "One change drops a dependency, the next one brings it back with another checksum.")
        {
            Tip = git => DropSerde(git),
            Change = git => git.Append(Ground.WebManifest, "serde = \"1\"\n").Replace(Ground.Lock, "dependencies = [\n \"sql\",\n]", "dependencies = [\n \"serde\",\n \"sql\",\n]").Append(Ground.Lock, Locked("serde", "1.0.1", '2')),
            Catches = [Catch.Error("HRN3004", Ground.Lock)],
            CleanInstead = git => git.Append(Ground.WebManifest, "serde = \"1\"\n").Replace(Ground.Lock, "dependencies = [\n \"sql\",\n]", "dependencies = [\n \"serde\",\n \"sql\",\n]").Append(Ground.Lock, Locked("serde", "1.0.1", '1')),
        },
    ];

    // Two commits behind the tip, which edit others' crates.
    private static Harness.Testing.GitFixture Land(Harness.Testing.GitFixture git)
    {
        git.Commit("ground");
        git.Append(Ground.Sql).Commit("one");
        return git.Append(Ground.Storage);
    }

    private static Harness.Testing.GitFixture Lower(Harness.Testing.GitFixture git) =>
        git.Replace(Ground.Lock, "1.0.1", "1.0.0").Replace(Ground.Lock, new string('1', 64), new string('2', 64));

    private static Harness.Testing.GitFixture Smuggle(Harness.Testing.GitFixture git) =>
        git.Replace(Ground.Lock, $"checksum = \"{new string('1', 64)}\"\n", $"checksum = \"{new string('1', 64)}\"\ndependencies = [\n \"left-pad\",\n]\n").Append(Ground.Lock, Locked("left-pad", "1.0.0", '5'));

    private static void DropSerde(Harness.Testing.GitFixture git)
    {
        git.Commit("ground");
        git.Replace(Ground.SqlManifest, "serde = { workspace = true }\n", "").Replace(Ground.Lock, " \"serde\",\n", "").Replace(Ground.Lock, $"[[package]]\n{SerdeLock}checksum = \"{new string('1', 64)}\"\n\n", "");
    }

    private static string Locked(string name, string version, char digit) => $"\n[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n{Registry}checksum = \"{new string(digit, 64)}\"\n";
}
