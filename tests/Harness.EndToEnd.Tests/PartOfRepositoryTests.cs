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

    private void Workspace(string place) => git
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
            """ + "\n");

    private ProcessOutcome Run(params string[] arguments) => HarnessCommand.Run(git.Path, arguments);

    private JsonNode Json(string path) => JsonNode.Parse(File.ReadAllText(git.Combine(path)))!;

    private string?[] Keys(string path) => [.. Json(path)["runs"]![0]!["results"]!.AsArray().Select(r => (string?)r!["partialFingerprints"]!["harnessFindingKey/v1"])];

    private static string? Uri(JsonNode location) => (string?)location["physicalLocation"]!["artifactLocation"]!["uri"];
}
