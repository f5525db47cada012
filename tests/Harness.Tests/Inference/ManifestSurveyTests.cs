using Harness.Inference;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Inference;

/// <summary>Which manifests a first policy judges, and which it leaves out.</summary>
public sealed class ManifestSurveyTests
{
    private const string Workspace = "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n";

    [Fact]
    public void A_directory_is_not_ignored_for_its_name_and_a_later_package_there_is_judged()
    {
        var survey = Take(("Cargo.toml", "[workspace]\nmembers = [\"crates/*\", \"tests/member\"]\n"), Package("crates/a"), Package("tests/member"), Alone("tests/other"), Alone("vendor/x"));
        Assert.Empty(survey.Ignored);
        Assert.Equal(["crates/a", "tests/member", "tests/other", "vendor/x"], survey.Codebase.Packages.Select(p => p.Directory.Value));
    }

    [Theory]
    [InlineData("fixtures")]
    [InlineData("testdata")]
    public void Data_is_ignored_as_a_directory_unless_a_package_is_in_it(string name)
    {
        var data = Take(("Cargo.toml", Workspace), Package("crates/a"), Alone($"crates/a/{name}/x"), ($"crates/a/{name}/y/Cargo.toml", "= broken\n"));
        Assert.Equal([$"crates/a/{name}/**"], data.Ignored.Select(i => i.Pattern));

        var member = Take(("Cargo.toml", $"[workspace]\nmembers = [\"{name}/a\"]\n"), Package($"{name}/a"), Alone($"{name}/b"));
        Assert.Equal([$"{name}/b/Cargo.toml"], member.Ignored.Select(i => i.Pattern));
    }

    [Fact]
    public void A_manifest_that_cannot_be_read_is_ignored_alone_among_many()
    {
        var survey = Take([("Cargo.toml", Workspace), Package("crates/a"), ("broken/Cargo.toml", "= broken\n"), .. Enumerable.Range(0, 9).Select(i => Alone($"more/m{i}"))]);
        Assert.Equal(["broken/Cargo.toml"], survey.Ignored.Select(i => i.Pattern));
        Assert.Equal(["Cargo.toml", "more/*/Cargo.toml"], survey.Judged.Select(j => j.Pattern));
        Assert.Equal(10, survey.Codebase.Packages.Length);
    }

    [Fact]
    public void Without_a_root_manifest_one_workspace_that_cannot_be_read_leaves_the_others()
    {
        var survey = Take(Alone("one"), Alone("two"), ("generated/Cargo.toml", "[workspace]\nmembers = [\"missing\"]\n"));
        Assert.Empty(survey.Codebase.Diagnostics);
        Assert.Equal(["one", "two"], survey.Codebase.Packages.Select(p => p.Directory.Value));
        Assert.Equal("generated/Cargo.toml", Assert.Single(survey.Ignored).Pattern);
    }

    [Fact]
    public void Without_a_manifest_that_can_be_read_it_is_told_what_is_wrong()
    {
        var survey = Take(("one/Cargo.toml", "= broken\n"));
        Assert.NotEmpty(survey.Codebase.Diagnostics);
        Assert.Equal("one/Cargo.toml", Assert.Single(survey.Judged).Pattern);
    }

    [Fact]
    public void Workspaces_in_directories_of_one_name_are_one_pattern()
    {
        var survey = Take(("Cargo.toml", Workspace), Package("crates/a"), Package("crates/b"), Alone("crates/a/fuzz"), Alone("crates/b/fuzz"));
        Assert.Equal(["Cargo.toml", "**/fuzz/Cargo.toml"], survey.Judged.Select(j => j.Pattern));
        Assert.Equal(4, survey.Codebase.Packages.Length);
    }

    [Fact]
    public void A_pattern_takes_in_nothing_that_is_ignored()
    {
        var survey = Take(("Cargo.toml", Workspace), Package("crates/a"), Alone("x/one"), Alone("x/two"), ("x/three/Cargo.toml", "= broken\n"));
        Assert.Equal(["Cargo.toml", "x/one/Cargo.toml", "x/two/Cargo.toml"], survey.Judged.Select(j => j.Pattern));
    }

    [Fact]
    public void Copies_from_a_registry_are_ignored_one_by_one()
    {
        var survey = Take(("Cargo.toml", Workspace), Package("crates/a"), Alone("vendor/serde"), ("vendor/serde/.cargo-checksum.json", "{}"), Alone("vendor/own"));
        Assert.Equal(["vendor/serde/Cargo.toml"], survey.Ignored.Select(i => i.Pattern));
        Assert.Contains("vendor/own", survey.Codebase.Packages.Select(p => p.Directory.Value));
    }

    private static (string Path, string Text) Package(string directory) =>
        ($"{directory}/Cargo.toml", $"[package]\nname = \"{directory.Replace('/', '-')}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");

    private static (string Path, string Text) Alone(string directory) => Package(directory) with { Text = Package(directory).Text + "[workspace]\n" };

    private static ManifestSurvey Take(params (string Path, string Text)[] files) => ManifestSurvey.Take(
        MemoryTree.FromText(files.Concat(files.Where(f => f.Text.StartsWith("[package]", StringComparison.Ordinal)).Select(f => (Path: f.Path.Replace("Cargo.toml", "src/lib.rs", StringComparison.Ordinal), Text: ""))).ToDictionary(f => f.Path, f => f.Text)),
        TestContext.Current.CancellationToken);
}
