using Harness.Changes;
using Harness.Trees;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Changes;

public sealed class RootManifestChangeTests
{
    private const string Root = """
        [workspace]
        resolver = "2"
        members = ["crates/a", "crates/b"]
        [workspace.dependencies]
        serde = "1"
        log = { version = "0.4", features = ["std"] }
        unused = "1"
        [workspace.package]
        edition = "2021"
        [workspace.metadata]
        moment = 2020-01-01T00:00:00Z
        [profile.release]
        lto = true
        opt-level = 3

        """;

    [Fact]
    public void What_only_looks_different_is_no_difference() => Assert.Empty(Change("""
        # another form
        workspace.members = [
          "crates/b",
          'crates/a', # twice: "crates/a"
          "crates/a",
        ]
        workspace.resolver = '2'
        workspace.metadata.moment = 2020-01-01T00:00:00Z
        profile.release = { "opt-level" = 3, lto = true }
        [workspace.package]
        edition = "2021"
        [workspace.dependencies.log]
        version = "0.4"
        features = ["std"]
        [workspace.dependencies]
        unused = "1"
        serde = "1"

        """));

    [Theory]
    [InlineData("serde = \"1\"", "serde = { version = \"1\", features = [\"derive\"] }", "workspace.dependencies.serde: crates/a")]
    [InlineData("serde = \"1\"\n", "serde = \"1\"\nnew = \"1\"\n", "workspace.dependencies.new: -")]
    [InlineData("log = { version = \"0.4\", features", "log = { version = \"0.4.1\", features", "workspace.dependencies.log: crates/a crates/b")]
    [InlineData("unused = \"1\"\n", "", "workspace.dependencies.unused: -")]
    [InlineData("lto = true", "lto = false", "profile.release.lto: -")]
    [InlineData("opt-level = 3", "opt-level = 3\nstrip = true", "profile.release.strip: -")]
    [InlineData("resolver = \"2\"", "resolver = \"1\"", "workspace.resolver: -")]
    [InlineData("2020-01-01T00", "2020-01-01T01", "workspace.metadata.moment: -")]
    [InlineData("[profile.release]", "[patch.crates-io]\nserde = { path = \"crates/a\" }\n[profile.release]", "patch: -")]
    [InlineData("[workspace.package]", "exclude = \"1\"\n[workspace.package]", "workspace.dependencies.exclude: -")]
    [InlineData("resolver = \"2\"", "resolver = \"2\"\nexclude = [\"x\"]", "workspace.exclude: -")]
    [InlineData("resolver = \"2\"", "resolver = \"2\"\ndefault-members = [\"crates/a\"]", "workspace.default-members: -")]
    [InlineData("\"crates/b\"]", "\"crates/b\", \"crates/c\"]", "workspace.members.crates/c: crates/c")]
    [InlineData("\"crates/b\"]", "\"./crates/b\"]", "workspace.members../crates/b: crates/b; workspace.members.crates/b: crates/b")]
    [InlineData(", \"crates/b\"]", "]", "workspace.members.crates/b: crates/b")]
    [InlineData("\"crates/b\"]", "\"crates/b\", \"crates/c*\"]", "workspace.members.crates/c*: -")]
    public void A_difference_concerns_the_packages_that_go_by_it_or_the_whole_workspace(string old, string now, string expected)
    {
        Assert.Contains(old, Root, StringComparison.Ordinal);
        Assert.Equal(expected, string.Join("; ", Change(Root.Replace(old, now, StringComparison.Ordinal)).Select(Spell)));
    }

    [Fact]
    public void Users_before_and_after_are_concerned()
    {
        var before = Load(Root, "serde.workspace = true", "");
        var after = Load(Root.Replace("serde = \"1\"", "serde = \"2\"", StringComparison.Ordinal), "", "serde.workspace = true");
        Assert.Equal(["workspace.dependencies.serde: crates/a crates/b"], RootManifestChange.Between(before, after, RepoPath.Parse("Cargo.toml")).Select(Spell));
    }

    [Fact]
    public void The_place_is_in_the_manifest_after_and_of_what_is_gone_before()
    {
        Assert.Equal(5, Assert.Single(Change(Root.Replace("serde = \"1\"", "serde = \"1.1\"", StringComparison.Ordinal))).Location.Line);
        Assert.Equal(13, Assert.Single(Change(Root.Replace("lto = true\n", "", StringComparison.Ordinal))).Location.Line);
    }

    [Fact]
    public void A_root_that_comes_or_goes_concerns_the_whole_workspace()
    {
        var none = Codebase.Load(MemoryTree.FromText([]), new CodebaseOptions(), TestContext.Current.CancellationToken);
        Assert.Equal("workspace: -", Spell(Assert.Single(RootManifestChange.Between(none, Load(Root, "", ""), RepoPath.Parse("Cargo.toml")))));
    }

    private static System.Collections.Immutable.ImmutableArray<RootManifestDifference> Change(string after) =>
        RootManifestChange.Between(Load(Root, "serde.workspace = true\nlog.workspace = true", "log.workspace = true"), Load(after, "serde.workspace = true\nlog.workspace = true", "log.workspace = true"), RepoPath.Parse("Cargo.toml"));

    private static Codebase Load(string root, string a, string b)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["Cargo.toml"] = root };
        foreach (var (name, dependencies) in new[] { ("a", a), ("b", b), ("c", "") })
        {
            files[$"crates/{name}/Cargo.toml"] = $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\n{dependencies}\n";
            files[$"crates/{name}/src/lib.rs"] = "";
        }

        return Codebase.Load(MemoryTree.FromText(files), new CodebaseOptions(), default);
    }

    private static string Spell(RootManifestDifference difference) =>
        $"{difference.Key}: {(difference.Packages.IsEmpty ? "-" : string.Join(' ', difference.Packages))}";
}
