using Harness.Changes;
using Harness.Rights;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Rights;

public sealed class BoundaryChangeTests
{
    private const string Package = "[package]\nname = \"a\"\n";

    [Theory]
    [InlineData(Package, Package + "version = \"0.2.0\"\n", null)]
    [InlineData(Package, Package + "[dependencies]\nserde = \"1\"\n", null)]
    [InlineData(Package, "[package]\nname = \"b\"\n", null)]
    [InlineData(Package + "[workspace]\nmembers = []\n", Package + "[workspace]\nmembers = [\"b\"]\n", null)]
    [InlineData(Package, Package + "[workspace]\n", "workspace")]
    [InlineData("[workspace]\n", Package + "[workspace]\n", "package")]
    [InlineData("[project]\nname = \"a\"\n[workspace]\n", "[workspace]\n", "project")]
    [InlineData(Package, Package + "workspace = \"..\"\n", "package.workspace")]
    [InlineData("[project]\nname = \"a\"\nworkspace = \"..\"\n", "[project]\nname = \"a\"\nworkspace = \"../b\"\n", "project.workspace")]
    [InlineData(Package, "[package\n", "a/Cargo.toml")]
    public void A_boundary_moves_with_what_makes_a_package_or_a_workspace(string old, string now, string? what) =>
        Assert.Equal(what, Find("a/Cargo.toml", old, now));

    [Theory]
    [InlineData("a/Cargo.toml", null, Package, "a/Cargo.toml")]
    [InlineData("a/Cargo.toml", Package, null, "a/Cargo.toml")]
    [InlineData("a/cargo.toml", null, Package, null)]
    [InlineData("a/Cargo.toml.orig", Package, null, null)]
    public void A_manifest_that_comes_or_goes_moves_one(string path, string? old, string? now, string? what) => Assert.Equal(what, Find(path, old, now));

    private static string? Find(string path, string? old, string? now) =>
        new BoundaryChange(Tree(path, old), Tree(path, now)).Find(new FileChange(RepoPath.Parse(path), Version(old, "1"), Version(now, "2")))?.Key;

    private static MemoryTree Tree(string path, string? text) => MemoryTree.FromText(text is null ? [] : new Dictionary<string, string> { [path] = text });

    private static FileVersion Version(string? text, string id) => text is null ? FileVersion.Absent : new FileVersion(EntryMode.File, id);
}
