using Harness.Ownership;
using Xunit;

namespace Harness.Tests.Ownership;

public sealed class OwnershipMapTests
{
    private const string Two = "[agents.db]\ncrates = [\"crates/db/**\"]\n[agents.app]\ncrates = [\"crates/app/**\"]\n";

    [Fact]
    public void A_path_belongs_to_the_agent_of_the_innermost_package()
    {
        var map = Owned.Map(Two, "crates/db", "crates/app", "crates/app/vendor/db2");
        Assert.Equal("Package db", map.Spell("crates/db/src/lib.rs"));
        Assert.Equal("Package app", map.Spell("crates/app/vendor/db2/src/lib.rs"));
        Assert.Equal("Unowned -", map.Spell("crates/README.md"));
        Assert.Equal("Unowned -", map.Spell("crates/dbx/src/lib.rs"));
    }

    [Fact]
    public void A_directory_is_owned_like_what_is_below_it() => Assert.Equal("Package db", Owned.Map(Two, "crates/db").Spell("crates/db"));

    [Fact]
    public void The_phrase_names_the_selector_the_agent_and_the_line()
    {
        var owned = Owned.Map(Two, "crates/db").GetOwnership("crates/db/x");
        Assert.Equal("the selector 'crates/db/**' of agent 'db' (harness.toml:3)", owned.Phrase);
        Assert.Equal(3, owned.Reason!.Line);
        Assert.Equal("db", owned.Package!.Name);
    }

    [Fact]
    public void A_package_that_goes_with_another_says_so()
    {
        var map = Owned.Map("[agents.db]\ncrates = [\"db\"]\n", "crates/db", "crates/db/macros");
        Assert.Equal("the selector 'db' of agent 'db' (harness.toml:3), which takes 'db' with the package 'macros' in it", map.GetOwnership("crates/db/macros/src/lib.rs").Phrase);
    }

    [Fact]
    public void An_agents_paths_go_before_packages_and_the_best_fit_wins()
    {
        var map = Owned.Map(Two + "[agents.ops]\npaths = [\"crates/db/deploy/**\", \"**/Dockerfile\"]\n[agents.docs]\npaths = [\"crates/**\", \"crates/db/deploy/README.md\", \"crates/*/deploy/k8s/**\"]\n", "crates/db");
        Assert.Equal("Path ops", map.Spell("crates/db/deploy/a/b"));
        Assert.Equal("Path ops", map.Spell("crates/db/deploy"));
        Assert.Equal("Path docs", map.Spell("crates/db/deploy/README.md"));
        Assert.Equal("Path docs", map.Spell("crates/db/src/lib.rs"));
        Assert.Equal("Path ops", map.Spell("crates/db/Dockerfile"));
        Assert.Equal("the path 'crates/**' of agent 'docs' (harness.toml:9)", map.GetOwnership("crates/db/src/lib.rs").Phrase);
    }

    [Fact]
    public void A_path_spelt_out_fits_better_than_any_pattern()
    {
        var map = Owned.Map("[agents.a]\npaths = [\"x/**/y/z\"]\n[agents.b]\npaths = [\"x/y/z\"]\n", "crates/db");
        Assert.Equal("Path b", map.Spell("x/y/z"));
        Assert.Equal("Path a", map.Spell("x/w/y/z"));
    }

    [Fact]
    public void Two_agents_that_claim_a_path_equally_well_both_do_not_own_it()
    {
        var map = Owned.Map("[agents.a]\npaths = [\"x/*.md\"]\n[agents.b]\npaths = [\"x/a*md\"]\n", "crates/db");
        Assert.Equal("Path -", map.Spell("x/a.md"));
        Assert.Equal(["a", "b"], map.GetOwnership("x/a.md").Claimants.Select(a => a.Name));
        Assert.Equal("the path 'x/*.md' of agent 'a' (harness.toml:3) and the path 'x/a*md' of agent 'b' (harness.toml:5), which fit equally well", map.GetOwnership("x/a.md").Phrase);
        Assert.Equal("Path a", map.Spell("x/b.md"));
    }

