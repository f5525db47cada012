using Harness.Manifests;
using Harness.Testing;
using Harness.Workspaces;
using Xunit;
using static Harness.Tests.Workspaces.Agreement;

namespace Harness.Tests.Workspaces;

/// <summary>How Cargo reads dependencies: facts 20 to 32. Each fixture goes to Cargo as well.</summary>
public sealed class CargoFactsDependencies
{
    private const string Registry = "registry+https://github.com/rust-lang/crates.io-index";

    [Theory]
    [InlineData("cfg( target_os=\"x\" )", "cfg(target_os = \"x\")")]
    [InlineData("cfg(unix)", "cfg(unix)")]
    [InlineData("cfg(all(not(unix),any(windows , feature=\"f\")))", "cfg(all(not(unix), any(windows, feature = \"f\")))")]
    [InlineData("cfg(any())", "cfg(any())")]
    [InlineData("cfg(true)", "cfg(true)")]
    [InlineData("x86_64-unknown-linux-gnu", "x86_64-unknown-linux-gnu")]
    [InlineData("no-such-triple", "no-such-triple")]
    public void Fact_20_targets_are_printed_in_one_spelling(string key, string printed) =>
        Assert.Equal(printed, Assert.Single(Lone($"[target.'{key}'.dependencies]\nx = \"1\"")).Target);

    [Theory]
    [InlineData("cfg(")]
    [InlineData("cfg(unix) x")]
    [InlineData("cfg(a b)")]
    [InlineData("cfg(foo(unix))")]
    [InlineData("cfg(not(a, b))")]
    [InlineData("cfg()")]
    [InlineData("cfg(a = 1)")]
    public void Fact_20_a_bad_target_is_refused(string key) => Refused(2, $"[target.'{key}'.dependencies]\nx = \"1\"");

    [Fact]
    public void Fact_21_dependencies_come_by_table_and_key_and_those_of_targets_last() =>
        Assert.Equal(
            ["a normal", "z normal", "b dev", "y dev", "c build", "x build", "n normal cfg(unix)", "m build cfg(unix)", "l dev cfg(unix)", "k normal cfg(windows)"],
            Lone("""
                [target.'cfg(windows)'.dependencies]
                k = "1"
                [target.'cfg(unix)'.dev-dependencies]
                l = "1"
                [target.'cfg(unix)'.build-dependencies]
                m = "1"
                [target.'cfg(unix)'.dependencies]
                n = "1"
                [build-dependencies]
                x = "1"
                c = "1"
                [dev-dependencies]
                y = "1"
                b = "1"
                [dependencies]
                z = "1"
                a = "1"
                """).Select(d => $"{d.Name} {d.Kind.ToText()} {d.Target}".TrimEnd()));

    [Fact]
    public void Fact_22_underscores_stand_for_dashes_and_the_dashed_table_replaces()
    {
        var only = Lone("[dev_dependencies]\na = { version = \"1\", default_features = false }\n[build_dependencies]\nb = \"1\"");
        Assert.Equal([("a", false), ("b", true)], only.Select(d => (d.Name, d.UsesDefaultFeatures)));
        Assert.Equal(["b"], Lone("[dev_dependencies]\na = \"1\"\n[dev-dependencies]\nb = \"1\"").Select(d => d.Name));
    }

    [Theory]
    [InlineData("[dev_dependencies]")]
    [InlineData("[build_dependencies]")]
    [InlineData("[dependencies]\nx = { version = \"1\", default_features = false }", 5)]
    public void Fact_22_edition_2024_refuses_underscores(string lines, int line = 4)
    {
        BothRefuse("HRN0003", $"Cargo.toml:{line}", $"//- Cargo.toml\n[package]\nname = \"a\"\nedition = \"2024\"\n{lines}\n");
        BothRefuse("HRN0003", $"a/Cargo.toml:{line}", $"//- Cargo.toml\nworkspace.members = [\"a\"]\nworkspace.package.edition = \"2024\"\n//- a/Cargo.toml\n[package]\nname = \"a\"\nedition.workspace = true\n{lines}\n");
    }

