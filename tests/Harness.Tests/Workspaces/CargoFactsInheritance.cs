using Harness.Testing;
using Harness.Workspaces;
using Xunit;
using static Harness.Tests.Workspaces.Agreement;

namespace Harness.Tests.Workspaces;

/// <summary>What a member takes from its workspace: facts 33 to 39. Each fixture goes to Cargo as well.</summary>
public sealed class CargoFactsInheritance
{
    [Fact]
    public void Fact_33_an_entry_is_found_by_key_and_its_path_is_the_roots()
    {
        var workspace = Agree(Inheriting("key = { path = \"lib\", package = \"real\" }", "key.workspace = true"));
        var edge = Assert.Single(Of(workspace, "a"));
        Assert.Equal(("real", "key", "lib"), (edge.Name, edge.Rename, edge.Path.ToString()));
        Assert.Equal("real", edge.Resolved!.Name);
        Assert.Equal("Cargo.toml:3", edge.WorkspaceLocation!.ToString());
        BothRefuse("HRN0003", "deep/a/Cargo.toml:3", Inheriting("x-y = \"1\"", "x_y.workspace = true"));
        BothRefuse("HRN0003", "deep/a/Cargo.toml:3", Inheriting("key = { version = \"1\", package = \"real\" }", "real.workspace = true"));
    }

    [Fact]
    public void Fact_34_a_member_adds_features_and_its_source_is_ignored()
    {
        var edge = Inherited(
            "x = { version = \"1\", features = [\"b\", \"a\"] }",
            "x = { workspace = true, features = [\"c\", \"a\"], optional = true, version = \"7\", path = \"none\", package = \"y\", git = \"https://example.org\" }");
        Assert.Equal(("x", null, "^1", true), (edge.Name, edge.Rename, edge.Requirement, edge.IsOptional));
        Assert.NotNull(edge.Source);
    }

    [Theory]
    [InlineData("x = \"1\"", "", true)]
    [InlineData("x = \"1\"", ", default-features = true", true)]
    [InlineData("x = \"1\"", ", default-features = false", true)]
    [InlineData("x = { version = \"1\", default-features = false }", "", false)]
    [InlineData("x = { version = \"1\", default-features = false }", ", default-features = true", true)]
    [InlineData("x = { version = \"1\", default-features = false }", ", default-features = false", false)]
    [InlineData("x = { version = \"1\", default-features = true }", ", default-features = false", true)]
    public void Fact_35_default_features_of_the_member_can_only_add(string entry, string member, bool expected) =>
        Assert.Equal(expected, Inherited(entry, $"x = {{ workspace = true{member} }}").UsesDefaultFeatures);

    [Fact]
    public void Fact_35_edition_2024_refuses_to_take_default_features_away() =>
        BothRefuse("HRN0003", "a/Cargo.toml:5", """
            //- Cargo.toml
            workspace.members = ["a"]
            workspace.dependencies.x = "1"
            //- a/Cargo.toml
            [package]
            name = "a"
            edition = "2024"
            [dependencies]
            x = { workspace = true, default-features = false }
            """);

    [Theory]
    [InlineData("HRN0003", "Cargo.toml:3", "x = { version = \"1\", optional = true }", "x.workspace = true")]
    [InlineData("HRN0003", "deep/a/Cargo.toml:3", "x = \"1\"", "x.workspace = false")]
    [InlineData("HRN0003", "deep/a/Cargo.toml:3", "x = \"1\"", "x.workspace = 1")]
    [InlineData("HRN0003", "deep/a/Cargo.toml:3", "x = \"1\"", "x = { workspace = true, default-features = 1 }")]
    public void Fact_36_what_an_entry_and_its_use_may_not_say(string id, string place, string entry, string use) =>
        BothRefuse(id, place, Inheriting(entry, use));

    [Fact]
    public void Fact_36_workspace_as_a_string_is_no_inheritance() =>
        BothRefuse("HRN0003", "deep/a/Cargo.toml:3", Inheriting("x = \"1\"", "x.workspace = \"true\""));

