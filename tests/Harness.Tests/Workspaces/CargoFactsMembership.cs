using Harness.Testing;
using Xunit;
using static Harness.Tests.Workspaces.Agreement;

namespace Harness.Tests.Workspaces;

/// <summary>How Cargo finds the root of a workspace and its members: facts 1 to 19. Each fixture goes to Cargo as well.</summary>
public sealed class CargoFactsMembership
{
    [Fact]
    public void Fact_01_the_root_is_the_manifests_own_or_its_pointer_or_an_ancestor()
    {
        var own = TextFixture.Crates("""
            //- Cargo.toml
            workspace.members = ["a"]
            //- a/Cargo.toml
            package.name = "a"
            """);
        Assert.Equal("Cargo.toml", Agree(own).ManifestPath.ToString());
        Assert.Equal("Cargo.toml", Agree(own.From("a")).ManifestPath.ToString());

        var pointer = TextFixture.Crates("""
            //- root/Cargo.toml
            workspace.members = ["../a"]
            //- a/Cargo.toml
            package.name = "a"
            package.workspace = "../root"
            """);
        Assert.Equal("root/Cargo.toml", Agree(pointer.From("a")).ManifestPath.ToString());
    }

    [Fact]
    public void Fact_01_an_ancestor_that_excludes_the_package_is_skipped_and_the_walk_goes_on()
    {
        var fixture = TextFixture.Crates("""
            //- Cargo.toml
            workspace.members = ["near/far"]
            //- near/Cargo.toml
            workspace.exclude = ["far"]
            //- near/far/Cargo.toml
            package.name = "far"
            """);
        Assert.Equal("Cargo.toml", Agree(fixture.From("near/far")).ManifestPath.ToString());
        Assert.Equal(["near/far"], Members(Agree(fixture)));
    }

    [Fact]
    public void Fact_02_a_loaded_root_wins_over_a_nearer_one_that_is_not_loaded() =>
        Assert.Equal([".", "n/a"], Members(Agree("""
            //- Cargo.toml
            workspace.package.version = "1.2.3"
            package.name = "root"
            dependencies.a.path = "n/a"
            //- n/Cargo.toml
            workspace.members = ["a"]
            workspace.package.version = "9.9.9"
            //- n/a/Cargo.toml
            package.name = "a"
            package.version.workspace = true
            """)));

    [Fact]
    public void Fact_03_a_root_has_no_pointer_and_a_pointer_names_a_directory()
    {
        BothRefuse("HRN0003", "Cargo.toml:3", """
            //- Cargo.toml
            [package]
            name = "a"
            workspace = "b"
            [workspace]
            //- b/Cargo.toml
            workspace.members = [".."]
            """);
        BothRefuse("HRN0001", "a/Cargo.toml:2", TextFixture.Crates("""
            //- root/Cargo.toml
            workspace.members = ["../a"]
            //- a/Cargo.toml
            package.name = "a"
            package.workspace = "../root/Cargo.toml"
            """).From("a"));
    }

    [Theory]
    [InlineData("[dependencies]")]
    [InlineData("[dev-dependencies]")]
    [InlineData("[dev_dependencies]")]
    [InlineData("[build-dependencies]")]
    [InlineData("[features]")]
    [InlineData("[target.'cfg(unix)'.dependencies]")]
    [InlineData("[lints.rust]")]
    [InlineData("[lib]")]
    [InlineData("[[bin]]")]
    [InlineData("[badges]")]
    public void Fact_04_a_virtual_manifest_has_nothing_of_a_package(string table) =>
        BothRefuse("HRN0003", "Cargo.toml:3", $"""
            //- Cargo.toml
            [workspace]
            members = []
            {table}
            """);

    [Fact]
    public void Fact_04_a_manifest_has_a_package_or_a_workspace() =>
        BothRefuse("HRN0003", "Cargo.toml:1", """
            //- Cargo.toml
            [dependencies]
            """);

