using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

public sealed class FixCommandTests : IDisposable
{
    private const string Manifest = "crates/storage/Cargo.toml";
    private static readonly string Clean = ChangeRepository.Manifest("storage", "[dependencies]\n");

    private readonly ChangeRepository repository = new();

    public FixCommandTests() => repository.Git.Write(Manifest, Clean + "sql = { path = \"../sql\" } # oops\n").Commit("violation");

    public void Dispose() => repository.Dispose();

    [Fact]
    public void A_fix_mends_says_what_it_did_and_judges_the_rest()
    {
        var outcome = repository.Check("--fix");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(
            "fixed HRN2001: delete the dependency at crates/storage/Cargo.toml:6\n  - sql = { path = \"../sql\" } # oops\nharness: fixed 1 finding in 1 file\n",
            outcome.Error);
        Assert.StartsWith("No findings.\n", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(Clean, File.ReadAllText(repository.Git.Combine(Manifest)));
        Assert.Equal($" M {Manifest}", " " + repository.Git.Run("status", "--porcelain").Trim());
    }

    [Fact]
    public void A_preview_changes_nothing()
    {
        var outcome = repository.Check("--fix", "--preview");

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("would fix HRN2001: delete the dependency", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("", repository.Git.Run("status", "--porcelain"));
    }

    [Fact]
    public void A_dependency_that_the_source_uses_stays_until_unsafe_fixes_are_asked_for()
    {
        repository.Git.Write("crates/storage/src/lib.rs", "pub fn f() { sql::plan(); }\n").Commit("use");

        var safe = repository.Check("--fix");
        Assert.Equal(1, safe.ExitCode);
        Assert.Equal(
            "not fixed HRN2001 at crates/storage/Cargo.toml:6: 'sql' occurs in 'crates/storage/src/lib.rs'; --unsafe-fixes does it all the same\nharness: fixed 0 findings in 0 files\n",
            safe.Error);
        Assert.Equal("", repository.Git.Run("status", "--porcelain"));

        Assert.Equal(0, repository.Check("--fix", "--unsafe-fixes").ExitCode);
        Assert.Equal(Clean, File.ReadAllText(repository.Git.Combine(Manifest)));
    }

    // Case 45: the last normal edge of a workspace goes, and its dev edge stays.
    [Fact]
    public void The_last_normal_edge_goes_where_tests_use_the_package_still()
    {
        const string Tests = "[dev-dependencies]\nsql = { path = \"../sql\" }\n";
        repository.Git.Write(Manifest, Clean + "sql = { path = \"../sql\" }\n" + Tests).Commit("both");

        Assert.Equal(0, repository.Check("--fix").ExitCode);
        Assert.Equal(Clean + Tests, File.ReadAllText(repository.Git.Combine(Manifest)));
    }

    [Theory]
    [InlineData("--unsafe-fixes")]
    [InlineData("--fix", "--base", "main")]
    [InlineData("--fix", "--staged")]
    [InlineData("--fix", "--last", "3")]
    [InlineData("--preview")]
    public void Only_the_files_on_disk_are_mended(params string[] arguments)
    {
        var outcome = repository.Check(arguments);

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("harness: --", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("", repository.Git.Run("status", "--porcelain"));
    }
}
