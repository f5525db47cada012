using Harness.Diagnostics;
using Harness.Policies;
using Harness.Reviews;
using Xunit;

namespace Harness.Tests.Reviews;

public sealed class DimensionEvidenceTests
{
    [Fact]
    public void Lines_owners_and_new_edges_speak_of_boundaries()
    {
        var reviewed = Reviewed.By(
            "db[bot]",
            ("storage/src/lib.rs", "pub fn read() {}\npub fn write() {}\n"),
            ("storage/Cargo.toml", "[package]\nname = \"storage\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dev-dependencies]\nsql = { path = \"../sql\" }\n"));

        Assert.Equal(["'storage' of 'db': 2 files, +3 -0 lines", "new edge 'storage' -> 'sql'"], reviewed.FactsOf(ReviewDimension.Boundaries));
    }

    [Fact]
    public void Who_depends_on_changed_sources_speaks_of_the_interface()
    {
        Assert.Equal(["'storage' is used by 1 crate directly and by 1 in all"], Reviewed.By("db[bot]", ("storage/src/lib.rs", "pub fn write() {}\n")).FactsOf(ReviewDimension.Interface));
        Assert.Empty(Reviewed.By("app[bot]", ("sql/src/lib.rs", "pub fn run() {}\n")).FactsOf(ReviewDimension.Interface));
    }

    [Fact]
    public void Sources_without_tests_speak_of_correctness()
    {
        var alone = Reviewed.By("app[bot]", ("sql/src/lib.rs", "pub fn plan() {}\npub fn run() {}\n"));
        var tested = Reviewed.By("app[bot]", ("sql/src/lib.rs", "pub fn plan() {}\npub fn run() {}\n"), ("sql/tests/plan.rs", "#[test]\nfn plans() {}\n#[test]\nfn runs() {}\n"));

        Assert.Equal(["'sql': 1 line added to sources, and no test that stands by itself changed"], alone.FactsOf(ReviewDimension.Correctness));
        Assert.Equal(["'sql': 1 line added to sources, 2 lines to tests"], tested.FactsOf(ReviewDimension.Correctness));
    }

    [Fact]
    public void Hot_crates_and_benchmarks_speak_of_performance()
    {
        Assert.Equal(["'storage' is hot by the policy, and no benchmark of it changed"], Reviewed.By("db[bot]", ("storage/src/lib.rs", "")).FactsOf(ReviewDimension.Performance));
        Assert.Equal(["'storage' is hot by the policy, and its benchmarks changed"], Reviewed.By("db[bot]", ("storage/benches/read.rs", "")).FactsOf(ReviewDimension.Performance));
    }

    [Fact]
    public void A_crate_that_is_not_hot_speaks_of_performance_by_its_benchmarks_alone()
    {
        Assert.Empty(Reviewed.By("app[bot]", ("sql/src/lib.rs", "")).FactsOf(ReviewDimension.Performance));
        Assert.Equal(["'sql' is not hot by the policy, and its benchmarks changed"], Reviewed.By("app[bot]", ("sql/benches/plan.rs", "fn main() {}\n")).FactsOf(ReviewDimension.Performance));
    }

    [Theory]
    [InlineData("sql/src/plan/inner.rs", "1 line added to sources")]
    [InlineData("sql/src/bin/tool.rs", "1 line added to sources")]
    [InlineData("sql/tests/data/inner.rs", null)]
    [InlineData("sql/README.md", null)]
    public void A_file_is_part_of_the_target_around_it(string path, string? said)
    {
        var facts = Reviewed.By("app[bot]", (path, "// more\n")).FactsOf(ReviewDimension.Correctness);
        Assert.Equal(said is null ? [] : [$"'sql': {said}, and no test that stands by itself changed"], facts);
    }

    [Fact]
    public void Dependencies_build_scripts_and_what_is_protected_speak_of_operability()
    {
        var reviewed = Reviewed.By(
            "app[bot]",
            ("sql/Cargo.toml", "[package]\nname = \"sql\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\nstorage = { path = \"../storage\" }\nserde = \"1\"\n"),
            ("sql/build.rs", "fn main() {}\n"),
            (".cargo/config.toml", "[build]\n"));

        Assert.Equal(
            ["new dependency serde ^1 (by sql)", "the build script of 'sql' changed", "'.cargo/config.toml' is protected and changed"],
            reviewed.FactsOf(ReviewDimension.Operability));
    }

    [Fact]
    public void A_deleted_package_still_has_its_name()
    {
        var reviewed = Reviewed.By(
            "app[bot]",
            ("Cargo.toml", "[workspace]\nmembers = [\"storage\"]\nresolver = \"3\"\n"),
            ("sql/Cargo.toml", null),
            ("sql/src/lib.rs", null),
            ("sql/tests/plan.rs", null));

        Assert.Contains("'sql' of 'app': 3 files, +0 -9 lines", reviewed.FactsOf(ReviewDimension.Boundaries));
    }

    [Theory]
    [InlineData(DiagnosticCategory.Direction, ReviewDimension.Boundaries)]
    [InlineData(DiagnosticCategory.Ownership, ReviewDimension.Boundaries)]
    [InlineData(DiagnosticCategory.Policy, ReviewDimension.Operability)]
    [InlineData(DiagnosticCategory.Source, ReviewDimension.Correctness)]
    public void The_category_of_a_rule_gives_the_dimension(DiagnosticCategory category, ReviewDimension expected) =>
        Assert.Equal(expected, DimensionEvidence.GetDimension(new DiagnosticDescriptor("ACME1", "name", "title", category, DiagnosticSeverity.Error)));

    [Fact]
    public void Only_what_the_change_brings_is_evidence_against_it()
    {
        var reviewed = Reviewed.By("app[bot]", ("storage/src/lib.rs", "pub fn write() {}\n"));

        var found = DimensionEvidence.Create(reviewed.Result, reviewed.Outline).SelectMany(e => e.Findings.Select(f => (e.Dimension, f.Descriptor.Id)));

        Assert.Equal([(ReviewDimension.Boundaries, "HRN3001")], found);
    }
}