    [Theory]
    [InlineData("*", "a1 b [x] ab ñ .dot")]
    [InlineData("?", "b ñ")]
    [InlineData("a?", "a1 ab")]
    [InlineData("a[0-9]", "a1")]
    [InlineData("a[!0-9]", "ab")]
    [InlineData("[[]x]", "[x]")]
    [InlineData("**", "a1 b [x] ab ñ .dot b/deep b/deep/er")]
    [InlineData("**/er", "b/deep/er")]
    [InlineData("b/**", "b/deep b/deep/er")]
    [InlineData("./b/*", "b/deep")]
    [InlineData("b//deep", "b/deep")]
    [InlineData("b/deep/", "b/deep")]
    [InlineData("b/../a*", "a1 ab")]
    public void Fact_05_members_are_globs_of_the_rust_crate(string glob, string members)
    {
        var workspace = Agree(Globs(glob));
        Assert.Equal(members.Split(' ').Order(StringComparer.Ordinal), Members(workspace).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{a1,b}", "HRN0001")]
    [InlineData("a**")]
    [InlineData("**a")]
    [InlineData("A1", "HRN0001")]
    [InlineData("a[")]
    [InlineData("***")]
    [InlineData("none*", "HRN0001")]
    public void Fact_05_other_spellings_are_no_globs(string glob, string id = "HRN0004") => BothRefuse(id, "Cargo.toml:1", Globs(glob));

    [Fact]
    public void Fact_05_links_to_directories_match()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs a privilege on Windows");
        using var directory = new TemporaryDirectory();
        directory.Write("Cargo.toml", "workspace.members = [\"m/*\"]\nworkspace.exclude = [\"elsewhere\"]\n");
        directory.Write("elsewhere/Cargo.toml", "package.name = \"a\"\n");
        directory.Write("elsewhere/src/lib.rs", "");
        Directory.CreateDirectory(directory.Combine("m"));
        Directory.CreateSymbolicLink(directory.Combine("m/link"), "../elsewhere");
        Assert.Equal(["m/link"], Members(Agree(directory)));
    }

    [Fact]
    public void Fact_06_a_pattern_without_a_match_is_a_literal_path()
    {
        const string Bracketed = """
            //- Cargo.toml
            workspace.members = ["m[x]"]
            //- m[x]/Cargo.toml
            package.name = "literal"
            """;
        Assert.Equal(["m[x]"], Members(Agree(Bracketed)));
        Assert.Equal(["mx"], Members(Agree(Bracketed + """

            //- mx/Cargo.toml
            package.name = "matched"
            """)));
    }

    [Fact]
    public void Fact_07_a_hit_that_is_no_directory_is_dropped() =>
        Assert.Empty(Members(Agree("""
            //- Cargo.toml
            workspace.members = ["a/Cargo.toml"]
            //- a/Cargo.toml
            package.name = "a"
            """)));

    [Fact]
    public void Fact_07_a_directory_without_a_manifest_is_refused_unless_excluded()
    {
        const string Files = """

            //- m/a/Cargo.toml
            package.name = "a"
            //- m/docs/README.md
            """;
        BothRefuse("HRN0001", "Cargo.toml:2", "//- Cargo.toml\n[workspace]\nmembers = [\"m/*\"]" + Files);
        Assert.Equal(["m/a"], Members(Agree("//- Cargo.toml\n[workspace]\nmembers = [\"m/*\"]\nexclude = [\"m/docs\"]" + Files)));
    }

    [Theory]
    [InlineData("crates/foo", "crates/foo-bar")]
    [InlineData("./crates/foo/", "crates/foo-bar")]
    [InlineData("crates", "")]
    [InlineData("q/../crates", "crates/foo crates/foo-bar")]
    [InlineData("crates/foo*", "crates/foo crates/foo-bar")]
    [InlineData("crates/fo", "crates/foo crates/foo-bar")]
    public void Fact_08_exclude_is_a_component_prefix_and_no_glob(string exclude, string members) =>
        Assert.Equal(members.Split(' ', StringSplitOptions.RemoveEmptyEntries), Members(Agree($"""
            //- Cargo.toml
            workspace.members = ["crates/*"]
            workspace.exclude = ["{exclude}"]
            //- crates/foo/Cargo.toml
            package.name = "foo"
            //- crates/foo-bar/Cargo.toml
            package.name = "foo-bar"
            """)));

    [Theory]
    [InlineData("a", "a/b", ". a a/b")]
    [InlineData(".", "a", ". a a/b")]
    [InlineData("a*", "a/b", ". a")]
    [InlineData("a*", "a", ".")]
    public void Fact_09_a_literal_member_beats_exclude_and_a_glob_does_not(string member, string exclude, string members) =>
        Assert.Equal(members.Split(' '), Members(Agree($"""
            //- Cargo.toml
            package.name = "root"
            workspace.members = ["{member}"]
            workspace.exclude = ["{exclude}"]
            dependencies.a.path = "a"
            //- a/Cargo.toml
            package.name = "a"
            dependencies.b.path = "b"
            //- a/b/Cargo.toml
            package.name = "b"
            """)).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(".")]
    [InlineData("")]
    public void Fact_10_a_root_that_excludes_itself_is_a_lone_package(string exclude) =>
        Assert.Equal(["."], Members(Agree($"""
            //- Cargo.toml
            package.name = "root"
            workspace.members = ["a"]
            workspace.exclude = ["{exclude}"]
            //- a/Cargo.toml
            package.name = "a"
            """)));

    [Fact]
    public void Fact_11_every_path_dependency_below_the_root_is_a_member() =>
        Assert.Equal(["a", "optional", "dev", "built", "inactive", "deep/er"], Members(Agree("""
            //- Cargo.toml
            workspace.members = ["a"]
            //- a/Cargo.toml
            package.name = "a"
            dev-dependencies.dev.path = "../dev"
            build-dependencies.built.path = "../built"
            dependencies.optional = { path = "../optional", optional = true }
            target.'cfg(windows)'.dependencies.inactive.path = "../inactive"
            //- dev/Cargo.toml
            package.name = "dev"
            //- built/Cargo.toml
            package.name = "built"
            //- optional/Cargo.toml
            package.name = "optional"
            //- inactive/Cargo.toml
            package.name = "inactive"
            dependencies.deeper.path = "../deep/er"
            //- deep/er/Cargo.toml
            package.name = "deeper"
            """)));

    [Fact]
    public void Fact_12_a_path_dependency_outside_joins_only_by_a_pointer()
    {
        var fixture = TextFixture.Crates("""
            //- w/Cargo.toml
            package.name = "root"
            [workspace]
            [dependencies]
            back.path = "../back"
            out.path = "../out"
            //- back/Cargo.toml
            package.name = "back"
            package.workspace = "../w"
            //- out/Cargo.toml
            package.name = "out"
            """);
        var workspace = Agree(fixture.From("w"));
        Assert.Equal(["w", "back"], Members(workspace));
        BothRefuse("HRN0004", "w/Cargo.toml:1", TextFixture.Crates("""
            //- w/Cargo.toml
            workspace.members = ["../out"]
            //- out/Cargo.toml
            package.name = "out"
            """).From("w"));
    }

    [Fact]
    public void Fact_13_an_excluded_path_dependency_is_no_member_but_is_walked()
    {
        var workspace = Agree("""
            //- Cargo.toml
            workspace.members = ["a", "c"]
            workspace.exclude = ["b", "d"]
            //- a/Cargo.toml
            package.name = "a"
            dependencies.b.path = "../b"
            //- b/Cargo.toml
            package.name = "b"
            dependencies.c.path = "../c"
            dependencies.d.path = "../d"
            //- c/Cargo.toml
            package.name = "c"
            //- d/Cargo.toml
            package.name = "d"
            """);
        Assert.Equal(["a", "c"], Members(workspace));
        var b = Assert.Single(Of(workspace, "a")).Resolved!;
        Assert.Equal("b", b.Directory.ToString());
        Assert.Equal(["c", "d"], b.Dependencies.Select(d => d.Resolved!.Directory.ToString()));
    }

    [Fact]
    public void Fact_14_patches_unused_workspace_dependencies_and_strays_are_no_members()
    {
        var fixture = TextFixture.Crates("""
            //- Cargo.toml
            workspace.members = ["a"]
            workspace.dependencies.unused.path = "unused"
            patch.crates-io.patched.path = "patched"
            //- a/Cargo.toml
            package.name = "a"
            //- unused/Cargo.toml
            package.name = "unused"
            //- patched/Cargo.toml
            package.name = "patched"
            //- stray/Cargo.toml
            package.name = "stray"
            """);
        Assert.Equal(["a"], Members(Agree(fixture)));
        BothRefuse("HRN0004", "stray/Cargo.toml:1", fixture.From("stray"));
    }

    [Fact]
    public void Fact_15_a_nested_workspace_is_refused_as_a_member_unless_excluded()
    {
        const string Nested = """

            //- nested/Cargo.toml
            package.name = "nested"
            [workspace]
            """;
        BothRefuse("HRN0004", "nested/Cargo.toml:2", "//- Cargo.toml\nworkspace.members = [\"nested\"]" + Nested);
        BothRefuse("HRN0004", "nested/Cargo.toml:2", "//- Cargo.toml\npackage.name = \"root\"\n[workspace]\n[dependencies]\nnested.path = \"nested\"" + Nested);
        Assert.Empty(Members(Agree("//- Cargo.toml\nworkspace.members = [\"n*\"]\nworkspace.exclude = [\"nested\"]" + Nested)));
    }

    [Fact]
    public void Fact_15_a_member_that_points_to_another_root_is_refused() =>
        BothRefuse("HRN0004", "a/Cargo.toml:2", """
            //- Cargo.toml
            workspace.members = ["a"]
            //- other/Cargo.toml
            workspace.members = ["../a"]
            //- a/Cargo.toml
            package.name = "a"
            package.workspace = "../other"
            """);

    [Fact]
    public void Fact_16_members_come_in_the_order_of_the_list_depth_first_and_the_root_last() =>
        Assert.Equal(["z", "c", "m", "b", "."], Members(Agree("""
            //- Cargo.toml
            package.name = "root"
            workspace.members = ["z", "b", "./m", "c"]
            //- z/Cargo.toml
            package.name = "z"
            dependencies.m.path = "../m"
            dependencies.a-first.path = "../c"
            dependencies.a-first.package = "c"
            //- m/Cargo.toml
            package.name = "m"
            //- b/Cargo.toml
            package.name = "b"
            //- c/Cargo.toml
            package.name = "c"
            """)));

    [Fact]
    public void Fact_17_a_name_stands_for_one_member()
    {
        BothRefuse("HRN0004", "b/Cargo.toml:2", """
            //- Cargo.toml
            workspace.members = ["a", "b"]
            //- a/Cargo.toml
            [package]
            name = "same"
            //- b/Cargo.toml
            [package]
            name = "same"
            """);
        Assert.Equal(["a", "b"], Members(Agree("""
            //- Cargo.toml
            workspace.members = ["a", "b"]
            //- a/Cargo.toml
            package.name = "x-y"
            //- b/Cargo.toml
            package.name = "x_y"
            """)));
    }

    [Fact]
    public void Fact_18_paths_are_normalised_lexically()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs a privilege on Windows");
        using var directory = new TemporaryDirectory();
        directory.Write("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n");
        directory.Write("a/Cargo.toml", "package.name = \"a\"\ndependencies.b.path = \"link/../../b\"\n");
        directory.Write("a/src/lib.rs", "");
        directory.Write("b/Cargo.toml", "package.name = \"b\"\n");
        directory.Write("b/src/lib.rs", "");
        directory.Write("far/away/keep", "");
        Directory.CreateSymbolicLink(directory.Combine("a/link"), "../far/away");
        Assert.Equal(["a", "b"], Members(Agree(directory)));

        Directory.CreateSymbolicLink(directory.Combine("again"), "b");
        directory.Write("Cargo.toml", "[workspace]\nmembers = [\"a\", \"again\"]\n");
        BothRefuse("HRN0004", "again/Cargo.toml:1", directory);
    }

