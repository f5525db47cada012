using System.Text;
using Harness.Testing;
using Xunit;
using static Harness.Tests.Workspaces.Agreement;

namespace Harness.Tests.Workspaces;

/// <summary>Files, targets and spellings: facts 43 to 50. Each fixture goes to Cargo as well.</summary>
public sealed class CargoFactsFiles
{
    [Theory]
    [InlineData("src/lib.rs")]
    [InlineData("src/main.rs")]
    [InlineData("src/bin/x.rs")]
    [InlineData("src/bin/x/main.rs")]
    public void Fact_43_a_package_has_a_target(string file)
    {
        Assert.Single(Agree(TextFixture.Parse($"//- Cargo.toml\npackage.name = \"a\"\n//- {file}\n")).Members);
        BothRefuse("HRN0003", "Cargo.toml:1", TextFixture.Parse($"//- Cargo.toml\npackage.name = \"a\"\n//- other/{file}\n"));
    }

    [Theory]
    [InlineData("[lib]", 2)]
    [InlineData("[[bin]]\nname = \"b\"", 3)]
    public void Fact_43_a_target_without_a_path_is_a_file_that_exists(string lines, int line) =>
        BothRefuse("HRN0003", $"Cargo.toml:{line}", TextFixture.Parse($"//- Cargo.toml\npackage.name = \"a\"\n{lines}\n"));

    [Theory]
    [InlineData("test")]
    [InlineData("bench")]
    [InlineData("example")]
    public void Fact_43_a_declared_target_without_a_file_is_none_so_its_name_is_free(string kind)
    {
        Agree($"""
            //- Cargo.toml
            [package]
            name = "a"
            [[{kind}]]
            name = "n"
            [[{kind}]]
            name = "n"
            path = "x.rs"
            """);
        BothRefuse("HRN0003", "Cargo.toml:7", $"""
            //- Cargo.toml
            [package]
            name = "a"
            [[{kind}]]
            name = "n"
            path = "y.rs"
            [[{kind}]]
            name = "n"
            path = "x.rs"
            """);
    }

    [Fact]
    public void Fact_44_a_target_path_may_leave_the_package_and_need_not_exist()
    {
        var workspace = Agree(TextFixture.Parse("""
            //- Cargo.toml
            workspace.members = ["a", "b"]
            //- a/Cargo.toml
            package.name = "a"
            lib.path = "../common/lib.rs"
            //- b/Cargo.toml
            package.name = "b"
            lib.path = "../common/lib.rs"
            bin = [{ name = "x", path = "none.rs" }]
            """));
        Assert.Equal(["common/lib.rs", "common/lib.rs"], workspace.Members.SelectMany(m => m.Targets).Where(t => t.Kind == "lib").Select(t => t.Path.ToString()));
    }

    [Theory]
    [InlineData("edition = \"2015\"", "")]
    [InlineData("edition = \"2018\"\nautobins = false\nautoexamples = false\nautotests = false\nautobenches = false", "")]
    [InlineData("edition = \"2015\"", "[[bin]]\nname = \"a\"\npath = \"src/main.rs\"\n")]
    public void Fact_45_discovery_of_targets_changes_no_edge(string package, string bins) =>
        Assert.Single(Of(Agree(TextFixture.Parse($"//- Cargo.toml\n[package]\nname = \"a\"\n{package}\n{bins}[dependencies]\nx = \"1\"\n//- src/lib.rs\n//- src/main.rs\n//- src/bin/b.rs\n//- tests/t.rs\n")), "a"));

    [Fact]
    public void Fact_46_a_byte_order_mark_and_windows_line_ends_are_fine()
    {
        var fixture = Lone("\uFEFF[package]\r\nname = \"a\"\r\ndescription = \"\"\"\r\nx\r\n\"\"\"\r\n[dependencies]\r\nx = \"1\"\r\n"u8.ToArray());
        Assert.Equal("Cargo.toml:7", Assert.Single(Of(Agree(fixture), "a")).Location.ToString());
    }

    [Fact]
    public void Fact_46_other_encodings_lone_returns_and_duplicates_are_refused()
    {
        BothRefuse("HRN0002", "Cargo.toml:2", Lone([.. "package.name = \"a\"\n# "u8, 0xFF, .. "\n"u8]));
        BothRefuse("HRN0002", "Cargo.toml:1", Lone(Encoding.Unicode.GetBytes("package.name = \"a\"\n")));
        BothRefuse("HRN0002", "Cargo.toml:1", Lone("package.name = \"a\" \r # x\n"u8.ToArray()));
        BothRefuse("HRN0002", "Cargo.toml:3", Lone("[package]\nname = \"a\"\nname = \"a\"\n"u8.ToArray()));
    }

    [Fact]
    public void Fact_47_toml_1_1_is_read()
    {
        var fixture = Lone("package.name = \"\\x61\"\n[dependencies]\nx = {\n  version = \"1\", # why\n  features = [\"f\"],\n}\n"u8.ToArray());
        Assert.Equal(["f"], Assert.Single(Of(Agree(fixture), "a")).Features);
    }

    [Fact]
    public void Fact_48_the_name_of_the_manifest_has_a_capital()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), "the file system does not tell the two names apart");
        BothRefuse("HRN0001", "Cargo.toml:1", """
            //- Cargo.toml
            workspace.members = ["a"]
            //- a/cargo.toml
            package.name = "a"
            """);
    }

    [Theory]
    [InlineData("ñandú")]
    [InlineData("_x")]
    [InlineData("a-b_c9")]
    public void Fact_48_names_start_as_identifiers(string name) =>
        Assert.Equal(name, Assert.Single(Agree($"//- Cargo.toml\npackage.name = \"{name}\"\n").Members).Name);

    [Theory]
    [InlineData("9a")]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("😀")]
    public void Fact_48_other_names_are_refused(string name) =>
        BothRefuse("HRN0003", "Cargo.toml:1", $"//- Cargo.toml\npackage.name = \"{name}\"\n");

    [Fact]
    public void Fact_49_a_package_needs_neither_version_nor_edition() =>
        Assert.Equal("0.0.0", Assert.Single(Agree("//- Cargo.toml\npackage.name = \"a\"\n[dev_dependencies]\nx = \"1\"\n").Members).Version);

    [Theory]
    [InlineData("version = \"1\"")]
    [InlineData("version = 1")]
    [InlineData("edition = \"2019\"")]
    [InlineData("edition = 2018")]
    public void Fact_49_a_version_or_edition_that_stands_is_a_real_one(string line) =>
        BothRefuse("HRN0003", "Cargo.toml:3", $"//- Cargo.toml\n[package]\nname = \"a\"\n{line}\n");

    [Fact]
    public void Fact_50_a_submodule_is_an_empty_directory()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("Cargo.toml", "[workspace]\nmembers = [\"m/*\"]\n");
        Directory.CreateDirectory(directory.Combine("m/sub"));
        BothRefuse("HRN0001", "Cargo.toml:2", directory);
        directory.Write("Cargo.toml", "[workspace]\nmembers = [\"m/*\"]\nexclude = [\"m/sub\"]\n");
        Assert.Empty(Agree(directory).Members);
    }

    private static TextFixture Lone(byte[] manifest) => TextFixture.Parse("//- src/lib.rs").With("Cargo.toml", manifest);
}