    [Fact]
    public void Fact_23_project_is_an_alias_and_package_wins()
    {
        Assert.Equal("old", Assert.Single(Agree("//- Cargo.toml\n[project]\nname = \"old\"\n").Members).Name);
        Assert.Equal("new", Assert.Single(Agree("//- Cargo.toml\n[project]\nname = \"old\"\n[package]\nname = \"new\"\n").Members).Name);
    }

    [Fact]
    public void Fact_24_a_source_is_git_or_path_and_path_beats_version()
    {
        Refused(3, "[dependencies]\nx = { git = \"https://example.org/x\", path = \"x\" }");
        var workspace = Agree("""
            //- Cargo.toml
            package.name = "root"
            [workspace]
            members = ["named"]
            [dependencies]
            both = { path = "both", version = "7" }
            named = "1"
            branch = { git = "https://example.org/x", branch = "b" }
            tag = { git = "https://example.org/x.git", tag = "t" }
            rev = { git = "ssh://git@example.org/x", rev = "0123" }
            //- both/Cargo.toml
            package.name = "both"
            package.version = "1.0.0"
            //- named/Cargo.toml
            package.name = "named"
            package.version = "1.0.0"
            """);
        var by = Of(workspace, "root").ToDictionary(d => d.Name, StringComparer.Ordinal);
        Assert.Equal(("^7", null, DependencyResolution.Path), (by["both"].Requirement, by["both"].Source, by["both"].Resolution));
        Assert.Equal((Registry, DependencyResolution.Shadowed), (by["named"].Source, by["named"].Resolution));
        Assert.Equal("git+https://example.org/x?branch=b", by["branch"].Source);
        Assert.Equal("git+https://example.org/x.git?tag=t", by["tag"].Source);
        Assert.Equal("git+ssh://git@example.org/x?rev=0123", by["rev"].Source);
    }

    [Fact]
    public void Fact_25_an_edge_is_known_by_its_path_and_not_by_its_name()
    {
        var workspace = Agree("""
            //- Cargo.toml
            package.name = "root"
            workspace.members = []
            dependencies.other_name.path = "./x/../dir/"
            //- dir/Cargo.toml
            package.name = "other-name"
            """);
        var edge = Assert.Single(Of(workspace, "root"));
        Assert.Equal(("other_name", "dir", "other-name"), (edge.Name, edge.Path.ToString(), edge.Resolved!.Name));
    }

    [Fact]
    public void Fact_26_package_gives_a_rename_and_one_crate_may_come_twice()
    {
        var edges = Of(Agree("""
            //- Cargo.toml
            package.name = "root"
            [dependencies]
            first = { package = "x", path = "x" }
            second = { package = "x", path = "x" }
            same = { package = "same", version = "1" }
            //- x/Cargo.toml
            package.name = "x"
            """), "root");
        Assert.Equal([("x", "first"), ("same", "same"), ("x", "second")], edges.Select(d => (d.Name, d.Rename)));
    }

    [Fact]
    public void Fact_27_a_key_in_several_tables_gives_several_edges_of_one_source()
    {
        var edges = Lone("[dependencies]\nx = \"1\"\n[dev-dependencies]\nx = \"2\"\n[target.'cfg(unix)'.dependencies]\nx = \"1\"");
        Assert.Equal([DependencyKind.Normal, DependencyKind.Dev, DependencyKind.Normal], edges.Select(d => d.Kind));
        Refused(5, "[dependencies]\nx = \"1\"\n[dev-dependencies]\nx = { git = \"https://example.org/x\" }");
    }

    [Fact]
    public void Fact_28_cycles_are_taken() =>
        Assert.Equal(["a", "b"], Members(Agree("""
            //- Cargo.toml
            workspace.members = ["a"]
            //- a/Cargo.toml
            package.name = "a"
            dependencies.b.path = "../b"
            dev-dependencies.a.path = "."
            //- b/Cargo.toml
            package.name = "b"
            dependencies.a.path = "../a"
            """)));