    [Theory]
    [InlineData("default-members = [\"b\"]", "b")]
    [InlineData("default-members = [\"*b\"]", "b")]
    [InlineData("default-members = [\"b\", \"out\"]", "b")]
    [InlineData("default-members = []", "")]
    [InlineData("default_members = [\"b\"]", ".")]
    [InlineData("", ".")]
    public void Fact_19_default_members_are_globs_of_the_root_manifest(string line, string expected)
    {
        var workspace = Agree(DefaultMembers(line));
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), workspace.DefaultMembers.Select(m => m.Directory.ToString()));
    }

    [Fact]
    public void Fact_19_a_default_member_is_a_member()
    {
        BothRefuse("HRN0004", "Cargo.toml:5", DefaultMembers("default-members = [\"stray\"]"));
        BothRefuse("HRN0004", "Cargo.toml:5", DefaultMembers("default-members = [\"none\"]"));
    }

    private static string DefaultMembers(string line) => $"""
        //- Cargo.toml
        package.name = "root"
        [workspace]
        members = ["a", "b", "o*"]
        exclude = ["out"]
        {line}
        //- a/Cargo.toml
        package.name = "a"
        //- b/Cargo.toml
        package.name = "b"
        //- out/Cargo.toml
        package.name = "out"
        //- stray/Cargo.toml
        package.name = "stray"
        """;

    private static TextFixture Globs(string glob)
    {
        string[] directories = ["a1", "b", "[x]", "ab", "ñ", ".dot", "b/deep", "b/deep/er"];
        var crates = directories.Select((directory, i) => $"//- {directory}/Cargo.toml\npackage.name = \"p{i}\"\nlib.path = \"lib.rs\"\n");
        return TextFixture.Parse($"//- Cargo.toml\nworkspace.members = [\"{glob}\"]\n//- file\n" + string.Concat(crates));
    }
}
