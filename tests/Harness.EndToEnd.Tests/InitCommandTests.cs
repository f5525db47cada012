using Harness.Rules;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary><c>harness init</c> as a new user runs it: a policy that passes, or one line and nothing written.</summary>
public sealed class InitCommandTests : IDisposable
{
    private const string Workspace = "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n";

    private readonly TemporaryDirectory tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void A_policy_is_written_that_passes_and_a_few_lines_say_what_to_do()
    {
        WriteWorkspace();

        var outcome = Init();

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.Equal("", outcome.Error);
        Assert.Equal(4, outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("Do not require the gate yet: 0 of 1 agent have logins", outcome.Output, StringComparison.Ordinal);
        Assert.StartsWith("Found 6 packages and 6 edges that layers judge; wrote harness.toml: ", outcome.Output, StringComparison.Ordinal);
        Assert.StartsWith("#:schema ./harness.schema.json\n", File.ReadAllText(tree.Combine("harness.toml")), StringComparison.Ordinal);
        Assert.Equal(PolicySchema.Text, File.ReadAllText(tree.Combine("harness.schema.json")));
        AssertPasses();
    }

    [Fact]
    public void What_is_used_inside_of_layers_today_stands_in_the_baseline_and_not_in_the_policy()
    {
        tree.Write("Cargo.toml", Workspace);
        for (var i = 0; i < 40; i++)
        {
            Crate($"p{i}", i == 0 ? "" : $"p{i - 1}");
        }

        Assert.Equal(0, Init().ExitCode);
        Assert.Contains("HRN2002 p1 -> p0 normal\n", File.ReadAllText(tree.Combine("harness.baseline")), StringComparison.Ordinal);
        Assert.DoesNotContain("\"p1 -> p0\"", File.ReadAllText(tree.Combine("harness.toml")), StringComparison.Ordinal);
        AssertPasses();
    }

    [Fact]
    public void A_new_crate_is_a_finding_after()
    {
        WriteWorkspace();
        Init();
        Crate("stranger", "");

        Assert.Contains("HRN1001", HarnessCommand.Run(tree.Path, "check").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Preview_prints_the_policy_and_writes_nothing()
    {
        WriteWorkspace();

        var preview = Init("--preview");

        Assert.Equal(["Cargo.toml", "crates"], Entries());
        Init();
        Assert.Equal(File.ReadAllText(tree.Combine("harness.toml")), preview.Output);
    }

    [Theory]
    [InlineData("version = 1\n")]
    [InlineData("= broken\n")]
    [InlineData("")]
    public void A_policy_that_is_there_stays_as_it_is(string policy)
    {
        WriteWorkspace();
        tree.Write("harness.toml", policy);

        Refuses("harness.toml' is there already", Init());
        Assert.Equal(policy, File.ReadAllText(tree.Combine("harness.toml")));
    }

    [Fact]
    public void A_baseline_and_a_schema_that_are_there_are_not_written_over()
    {
        WriteWorkspace();
        tree.Write("harness.schema.json", "{}");
        tree.Write("harness.baseline", "HRN2002 a -> b normal\n");
        Refuses("harness.baseline' is there already", Init());

        File.Delete(tree.Combine("harness.baseline"));
        Assert.Equal(0, Init().ExitCode);
        Assert.Equal("{}", File.ReadAllText(tree.Combine("harness.schema.json")));
    }

    [Theory]
    [InlineData("storage,query", "[agents.storage]", "[agents.query]")]
    [InlineData(" a , b-2 ", "[agents.a]", "[agents.b-2]")]
    public void Agents_that_are_named_share_the_packages(string agents, string first, string second)
    {
        WriteWorkspace();

        var outcome = Init("--agents", agents);

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        var policy = File.ReadAllText(tree.Combine("harness.toml"));
        Assert.Contains(first, policy, StringComparison.Ordinal);
        Assert.Contains(second, policy, StringComparison.Ordinal);
        AssertPasses();
    }

    [Theory]
    [InlineData("a,,b", "names no agents")]
    [InlineData("", "names no agents")]
    [InlineData("a,a", "names an agent twice")]
    [InlineData("a b", "names no agents")]
    [InlineData("a,b,c,d,e,f,g", "7 agents cannot share 6 package(s)")]
    public void Agents_that_cannot_be_are_refused(string agents, string problem)
    {
        WriteWorkspace();

        Refuses(problem, Init("--agents", agents));
    }

    [Fact]
    public void Owners_come_from_CODEOWNERS()
    {
        WriteWorkspace();
        tree.Write(".github/CODEOWNERS", "/crates/net-*/ @org/network\n/crates/core/ @ann @bob\n");

        var outcome = Init();
        Assert.Contains("3 agents from .github/CODEOWNERS", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("without an owner on GitHub belong to 'lead' here", outcome.Error, StringComparison.Ordinal);
        var policy = File.ReadAllText(tree.Combine("harness.toml"));
        Assert.Contains("[agents.network]", policy, StringComparison.Ordinal);
        Assert.Contains("owners = [\"@ann\", \"@bob\"]\nlogins = [\"ann\", \"bob\"]", policy, StringComparison.Ordinal);
        Assert.Contains("[agents.lead]\nrole = \"advisor\"", policy, StringComparison.Ordinal);
        AssertPasses();
    }

    [Fact]
    public void Workspaces_beside_the_main_one_are_judged_and_data_is_not()
    {
        WriteWorkspace();
        tree.Write("crates/core/fuzz/Cargo.toml", "[package]\nname = \"core-fuzz\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[workspace]\n[dependencies]\ncore = { path = \"..\" }\n");
        tree.Write("crates/core/fuzz/src/lib.rs", "");
        tree.Write("crates/core/tests/fixtures/x/Cargo.toml", "= broken\n");
        tree.Write("broken/Cargo.toml", "= broken\n");

        var outcome = Init();

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        var policy = File.ReadAllText(tree.Combine("harness.toml"));
        Assert.Contains("  \"crates/core/fuzz/Cargo.toml\",", policy, StringComparison.Ordinal);
        Assert.Contains("  \"crates/core/tests/fixtures/**\",", policy, StringComparison.Ordinal);
        Assert.Contains("ignored: 'broken/Cargo.toml': Cargo cannot load it beside the others", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("  # Cargo cannot load it beside the others; fix it, and move it to 'manifests'\n  \"broken/Cargo.toml\",", policy, StringComparison.Ordinal);
        AssertPasses();
    }

    [Fact]
    public void A_tree_without_a_manifest_is_refused() => Refuses("there is no Cargo.toml", Init());

    [Fact]
    public void A_workspace_without_packages_is_refused()
    {
        tree.Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = []\n");

        Refuses("has no packages", Init());
    }

    [Theory]
    [InlineData("= broken\n")]
    [InlineData("[package]\nname = \"no name\"\n")]
    [InlineData("[workspace]\nmembers = [\"gone\"]\n")]
    public void A_workspace_that_Cargo_refuses_is_refused_with_its_finding(string manifest)
    {
        tree.Write("Cargo.toml", manifest);
        tree.Write("src/lib.rs", "");

        var outcome = Init();

        Assert.Contains("error[HRN000", outcome.Error, StringComparison.Ordinal);
        Refuses("no policy is written", outcome);
    }

    [Theory]
    [InlineData("one")]
    [InlineData("ñandú")]
    [InlineData("under_score-and-dash")]
    public void One_crate_is_one_layer(string name)
    {
        tree.Write("Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        tree.Write("src/lib.rs", "");

        Assert.StartsWith("Found 1 package and 0 edges that layers judge; wrote harness.toml: 1 layer by 1 selector, 1 agent.\nNothing goes to the baseline.\n", Init().Output, StringComparison.Ordinal);
        AssertPasses();
    }

    private void WriteWorkspace()
    {
        tree.Write("Cargo.toml", Workspace);
        Crate("app", "net-http", "store");
        Crate("net-http", "net-core");
        Crate("net-core", "core");
        Crate("store", "core");
        Crate("core");
        Crate("tool", "store");
    }

    [Fact]
    public void Workflows_are_written_with_the_action_s_name_and_never_over_what_is_there()
    {
        var outcome = Init("--workflows", "acme/harness@0123456789012345678901234567890123456789");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        foreach (var name in new[] { "gate", "scan" })
        {
            var text = File.ReadAllText(tree.Combine($".github/workflows/harness-{name}.yml"));
            Assert.Contains("      - uses: acme/harness@0123456789012345678901234567890123456789\n", text, StringComparison.Ordinal);
            Assert.DoesNotContain("OWNER", text, StringComparison.Ordinal);
            Assert.DoesNotContain("actions/checkout", text, StringComparison.Ordinal);
        }

        Refuses("is there already", Init("--workflows", "acme/harness@v1"));
        Refuses("names no action", Init("--workflows", "acme/harness"));
        Refuses("names no action", Init("--workflows", "acme/harness@v1\n      - run: id"));
    }

    [Theory]
    [InlineData("master")]
    [InlineData("feature/x+1")]
    public void Workflows_watch_the_branch_that_changes_go_to(string branch)
    {
        using var git = new GitFixture();
        git.Run("checkout", "-q", "-b", branch);
        git.Write("Cargo.toml", Workspace).Commit("base");
        git.Run("update-ref", $"refs/remotes/origin/{branch}", "HEAD");
        git.Run("symbolic-ref", "refs/remotes/origin/HEAD", $"refs/remotes/origin/{branch}");

        var outcome = HarnessCommand.Run(git.Path, "init", "--workflows", "acme/harness@v1");

        Assert.Contains($"'{branch}'", outcome.Output, StringComparison.Ordinal);
        foreach (var name in new[] { "gate", "scan" })
        {
            Assert.Contains($"  push:\n    branches: [{(branch == "master" ? "master" : "\"feature/x\\\\+1\"")}]\n", File.ReadAllText(git.Combine($".github/workflows/harness-{name}.yml")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_baseline_holds_what_harness_baseline_would_write()
    {
        WriteWorkspace();
        tree.Write("crates/sample/Cargo.toml", "[package]\nname = \"sample\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\ncore = \"1\"\n");
        tree.Write("crates/sample/src/lib.rs", "");
        Assert.Equal(0, Init().ExitCode);
        var written = File.ReadAllText(tree.Combine("harness.baseline"));
        Assert.Contains("HRN2007 sample -> core", written, StringComparison.Ordinal);

        Assert.Equal(0, HarnessCommand.Run(tree.Path, "baseline").ExitCode);
        Assert.Equal(File.ReadAllText(tree.Combine("harness.baseline")), written);
    }

    [Theory]
    [InlineData("octocat", "logins = [\"octocat\"]")]
    [InlineData("@acme/leads", "owners = [\"@acme/leads\"]")]
    [InlineData("a,b", "logins = [\"a\", \"b\"]")]
    public void An_advisor_that_is_asked_for_is_written(string advisor, string expected)
    {
        WriteWorkspace();
        Assert.Equal(0, Init($"--advisor={advisor}").ExitCode);
        var policy = File.ReadAllText(tree.Combine("harness.toml"));
        Assert.Contains(expected, policy[policy.IndexOf("role = \"advisor\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
        AssertPasses();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("x\"]\n[agents.evil")]
    public void An_advisor_that_cannot_be_is_refused(string advisor)
    {
        WriteWorkspace();
        Refuses("names no advisor", Init("--advisor", advisor));
    }

    private void Crate(string name, params string[] uses)
    {
        var lines = string.Concat(uses.Where(u => u.Length > 0).Select(u => $"{u} = {{ path = \"../{u}\" }}\n"));
        tree.Write($"crates/{name}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\n{lines}");
        tree.Write($"crates/{name}/src/lib.rs", "");
    }

    private ProcessOutcome Init(params string[] arguments) => HarnessCommand.Run(tree.Path, ["init", "--root", tree.Path, .. arguments]);

    private string[] Entries() => [.. Directory.EnumerateFileSystemEntries(tree.Path).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];

    private void AssertPasses()
    {
        var check = HarnessCommand.Run(tree.Path, "check", "--fail-on", "error");
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
        Assert.DoesNotContain(Entries(), e => e.EndsWith(".tmp", StringComparison.Ordinal));
    }

    // Nothing new may stand in the tree.
    private void Refuses(string problem, ProcessOutcome outcome)
    {
        Assert.True(outcome.ExitCode == 2, outcome.Output + outcome.Error);
        Assert.Equal("", outcome.Output);
        var line = Assert.Single(outcome.Error.Split('\n'), l => l.StartsWith("harness: ", StringComparison.Ordinal));
        Assert.Contains(problem, line, StringComparison.Ordinal);
        Assert.DoesNotContain(Entries(), e => e.EndsWith(".tmp", StringComparison.Ordinal));
    }
}
