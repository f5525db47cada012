namespace Harness.Testing;

/// <summary>A policy with every table, in inline tables over several lines where TOML 1.1 allows them.</summary>
public static class HousePolicy
{
    /// <summary>The policy's text.</summary>
    public const string Text = """
        version = 1
        layers = [                            # top first
          { name = "edge",   crates = ["megadb-network", "msql-cli"] },
          { name = "query",  crates = ["megadb-sql", "megadb-catalog", "megadb-llm"], siblings = "allow" },
          {
            name = "index",
            crates = ["megadb-vector", "megadb-graph"],
            slices = ["vm/devices/*", "tidb_query_*"],
          },
          { name = "base",   crates = ["megadb-core", "megadb-crypto", "megadb-storage"], edges = [
              "* -> megadb-core", "megadb-storage -> megadb-crypto"] },
        ]
        [workspace]
        manifests = ["Cargo.toml", "**/fuzz/Cargo.toml"]
        ignore = ["**/fixtures/**"]
        planned = ["megadb-raft", "openssl"]
        kinds = ["normal", "dev"]
        enforce = "all"
        [branches]
        integration = "release-candidate"
        stable = "main"
        pattern = "feat/{agent}/{topic}"
        exempt = ["dependabot/**", "revert-*"]
        [review]
        checks = [{ name = "gate", app = "github-actions" }]
        hot = ["megadb-storage"]
        capacity = 3
        auto-merge = true
        guidance = { performance = "no allocation per row" }
        [agents.master-db]
        crates = ["megadb-core", "megadb-storage"]
        paths  = ["deploy/**"]
        logins = ["master-db[bot]"]
        [agents.app-dev]
        crates = ["**"]
        [agents.reviewer]
        role = "reviewer"
        [agents.lead]
        role = "advisor"
        owners = ["@org/core"]
        [agents.people]
        role = "contributor"
        [identity]
        minimum = "asserted"
        [shared]
        "**/Cargo.lock" = "explained"
        "CHANGELOG.md" = "any"
        [[forbid]]
        from = ["@index", "megadb-network", "!megadb-graph"]
        to = ["megadb-crypto"]
        reach = "transitive"
        kinds = ["build"]
        because = "keys stay behind storage"
        instead = "megadb-core::auth"
        [[confine]]
        crates = ["kube", "k8s-openapi"]
        users = []
        because = "for tests only"
        [[confine]]
        crates = ["@base"]
        uses = ["./vendor/one"]
        because = "the ground"
        [[exceptions]]
        edge = "megadb-storage -> megadb-compute"
        because = "SIMD kernels, #412"
        owner = "master-db"
        expires = 2030-12-31
        [[exceptions]]
        edge = "megadb-sql->kube"
        rule = "HRN2003"
        because = "later"
        owner = "lead"
        expires = 2030-12-31
        [[leases]]
        agent = "app-dev"
        crates = ["megadb-storage"]
        because = "#431"
        expires = 2030-12-05
        [[grants]]
        kind = "release"
        agents = ["lead"]
        [rules]
        HRN5001 = "warning"
        HRN2001 = "off"
        HRN4003 = { severity = "error", crates = ["msql-*"], limit = 3, words = ["a", "b"] }
        """;
}
