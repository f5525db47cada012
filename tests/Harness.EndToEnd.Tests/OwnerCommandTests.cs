using System.Text.Json;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

public sealed class OwnerCommandTests : IDisposable
{
    private readonly TemporaryDirectory tree = new();

    public OwnerCommandTests()
    {
        tree.Write("harness.toml", """
            version = 1
            [agents.db]
            crates = ["crates/db"]
            owners = ["@org/db"]
            [agents.app]
            paths = ["*", "docs/**"]
            owners = ["@org/app"]
            [agents.lead]
            role = "advisor"
            owners = ["@org/core"]
            [[leases]]
            agent = "app"
            crates = ["db"]
            because = "#431"
            expires = 2999-12-31
            """);
        tree.Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n");
        tree.Write("crates/db/Cargo.toml", "[package]\nname = \"db\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        tree.Write("crates/db/src/lib.rs", "");
    }

    public void Dispose() => tree.Dispose();

    [Fact]
    public void The_answer_says_who_by_which_line_and_who_else()
    {
        var outcome = Owner("crates/db/src/lib.rs", ".github/x", "tools/x");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("""
            crates/db/src/lib.rs: 'db'
              by: the selector 'crates/db' of agent 'db' (harness.toml:3)
              lease: 'app' through 2999-12-31 (harness.toml:11): #431
              consent: 'lead' may give it in the owner's place
            .github/x: protected: 'lead'
              by: '.github', which is always protected
            tools/x: nobody
              by: no package is around it, and no agent's 'paths' name it
              consent: 'lead' may give it

            """, outcome.Output);
    }

    [Fact]
    public void Paths_are_those_of_the_directory_it_runs_in()
    {
        var outcome = HarnessCommand.Run(tree.Combine("crates"), "owner", "--json", "db/src/lib.rs", "../docs");

        Assert.Equal(["crates/db/src/lib.rs package db", "docs path app"], Answers(outcome.Output));
        Assert.Equal(2, HarnessCommand.Run(tree.Combine("crates"), "owner", "../../x").ExitCode);
    }

    [Fact]
    public void Paths_come_from_standard_input_as_well()
    {
        var outcome = HarnessCommand.RunWith("crates/db/src/lib.rs\0docs/a b\n\0", tree.Path, "owner", "--json", "-z", "-", "Cargo.toml");

        Assert.Equal(["Cargo.toml path app", "crates/db/src/lib.rs package db", "docs/a b\n path app"], Answers(outcome.Output));
        Assert.Equal(2, HarnessCommand.RunWith("a\0b", tree.Path, "owner", "--stdin").ExitCode);
    }

    [Fact]
    public void Coverage_counts_by_directory_and_fails_on_what_nobody_owns()
    {
        Assert.Equal("0 of 4 files have no owner.\n", Owner("--coverage").Output);
        tree.Write("tools/a", "");
        tree.Write("tools/b", "");
        tree.Write("ignored/c", "");
        tree.Write(".gitignore", "/ignored/\n");

        var outcome = Owner("--coverage");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("      2  tools/\n2 of 7 files have no owner.\n", outcome.Output);
    }

    [Fact]
    public void Codeowners_is_written_and_found_stale()
    {
        Assert.Equal(1, Owner("--codeowners", "--check").ExitCode);
        Assert.Equal(0, Owner("--codeowners").ExitCode);
        Assert.Contains("/crates/db @org/db\n", File.ReadAllText(tree.Combine(".github/CODEOWNERS")), StringComparison.Ordinal);
        Assert.Equal(0, Owner("--codeowners", "--check").ExitCode);
        tree.Write("harness.toml", File.ReadAllText(tree.Combine("harness.toml")).Replace("@org/db", "@org/data", StringComparison.Ordinal));

        var stale = Owner("--codeowners", "--check");

        Assert.Equal(1, stale.ExitCode);
        Assert.Equal(".github/CODEOWNERS is stale: write it again with 'harness owner --codeowners'.\n", stale.Output);
    }

    [Fact]
    public void A_codeowners_that_somebody_wrote_is_not_written_over()
    {
        tree.Write("CODEOWNERS", "* @somebody\n");

        Assert.Equal(2, Owner("--codeowners").ExitCode);
        Assert.Equal(0, Owner("--codeowners", "--force").ExitCode);
        Assert.False(File.Exists(tree.Combine(".github/CODEOWNERS")));
    }

    [Fact]
    public void What_codeowners_cannot_say_is_said_and_fails()
    {
        tree.Write("docs/[a]", "");

        var outcome = Owner("--codeowners");

        // 'docs/**' names the file without naming its brackets.
        Assert.Equal(0, outcome.ExitCode);
        tree.Write("harness.toml", File.ReadAllText(tree.Combine("harness.toml")).Replace("@org/app", "@app[bot]", StringComparison.Ordinal));
        Assert.Equal(1, Owner("--codeowners").ExitCode);
        Assert.Contains("'@app[bot]' of agent 'app' is no owner", Owner("--codeowners").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_or_too_much_asked_is_one_line_and_exit_2()
    {
        Assert.Equal(2, Owner().ExitCode);
        Assert.Equal(2, Owner("--coverage", "x").ExitCode);
    }

    private ProcessOutcome Owner(params string[] arguments) => HarnessCommand.Run(tree.Path, ["owner", .. arguments]);

    private static IEnumerable<string> Answers(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("paths").EnumerateArray().Select(p => $"{p.GetProperty("path")} {p.GetProperty("kind")} {p.GetProperty("owner")}")];
    }
}