    [Fact]
    public void Fact_37_the_root_package_inherits_from_its_own_table()
    {
        var workspace = Agree("""
            //- Cargo.toml
            [workspace.package]
            version = "4.5.6"
            [workspace.dependencies]
            x = "1.2"
            [package]
            name = "root"
            version.workspace = true
            [dependencies]
            x.workspace = true
            """);
        Assert.Equal("4.5.6", Assert.Single(workspace.Members).Version);
        Assert.Equal("^1.2", Assert.Single(Of(workspace, "root")).Requirement);
    }

    [Theory]
    [InlineData("version", "\"1.2.3\"")]
    [InlineData("authors", "[\"x\"]")]
    [InlineData("description", "\"x\"")]
    [InlineData("homepage", "\"x\"")]
    [InlineData("documentation", "\"x\"")]
    [InlineData("readme", "\"R.md\"")]
    [InlineData("keywords", "[\"x\"]")]
    [InlineData("license", "\"MIT\"")]
    [InlineData("license-file", "\"L\"")]
    [InlineData("repository", "\"x\"")]
    [InlineData("publish", "false")]
    [InlineData("edition", "\"2018\"")]
    [InlineData("rust-version", "\"1.50\"")]
    [InlineData("exclude", "[\"x\"]")]
    [InlineData("include", "[\"x\"]")]
    [InlineData("categories", "[\"x\"]")]
    public void Fact_37_sixteen_fields_can_be_inherited(string field, string value)
    {
        const string Member = "//- a/Cargo.toml\n[package]\nname = \"a\"\n";
        Assert.Single(Agree($"//- Cargo.toml\nworkspace.members = [\"a\"]\nworkspace.package.{field} = {value}\n{Member}{field}.workspace = true\n").Members);
        BothRefuse("HRN0003", "a/Cargo.toml:3", $"//- Cargo.toml\nworkspace.members = [\"a\"]\n{Member}{field}.workspace = true\n");
    }

    [Theory]
    [InlineData("name")]
    [InlineData("build")]
    [InlineData("links")]
    public void Fact_37_other_fields_cannot_be_inherited(string field)
    {
        var name = field == "name" ? "" : "name = \"a\"\n";
        BothRefuse("HRN0003", $"a/Cargo.toml:{(field == "name" ? 2 : 3)}", $"""
            //- Cargo.toml
            workspace.members = ["a"]
            workspace.package.{field} = "x"
            //- a/Cargo.toml
            [package]
            {name}{field}.workspace = true
            """);
    }

    [Fact]
    public void Fact_38_inherited_lints_stand_alone_and_exist()
    {
        const string Root = "//- Cargo.toml\nworkspace.members = [\"a\"]\n";
        const string Lints = "workspace.lints.rust.unsafe_code = \"forbid\"\n";
        const string Member = "//- a/Cargo.toml\npackage.name = \"a\"\n[lints]\nworkspace = true\n";
        Assert.Single(Agree(Root + Lints + Member).Members);
        BothRefuse("HRN0003", "a/Cargo.toml:3", Root + Lints + Member + "rust.dead_code = \"warn\"\n");
        BothRefuse("HRN0003", "a/Cargo.toml:3", Root + Member);
    }

    [Fact]
    public void Fact_39_an_excluded_crate_that_inherits_breaks_only_when_it_is_loaded()
    {
        var fixture = TextFixture.Crates("""
            //- Cargo.toml
            workspace.members = ["a"]
            workspace.exclude = ["out"]
            workspace.package.version = "1.0.0"
            //- a/Cargo.toml
            package.name = "a"
            //- out/Cargo.toml
            [package]
            name = "out"
            version.workspace = true
            """);
        Assert.Equal(["a"], Members(Agree(fixture)));
        BothRefuse("HRN0003", "out/Cargo.toml:3", fixture.From("out"));
    }

    private static Dependency Inherited(string entry, string use) => Assert.Single(Of(Agree(Inheriting(entry, use)), "a"));

    private static string Inheriting(string entry, string use) => $"""
        //- Cargo.toml
        workspace.members = ["deep/a"]
        [workspace.dependencies]
        {entry}
        //- deep/a/Cargo.toml
        package.name = "a"
        [dependencies]
        {use}
        //- lib/Cargo.toml
        package.name = "real"
        """;
}
