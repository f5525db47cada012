using Harness.Testing;

namespace Harness.Evasions.Tests;

/// <summary>The ground that all tests stand on: four crates of two agents, two layers, a lock file, and everyone who may appear.</summary>
internal static class Ground
{
    public const string Storage = "crates/storage/src/lib.rs";
    public const string StorageModule = "crates/storage/src/page.rs";
    public const string StorageManifest = "crates/storage/Cargo.toml";
    public const string Sql = "crates/sql/src/lib.rs";
    public const string SqlManifest = "crates/sql/Cargo.toml";
    public const string WebManifest = "crates/web/Cargo.toml";
    public const string Root = "Cargo.toml";
    public const string Lock = "Cargo.lock";
    public const string Policy = "harness.toml";

    /// <summary>The policy.</summary>
    public const string PolicyText = """
        version = 1
        layers = [
          { name = "top", crates = ["sql", "web", "metrics"], siblings = "allow" },
          { name = "base", crates = ["core", "storage"], siblings = "allow" },
        ]

        [workspace]
        planned = ["metrics"]

        [branches]
        pattern = "feat/{agent}/{topic}"

        [agents.master-db]
        crates = ["core", "storage"]
        paths = ["vendor/**"]
        logins = ["master-db[bot]"]

        [agents.app-dev]
        crates = ["sql", "web", "metrics"]
        paths = ["docs/**"]
        logins = ["app-dev[bot]"]

        [agents.lead]
        role = "advisor"
        logins = ["boss"]

        [agents.people]
        role = "contributor"
        logins = ["jo"]

        [agents.releases]
        role = "updater"
        logins = ["release[bot]"]

        [agents.updates]
        role = "updater"
        logins = ["update[bot]"]

        [shared]
        "Cargo.lock" = "explained"
        "CHANGELOG.md" = "any"

        [[grants]]
        kind = "release"
        agents = ["releases"]

        [[grants]]
        kind = "update"
        agents = ["updates"]

        [[grants]]
        kind = "revert"
        agents = ["releases"]

        """;

    /// <summary>The files.</summary>
    public static TextFixture Files { get; } = TextFixture.Parse($"""
        //- harness.toml
        {PolicyText}
        //- Cargo.toml
        [workspace]
        members = ["crates/core", "crates/sql", "crates/storage", "crates/web"]
        resolver = "3"

        [workspace.dependencies]
        serde = "1.0"
        storage = {"{"} path = "crates/storage", version = "0.1.0" {"}"}
        web = {"{"} path = "crates/web", version = "0.1.0" {"}"}
        //- Cargo.lock
        version = 4

        [[package]]
        name = "core"
        version = "0.1.0"

        [[package]]
        name = "serde"
        version = "1.0.1"
        source = "registry+https://github.com/rust-lang/crates.io-index"
        checksum = "1111111111111111111111111111111111111111111111111111111111111111"

        [[package]]
        name = "sql"
        version = "0.1.0"
        dependencies = [
         "serde",
         "storage",
        ]

        [[package]]
        name = "storage"
        version = "0.1.0"
        dependencies = [
         "core",
        ]

        [[package]]
        name = "web"
        version = "0.1.0"
        dependencies = [
         "sql",
        ]
        //- CHANGELOG.md
        # Changes
        //- docs/guide.md
        # Guide
        //- vendor/codec/src/lib.rs
        pub fn code() {"{}"}
        //- crates/core/Cargo.toml
        [package]
        name = "core"
        version = "0.1.0"
        edition = "2024"
        //- crates/core/src/lib.rs
        pub fn id() {"{}"}
        //- crates/storage/Cargo.toml
        [package]
        name = "storage"
        version = "0.1.0"
        edition = "2024"

        [dependencies]
        core = {"{"} path = "../core", version = "0.1.0" {"}"}
        //- crates/storage/src/lib.rs
        mod page;
        pub fn read() {"{}"}
        pub fn write() {"{}"}
        //- crates/storage/src/page.rs
        pub struct Page;
        //- crates/storage/README.md
        # Storage
        //- crates/sql/Cargo.toml
        [package]
        name = "sql"
        version = "0.1.0"
        edition = "2024"

        [dependencies]
        serde = {"{"} workspace = true {"}"}
        storage = {"{"} workspace = true {"}"}
        //- crates/sql/src/lib.rs
        pub fn plan() {"{}"}
        //- crates/web/Cargo.toml
        [package]
        name = "web"
        version = "0.1.0"
        edition = "2024"

        [dependencies]
        sql = {"{"} path = "../sql", version = "0.1.0" {"}"}
        //- crates/web/src/lib.rs
        pub fn serve() {"{}"}
        """);

    /// <summary>A manifest of a new package.</summary>
    public static string Manifest(string name, string more = "") => $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{more}";

    /// <summary>Takes web's only dependency away, so that an edge to web closes no circle by itself.</summary>
    public static void CutWeb(GitFixture git) => git.Replace(WebManifest, "sql = { path = \"../sql\", version = \"0.1.0\" }\n", "");
}
