using Harness.Workspaces;
using Xunit;
using static Harness.Tests.Workspaces.Agreement;

namespace Harness.Tests.Workspaces;

/// <summary>
/// What overrides make of a graph: facts 40 to 42. <c>cargo metadata --no-deps</c> does not show them, so Cargo says only that it
/// takes the fixture and prints the same dependencies; where they lead is Harness's own answer.
/// </summary>
public sealed class CargoFactsOverrides
{
    [Fact]
    public void Fact_40_a_patch_of_the_root_leads_to_its_path()
    {
        var edge = Edge("x = \"1\"", "[patch.crates-io]\nx = { path = \"x\" }");
        Assert.Equal(DependencyResolution.Override, edge.Resolution);
        Assert.Equal("x", edge.Resolved!.Directory.ToString());
        Assert.Equal("Cargo.toml:4", edge.OverrideLocation!.ToString());
    }

    [Theory]
    [InlineData("x = \"1\"", "patch.\"https://github.com/rust-lang/crates.io-index\".x.path = \"x\"")]
    [InlineData("x = \"1\"", "patch.crates-io.any = { path = \"x\", package = \"x\" }")]
    [InlineData("y = { version = \"1\", package = \"x\" }", "patch.crates-io.x.path = \"x\"")]
    [InlineData("x.git = \"https://example.org/x\"", "patch.\"https://example.org/x\".x.path = \"x\"")]
    [InlineData("x = \"*\"", "patch.crates-io.x.path = \"x\"")]
    public void Fact_40_a_patch_goes_by_source_and_package(string dependency, string patch) =>
        Assert.Equal(DependencyResolution.Override, Edge(dependency, patch).Resolution);

    [Theory]
    [InlineData("x = \"2\"", "patch.crates-io.x.path = \"x\"")]
    [InlineData("x.git = \"https://example.org/x\"", "patch.crates-io.x.path = \"x\"")]
    [InlineData("x = \"1\"", "patch.\"https://example.org/x\".x.path = \"x\"")]
    [InlineData("x = \"1\"", "patch.crates-io.x.git = \"https://example.org/x\"")]
    [InlineData("z = \"1\"", "patch.crates-io.x.path = \"x\"")]
    public void Fact_40_a_patch_of_another_source_version_or_name_leads_nowhere(string dependency, string patch) =>
        Assert.NotEqual(DependencyResolution.Override, Edge(dependency, patch).Resolution);

    [Fact]
    public void Fact_40_a_patch_of_a_member_does_not_count()
    {
        var workspace = Agree("""
            //- Cargo.toml
            workspace.members = ["a"]
            //- a/Cargo.toml
            package.name = "a"
            dependencies.x = "1"
            patch.crates-io.x.path = "../x"
            //- x/Cargo.toml
            package.name = "x"
            package.version = "1.0.0"
            """);
        Assert.Equal(DependencyResolution.External, Assert.Single(Of(workspace, "a")).Resolution);
    }

    [Theory]
    [InlineData(".cargo/config.toml")]
    [InlineData(".cargo/config")]
    public void Fact_41_a_patch_of_the_configuration_wins_over_the_manifests(string file)
    {
        var edge = Edge("x = \"1\"", "patch.crates-io.x.path = \"x\"", $"//- {file}\n[patch.crates-io]\nx.path = \"other\"\n//- other/Cargo.toml\npackage.name = \"x\"\npackage.version = \"1.9.0\"\n");
        Assert.Equal("other", edge.Resolved!.Directory.ToString());
        Assert.Equal($"{file}:2", edge.OverrideLocation!.ToString());
    }

    [Fact]
    public void Fact_42_replace_overrides_one_version()
    {
        var edge = Edge("x = \"1\"", "[replace]\n\"x:1.0.0\" = { path = \"x\" }");
        Assert.Equal((DependencyResolution.Override, "x"), (edge.Resolution, edge.Resolved!.Directory.ToString()));
        Assert.Equal("Cargo.toml:4", edge.OverrideLocation!.ToString());
    }

    [Fact]
    public void Fact_42_paths_of_the_configuration_override_by_name()
    {
        var edge = Edge("x = \"1\"", "", "//- .cargo/config.toml\npaths = [\"x\"]\n");
        Assert.Equal((DependencyResolution.Override, "x"), (edge.Resolution, edge.Resolved!.Directory.ToString()));
        Assert.Equal(".cargo/config.toml:1", edge.OverrideLocation!.ToString());
    }

    private static Dependency Edge(string dependency, string patch, string more = "") => Assert.Single(Of(Agree($"""
        //- Cargo.toml
        workspace.members = ["a"]
        workspace.exclude = ["x", "other"]
        {patch}
        //- a/Cargo.toml
        package.name = "a"
        dependencies.{dependency}
        //- x/Cargo.toml
        package.name = "x"
        package.version = "1.0.0"
        {more}
        """), "a"));
}
