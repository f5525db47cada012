using System.Text.Json.Nodes;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>A workspace that is a part of its repository: hosts name files from the top of the repository, whatever <c>--root</c> says.</summary>
public sealed class PartOfRepositoryTests : IDisposable
{
    private readonly GitFixture git = new();

    public void Dispose() => git.Dispose();

    [Theory]
    [InlineData("rust/")]
    [InlineData("")]
    public void What_hosts_read_names_files_from_the_top_of_the_repository(string place)
    {
        Workspace(place);

        var outcome = Run("check", "--root", place.Length == 0 ? "." : place, "--format", "sarif:out.sarif", "--format", "github", "--format", "gitlab:out.json", "--format", "text:out.txt");

        Assert.True(outcome.ExitCode == 1, outcome.Output + outcome.Error);
        Assert.Contains($"file={place}crates/base/Cargo.toml,", outcome.Output, StringComparison.Ordinal);
        var result = Json("out.sarif")["runs"]![0]!["results"]!.AsArray().Single(r => (string?)r!["ruleId"] == "HRN2001")!;
        Assert.Equal($"{place}crates/base/Cargo.toml", Uri(result["locations"]![0]!));
        Assert.Contains($"{place}harness.toml", result["relatedLocations"]!.AsArray().Select(l => Uri(l!)));
        Assert.Contains($"{place}crates/base/Cargo.toml", Json("out.json").AsArray().Select(f => (string?)f!["location"]!["path"]));
        Assert.Contains(" crates/base/Cargo.toml:", File.ReadAllText(git.Combine("out.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_keeps_its_key_wherever_the_workspace_lies()
    {
        Workspace("");
        Run("check", "--format", "sarif:one.sarif");
        Workspace("rust/");
        Run("check", "--root", "rust", "--format", "sarif:two.sarif");

        Assert.Equal(Keys("one.sarif"), Keys("two.sarif"));
    }

    [Fact]
    public void A_report_that_names_files_from_the_top_is_merged_wherever_the_workspace_lies()
    {
        Workspace("rust/");
        Run("check", "--root", "rust", "--format", "sarif:out.sarif");

        var outcome = Run("merge", "--root", "rust", "out.sarif", "--format", "sarif:merged.sarif");

        Assert.Equal("", outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(Places("out.sarif"), Places("merged.sarif"));
    }

    [Fact]
    public void A_report_without_results_has_a_table_of_rules()
    {
        Workspace("");
        File.WriteAllText(git.Combine("nothing.sarif"), """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[]}]}""");

        Run("merge", "nothing.sarif", "--format", "sarif:merged.sarif");

        var run = Json("merged.sarif")["runs"]![0]!;
        Assert.Empty(run["tool"]!["driver"]!["rules"]!.AsArray());
        Assert.Empty(run["results"]!.AsArray());
    }

    private IEnumerable<string?> Places(string file) => Json(file)["runs"]![0]!["results"]!.AsArray().Select(r => Uri(r!["locations"]![0]!)).Order();

    [Fact]
    public void Code_owners_are_written_where_the_host_looks_for_them()
    {
        Workspace("rust/");

        var outcome = Run("owner", "--codeowners", "--root", "rust");

        Assert.True(outcome.ExitCode is 0 or 1, outcome.Error);
        Assert.False(File.Exists(git.Combine("rust/.github/CODEOWNERS")));
        var lines = File.ReadAllLines(git.Combine(".github/CODEOWNERS"));
        Assert.Contains("/rust/crates/base @org/one", lines);
        Assert.All(lines.Where(l => l.Length > 0 && l[0] != '#'), l => Assert.StartsWith("/rust/", l, StringComparison.Ordinal));
        Assert.Contains("says what the policy says", Run("owner", "--codeowners", "--check", "--root", "rust").Output, StringComparison.Ordinal);
        Workspace("other/");
        Assert.Contains("--force", Run("owner", "--codeowners", "--root", "other").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--base", "main")]
    [InlineData("--staged", null)]
    [InlineData("--worktree", null)]
    public void A_change_is_judged_by_the_policy_of_the_workspace(string files, string? revision)
    {
        Branch();
        git.Write("rust/crates/base/src/lib.rs", "pub fn changed() {}\n").Write("docs/notes.md", "more\n");
        if (revision is null)
        {
            git.Run("add", "-A");
        }
        else
        {
            git.Commit("change");
        }

        string[] change = revision is null ? [files] : [files, revision];
        var foreign = Run(["check", .. change, "--root", "rust", "--as", "two", "--identity", "asserted", "--format", "text", "--format", "gitlab:out.json", "--format", "sarif:out.sarif"]);
        Assert.True(foreign.ExitCode == 1, foreign.Output + foreign.Error);
        Assert.Contains("error[HRN3001]: 'two' changes 'crates/base/src/lib.rs', which 'one' owns.", foreign.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("notes.md", foreign.Output, StringComparison.Ordinal);
        Assert.Equal("harness: not judged: 1 changed path outside of 'rust', the directory of --root\n", foreign.Error);
        Assert.Contains("rust/crates/base/src/lib.rs", Json("out.json").AsArray().Select(f => (string?)f!["location"]!["path"]));
        Assert.Contains("rust/crates/base/src/lib.rs", Json("out.sarif")["runs"]![0]!["results"]!.AsArray().Where(r => (string?)r!["baselineState"] == "new").Select(r => Uri(r!["locations"]![0]!)));

        var own = Run(["check", .. change, "--root", "rust", "--as", "one", "--identity", "asserted"]);
        Assert.True(own.ExitCode == 0, own.Output + own.Error);
        var explained = Run(["explain", "--change", .. change, "--root", "rust", "--as", "two", "--identity", "asserted"]);
        Assert.True(explained.ExitCode == 0, explained.Output + explained.Error);
        Assert.Contains("crates/base/src/lib.rs", explained.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workspace_that_a_change_replaces_by_a_link_is_not_judged_by_where_the_link_leads()
    {
        Branch();
        Workspace("evil/");
        git.Commit("beside");
        git.Run("rm", "-q", "-r", "rust");
        File.CreateSymbolicLink(git.Combine("rust"), "evil");
        git.Commit("link");
        git.Run("checkout", "-q", "--detach", "main");

        var outcome = Run("check", "--base", "main", "--head", "topic", "--root", "rust", "--as", "two", "--identity", "asserted");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("'rust' is not a directory of the commit: 'rust' is a link", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_revert_undoes_commits_as_a_whole_wherever_the_workspace_lies()
    {
        Workspace("rust/", "[[grants]]\nkind = \"revert\"\nagents = [\"two\"]\n");
        git.Write("docs/notes.md", "one\n").Commit("base");
        git.Write("rust/crates/base/src/lib.rs", "pub fn changed() {}\n").Write("docs/notes.md", "two\n").Commit("to undo");
        git.Run("checkout", "-q", "-b", "whole");
        git.Run("revert", "--no-edit", "HEAD");
        git.Run("checkout", "-q", "-b", "part", "main");
        git.Run("checkout", "main~1", "--", "rust");
        git.Commit("a part of it");

        ProcessOutcome Check(string head) => Run("check", "--base", "main", "--head", head, "--root", "rust", "--as", "two", "--identity", "asserted");
        Assert.Contains("HRN3001", Check("part").Output, StringComparison.Ordinal);
        var whole = Check("whole");
        Assert.True(whole.ExitCode == 0, whole.Output + whole.Error);
    }

    [Fact]
    public void The_past_is_judged_by_the_policy_of_the_workspace()
    {
        Branch();
        git.Write("rust/crates/base/Cargo.toml", ChangeRepository.Manifest("base")).Commit("honest");
        git.Write("rust/crates/base/Cargo.toml", ChangeRepository.Manifest("base", "[dependencies]\ntop = { path = \"../top\" }\n")).Commit("upward");

        var outcome = Run("check", "--last", "2", "--root", "rust");

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Contains("HRN2001", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Workflows_are_not_written_where_the_host_does_not_read_them()
    {
        Workspace("rust/");

        var outcome = Run("init", "--workflows", "acme/harness@v1", "--root", "rust");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("'rust' is not the top of the repository, where GitHub reads workflows", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(git.Combine("rust/.github")));
    }

    private void Branch()
    {
        Workspace("rust/");
        git.Write("docs/notes.md", "notes\n").Commit("base");
        git.Run("checkout", "-q", "-b", "topic");
    }

    private void Workspace(string place, string more = "") => git
        .Write(place + "Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n")
        .Write(place + "crates/top/Cargo.toml", ChangeRepository.Manifest("top"))
        .Write(place + "crates/top/src/lib.rs", "")
        .Write(place + "crates/base/Cargo.toml", ChangeRepository.Manifest("base", "[dependencies]\ntop = { path = \"../top\" }\n"))
        .Write(place + "crates/base/src/lib.rs", "")
        .Write(place + "harness.toml", """
            version = 1
            layers = [{ name = "top", crates = ["top"] }, { name = "base", crates = ["base"] }]
            [agents.one]
            crates = ["top", "base"]
            owners = ["@org/one"]
            [agents.two]
            paths = ["nothing/**"]
            [workspace]
            planned = ["nothing/**"]
            """ + "\n" + more);

    private ProcessOutcome Run(params string[] arguments) => HarnessCommand.Run(git.Path, arguments);

    private JsonNode Json(string path) => JsonNode.Parse(File.ReadAllText(git.Combine(path)))!;

    private string?[] Keys(string path) => [.. Json(path)["runs"]![0]!["results"]!.AsArray().Select(r => (string?)r!["partialFingerprints"]!["harnessFindingKey/v1"])];

    private static string? Uri(JsonNode location) => (string?)location["physicalLocation"]!["artifactLocation"]!["uri"];
}