    [Fact]
    public void Fact_29_features_name_what_is_optional()
    {
        Assert.True(Assert.Single(Lone("[features]\nf = [\"x\", \"x?/y\", \"x/y\"]\n[dependencies]\nx = { version = \"1\", optional = true }")).IsOptional);
        Assert.True(Assert.Single(Lone("[features]\nf = [\"dep:x\"]\nx = []\n[dependencies]\nx = { version = \"1\", optional = true }")).IsOptional);
    }

    [Theory]
    [InlineData(3, "[dev-dependencies]\nx = { version = \"1\", optional = true }")]
    [InlineData(3, "[features]\nf = [\"dep:x/y\"]\n[dependencies]\nx = { version = \"1\", optional = true }")]
    [InlineData(3, "[features]\nf = [\"x?/y\"]\n[dependencies]\nx = \"1\"")]
    [InlineData(3, "[features]\nf = [\"dep:x\"]\n[dependencies]\nx = \"1\"")]
    [InlineData(3, "[features]\nf = [\"x\"]\n[dependencies]\nx = \"1\"")]
    [InlineData(3, "[features]\nf = [\"x\"]\ng = [\"dep:x\"]\n[dependencies]\nx = { version = \"1\", optional = true }")]
    [InlineData(3, "[features]\nf = [\"none\"]")]
    [InlineData(5, "[features]\nx = []\n[dependencies]\nx = { version = \"1\", optional = true }")]
    [InlineData(3, "[features]\n\"a/b\" = []")]
    public void Fact_29_features_that_fit_nothing_are_refused(int line, string lines) => Refused(line, lines);

    [Theory]
    [InlineData("path = \"\"")]
    [InlineData("path = \".\"")]
    public void Fact_30_an_empty_path_is_the_package_itself(string path)
    {
        var edge = Assert.Single(Lone($"[dev-dependencies.a]\n{path}"));
        Assert.Same(edge.Owner, edge.Resolved);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("x/Cargo.toml")]
    [InlineData("x/lib.rs")]
    [InlineData("x\\\\y")]
    public void Fact_30_a_path_leads_to_a_directory_with_a_manifest(string path) =>
        BothRefuse("HRN0001", "Cargo.toml:3", $"""
            //- Cargo.toml
            package.name = "a"
            workspace.members = []
            dependencies.x.path = "{path}"
            //- x/y/Cargo.toml
            package.name = "x"
            //- x/Cargo.toml
            package.name = "x"
            lib.path = "lib.rs"
            //- x/lib.rs
            """);

    [Fact]
    public void Fact_30_an_absolute_path_below_the_root_is_one_of_the_tree()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("Cargo.toml", $"package.name = \"a\"\ndependencies.b.path = '{directory.Combine("b").Replace('\\', '/')}'\n");
        directory.Write("src/lib.rs", "");
        directory.Write("b/Cargo.toml", "package.name = \"b\"\n");
        directory.Write("b/src/lib.rs", "");
        var workspace = Agree(directory);
        Assert.Equal("b", Assert.Single(workspace.Members[0].Dependencies).Resolved!.Name);
    }

    [Fact]
    public void Fact_31_what_is_not_stable_is_refused_and_public_is_ignored()
    {
        Refused(3, "[dependencies]\nx = { version = \"1\", artifact = \"bin\" }");
        Refused(3, "[dependencies]\nx = { base = \"b\", path = \"x\" }");
        BothRefuse("HRN0003", "Cargo.toml:1", "//- Cargo.toml\ncargo-features = [\"edition2024\", \"panic-abort-tests\"]\npackage.name = \"a\"\n");
        Assert.Single(Lone("[dependencies]\nx = { version = \"1\", public = true }"));
    }

    [Fact]
    public void Fact_32_unknown_keys_are_no_errors() =>
        Assert.Single(Lone("[dependencies]\nx = { version = \"1\", unknown = 3 }\n[unknown]\nx = [1]\n[workspace]\nunknown = true"));

    private static IReadOnlyList<Dependency> Lone(string lines) => Of(Agree($"//- Cargo.toml\npackage.name = \"a\"\n{lines}\n"), "a");

    private static void Refused(int line, string lines) =>
        BothRefuse("HRN0003", $"Cargo.toml:{line}", $"//- Cargo.toml\npackage.name = \"a\"\n{lines}\n");
}