    [Fact]
    public void A_tie_between_selectors_leaves_a_package_without_an_owner_and_with_claimants()
    {
        var map = Owned.Map("[agents.a]\ncrates = [\"db\"]\n[agents.b]\ncrates = [\"db\"]\n", "crates/db");
        Assert.Equal("Package -", map.Spell("crates/db/x"));
        Assert.Equal(["a", "b"], map.GetOwnership("crates/db/x").Claimants.Select(a => a.Name));
    }

    [Theory]
    [InlineData("harness.toml")]
    [InlineData("Harness.TOML")]
    [InlineData("harness.baseline")]
    [InlineData("harness.d/x")]
    [InlineData(".github")]
    [InlineData(".GitHub/workflows/ci.yml")]
    [InlineData("crates/db/.github/CODEOWNERS")]
    [InlineData("crates/db/.cargo/config.toml")]
    [InlineData("docs/codeowners")]
    [InlineData("crates/db/Agents.md")]
    [InlineData("CLAUDE.md")]
    [InlineData(".claude/settings.json")]
    [InlineData("crates/db/rust-toolchain")]
    [InlineData("rust-toolchain.toml")]
    [InlineData("crates/db/clippy.toml")]
    [InlineData("crates/db/.clippy.toml")]
    [InlineData("rustfmt.toml")]
    [InlineData(".rustfmt.toml")]
    [InlineData("deny.toml")]
    [InlineData("crates/db/.gitattributes")]
    [InlineData(".gitmodules")]
    [InlineData(".github./workflows/ci.yml")]
    [InlineData(".github /workflows/ci.yml")]
    [InlineData(".github::$INDEX_ALLOCATION/workflows/ci.yml")]
    [InlineData(".git\u200Chub/workflows/ci.yml")]
    [InlineData("ru\u017Ft-toolchain.toml")]
    [InlineData("CODEOWNER\u017F")]
    [InlineData(".\uFF47ithub/workflows/ci.yml")]
    [InlineData("\uFF21GENTS.md")]
    [InlineData("AG\u3164ENTS.md")]
    [InlineData(".github\u00A0/workflows/ci.yml")]
    [InlineData("crates/db/GEMINI.md")]
    [InlineData("crates/db/.mcp.json")]
    [InlineData(".cursor/rules/all.mdc")]
    [InlineData(".cursorrules")]
    [InlineData(".codex/config.toml")]
    [InlineData(".gemini/settings.json")]
    [InlineData(".opencode/agent/x.md")]
    [InlineData("opencode.jsonc")]
    [InlineData(".windsurf/rules/x.md")]
    [InlineData(".clinerules")]
    [InlineData(".aider.conf.yml")]
    [InlineData(".kiro/steering/x.md")]
    [InlineData("docs/copilot-instructions.md")]
    [InlineData(".vscode/tasks.json")]
    [InlineData(".circleci/config.yml")]
    [InlineData(".gitlab-ci.yml")]
    [InlineData(".gitlab/CODEOWNERS")]
    [InlineData("jenkinsfile")]
    [InlineData(".woodpecker/test.yml")]
    [InlineData(".buildkite/pipeline.yml")]
    [InlineData("azure-pipelines.yml")]
    [InlineData("bitbucket-pipelines.yml")]
    [InlineData(".pre-commit-config.yaml")]
    [InlineData("lefthook.yml")]
    [InlineData(".husky/pre-push")]
    [InlineData("crates/db/cargo.toml")]
    [InlineData("CARGO.TOML")]
    [InlineData("cargo.lock")]
    public void What_steers_the_gate_is_protected_wherever_it_is_and_however_a_file_system_reads_its_name(string path)
    {
        var owned = Owned.Map("[agents.a]\npaths = [\"**\"]\n[agents.lead]\nrole = \"advisor\"\n[shared]\n\"**\" = \"any\"\n", "crates/db").GetOwnership(path);
        Assert.Equal(OwnershipKind.Protected, owned.Kind);
        Assert.Null(owned.Owner);
        Assert.EndsWith("which is always protected", owned.Phrase, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("crates/db/harness.toml")]
    [InlineData("harness/x")]
    [InlineData("github/x")]
    [InlineData("crates/db/src/deny.rs")]
    [InlineData("docs/AGENTS.md.txt")]
    [InlineData("docs/Cargo.toml.md")]
    [InlineData("docs/cursor/x")]
    [InlineData("docs/mcp.json")]
    [InlineData("lefthook/src/lib.rs")]
    [InlineData("gemini.rs")]
    public void What_only_looks_like_it_is_not_protected(string path) =>
        Assert.Equal("Path a", Owned.Map("[agents.a]\npaths = [\"**\"]\n", "crates/db").Spell(path));

    [Fact]
    public void A_shared_path_says_its_meaning_and_whose_it_is_beyond_it()
    {
        var map = Owned.Map(Two + "[shared]\n\"**/Cargo.lock\" = \"explained\"\n\"crates/**\" = \"any\"\n\"crates/*/Cargo.lock\" = \"consistent\"\n", "crates/db");
        Assert.Equal("Shared db", map.Spell("crates/db/Cargo.lock"));
        Assert.Equal("Shared -", map.Spell("Cargo.lock"));
        Assert.Equal("the shared path '**/Cargo.lock' (\"explained\", harness.toml:7)", map.GetOwnership("Cargo.lock").Phrase);
        Assert.Equal(Harness.Policies.SharedMeaning.Consistent, map.GetOwnership("crates/db/Cargo.lock").Shared!.Meaning);
        Assert.Equal(Harness.Policies.SharedMeaning.Any, map.GetOwnership("crates/db/x").Shared!.Meaning);
    }

    [Fact]
    public void Of_two_shared_patterns_that_fit_equally_well_the_stricter_counts()
    {
        var map = Owned.Map("[shared]\n\"x/*.md\" = \"any\"\n\"x/a*md\" = \"shrink\"\n", "crates/db");
        Assert.Equal(Harness.Policies.SharedMeaning.Shrink, map.GetOwnership("x/a.md").Shared!.Meaning);
    }

    [Fact]
    public void A_root_package_owns_its_manifest_and_the_directories_of_its_targets_only()
    {
        var map = Owned.Map("[agents.root]\ncrates = [\".\"]\n", new Dictionary<string, string>
        {
            ["Cargo.toml"] = "[package]\nname = \"root\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[workspace]\nmembers = [\"crates/db\"]\n[[bin]]\nname = \"tool\"\npath = \"tools/tool/main.rs\"\n",
            ["src/lib.rs"] = "",
            ["build.rs"] = "",
            ["tests/a.rs"] = "",
            ["tools/tool/main.rs"] = "",
            ["crates/db/Cargo.toml"] = "[package]\nname = \"db\"\nversion = \"0.1.0\"\nedition = \"2021\"\n",
            ["crates/db/src/lib.rs"] = "",
        });
        Assert.All(["Cargo.toml", "src/a/b.rs", "src", "build.rs", "tests/b.rs", "tools/tool/x"], p => Assert.Equal("Package root", map.Spell(p)));
        Assert.All(["README.md", "benches/a.rs", "tools/other/main.rs", "crates/x", "other.rs"], p => Assert.Equal("Unowned -", map.Spell(p)));
        Assert.Equal("the root package 'root' owns only its manifest and the directories of its targets, and no agent's 'paths' name it", map.GetOwnership("README.md").Phrase);
        Assert.Null(map.GetOwnership("README.md").Package);
    }

    [Fact]
    public void A_targets_file_outside_its_package_adds_a_consenter_and_never_a_right()
    {
        var map = Owned.Map(Two, new Dictionary<string, string>
        {
            ["Cargo.toml"] = "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n",
            ["crates/db/Cargo.toml"] = "[package]\nname = \"db\"\nversion = \"0.1.0\"\nedition = \"2021\"\n",
            ["crates/db/src/lib.rs"] = "",
            ["crates/app/Cargo.toml"] = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[lib]\npath = \"../db/src/lib.rs\"\n",
        });
        Assert.Equal("Package db", map.Spell("crates/db/src/lib.rs"));
        Assert.Equal(["app"], map.GetOwnership("crates/db/src/lib.rs").Consenters.Select(a => a.Name));
        Assert.Empty(map.GetOwnership("crates/db/src/other.rs").Consenters);
    }

    [Fact]
    public void A_lease_gives_a_right_through_its_last_day_to_what_it_names()
    {
        var map = Owned.Map(Two + """
            [agents.ops]
            paths = ["deploy/**", "crates/db/deploy/**"]
            [shared]
            "crates/db/Cargo.lock" = "explained"
            [[leases]]
            agent = "app"
            crates = ["db"]
            because = "#1"
            expires = 2030-01-05
            [[leases]]
            agent = "db"
            paths = ["deploy/k8s/**", ".github/**"]
            because = "#2"
            expires = 2030-01-02
            """, "crates/db");
        Assert.Equal("app", map.Leases("crates/db/src/lib.rs", 5));
        Assert.Equal("", map.Leases("crates/db/src/lib.rs", 6));
        Assert.Equal("app", map.Leases("crates/db/Cargo.lock"));
        Assert.Equal("", map.Leases("crates/db/deploy/x"));
        Assert.Equal("db", map.Leases("deploy/k8s/a.yml"));
        Assert.Equal("", map.Leases("deploy/k8s/a.yml", 3));
        Assert.Equal("", map.Leases("deploy/other.yml"));
        Assert.Equal("", map.Leases(".github/workflows/ci.yml"));
    }

    [Fact]
    public void A_login_in_several_agents_has_all_their_rights_whatever_its_case()
    {
        var map = Owned.Map("[agents.a]\nlogins = [\"Bot[bot]\", \"x\"]\n[agents.b]\nlogins = [\"bot[BOT]\"]\n[agents.lead]\nrole = \"advisor\"\n", "crates/db");
        Assert.Equal(["a", "b"], map.FindAgents("bot[bot]").Select(a => a.Name));
        Assert.Empty(map.FindAgents("bot"));
        Assert.Equal(["lead"], map.Advisors.Select(a => a.Name));
    }

    [Fact]
    public void Ties_are_the_same_pattern_twice_and_patterns_that_meet_in_a_file()
    {
        var map = Owned.Map("[agents.a]\npaths = [\"db/s*/lib.rs\", \"db/z/*\", \"gone/*\", \"db/?/*\"]\n[agents.b]\npaths = [\"db/*c/lib.rs\", \"gone/*\", \"db/*/z\"]\n", "db");
        Assert.Equal(["db/s*/lib.rs db/*c/lib.rs db/src/lib.rs", "gone/* gone/* "], map.FindTies(TestContext.Current.CancellationToken).Select(t => $"{t.Ends[0].Pattern} {t.Ends[1].Pattern} {t.Example}"));
    }

    [Fact]
    public void The_rest_is_what_no_path_names_and_no_owned_package_is_around()
    {
        var map = Owned.Map("[agents.core]\npaths = [\"**\"]\n[agents.db]\ncrates = [\"db\"]\n[agents.docs]\npaths = [\"*\", \"db/docs/**\"]\n", "db", "free");
        Assert.Equal("Package db", map.Spell("db/src/lib.rs"));
        Assert.Equal("Path docs", map.Spell("db/docs/a.md"));
        Assert.Equal("Path docs", map.Spell("README.md"));
        Assert.Equal("Path core", map.Spell("scripts/run.sh"));
        Assert.Equal("Path core", map.Spell("free/src/lib.rs"));
        Assert.Empty(map.FindTies(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Two_agents_of_the_rest_are_a_tie()
    {
        var map = Owned.Map("[agents.a]\npaths = [\"**\"]\n[agents.b]\npaths = [\"**\"]\n", "db");
        Assert.Single(map.FindTies(TestContext.Current.CancellationToken));
        Assert.Equal("Path -", map.Spell("scripts/run.sh"));
    }
}
