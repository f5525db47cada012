using Harness.Testing;
using Harness.Trees;
using Harness.Workspaces;
using Xunit;

namespace Harness.Git.Tests;

/// <summary>Packages in submodules, of which a commit holds nothing but the place. See case 38.</summary>
public sealed class SubmoduleTests
{
    private const string Manifest = "[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";

    [Fact]
    public void A_member_in_a_submodule_is_a_package_whose_inside_is_unknown()
    {
        var codebase = Load(("Cargo.toml", Root("crates/*")), ("crates/a/Cargo.toml", Manifest + "[dependencies]\nsub = { path = \"../sub\" }\n"), ("crates/a/src/lib.rs", ""));

        var sub = codebase.FindPackage(RepoPath.Parse("crates/sub"))!;
        Assert.Empty(codebase.Diagnostics);
        Assert.Equal(("sub", PackageRole.Member, RepoPath.Parse("crates/sub")), (sub.Name, sub.Role, sub.Submodule!.Value));
        Assert.Same(sub, codebase.FindPackage(RepoPath.Parse("crates/a"))!.Dependencies[0].Resolved);
        Assert.Null(codebase.FindPackage(RepoPath.Parse("crates/a"))!.Submodule);
    }

    [Fact]
    public void A_dependency_tells_the_name_of_a_package_in_a_submodule_also_where_its_directory_is_called_otherwise()
    {
        var codebase = Load(("Cargo.toml", Root("crates/*")), ("crates/a/Cargo.toml", Manifest + "[dependencies]\nreal = { path = \"../sub\" }\n"), ("crates/a/src/lib.rs", ""));

        Assert.Empty(codebase.Diagnostics);
        Assert.Equal("real", codebase.FindPackage(RepoPath.Parse("crates/sub"))!.Name);
    }

    [Fact]
    public void A_package_in_a_submodule_that_two_dependencies_call_differently_is_refused()
    {
        var codebase = Load(
            ("Cargo.toml", Root("crates/a")),
            ("crates/a/Cargo.toml", Manifest + "[dependencies]\nreal = { path = \"../sub\" }\nother = { path = \"../sub\" }\n"),
            ("crates/a/src/lib.rs", ""));

        Assert.Contains(codebase.Diagnostics, d => d.Message.Contains("by another dependency", StringComparison.Ordinal));
    }

    [Fact]
    public void A_patch_by_a_package_in_a_submodule_leads_there()
    {
        var codebase = Load(
            ("Cargo.toml", Root("crates/a") + "[patch.crates-io]\nserde = { path = \"crates/sub/serde\" }\n"),
            ("crates/a/Cargo.toml", Manifest + "[dependencies]\nserde = \"1\"\n"),
            ("crates/a/src/lib.rs", ""));

        Assert.Empty(codebase.Diagnostics);
        Assert.Equal(RepoPath.Parse("crates/sub/serde"), codebase.FindPackage(RepoPath.Parse("crates/a"))!.Dependencies[0].Resolved!.Directory);
    }

    [Fact]
    public void A_pattern_of_members_in_a_submodule_stands_for_none()
    {
        var codebase = Load(("Cargo.toml", "[workspace]\nmembers = [\"crates/a\", \"crates/sub/*\"]\nresolver = \"3\"\n"), ("crates/a/Cargo.toml", Manifest), ("crates/a/src/lib.rs", ""));

        Assert.Empty(codebase.Diagnostics);
        Assert.Equal(["a"], codebase.Packages.Select(p => p.Name));
    }

    [Fact]
    public void A_submodule_that_is_not_checked_out_says_how_it_is()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("Cargo.toml", Root("crates/*"));
        directory.Write(".gitmodules", "[submodule \"sub\"]\n\tpath = crates/sub\n\turl = ../sub\n");
        Directory.CreateDirectory(directory.Combine("crates/sub"));

        var problem = Assert.Single(Codebase.Load(new DirectoryTree(directory.Path), new CodebaseOptions()).Diagnostics);

        Assert.Equal("check the submodule out: 'git submodule update --init crates/sub'", problem.Help);
    }

    [Fact]
    public void A_file_that_a_partial_clone_lacks_is_not_taken_for_a_broken_one()
    {
        using var git = new GitFixture();
        git.Write("Cargo.toml", Root("crates/*")).Write("crates/a/Cargo.toml", Manifest).Write("crates/a/src/lib.rs", "").Commit("one");
        git.Run("config", "uploadpack.allowFilter", "true");
        using var clone = new TemporaryDirectory();
        git.Run("clone", "-q", "--no-checkout", "--filter=blob:none", new Uri(git.Path).AbsoluteUri, clone.Combine("c"));
        using (var repository = GitRepository.Open(clone.Combine("c")))
        {
            var tree = repository.GetTree(repository.Resolve("HEAD"));
            var problem = Assert.Single(Codebase.Load(tree, new CodebaseOptions()).Diagnostics);

            Assert.Equal(ReadStatus.NotFetched, tree.Read(RepoPath.Parse("Cargo.toml")).Status);
            Assert.Contains("is not in this clone", problem.Message, StringComparison.Ordinal);
            Assert.StartsWith("run 'git fetch --refetch --no-filter'", problem.Help, StringComparison.Ordinal);
        }

        // The cure that it names.
        git.Run("-C", clone.Combine("c"), "fetch", "-q", "--refetch", "--no-filter", "origin");
        using var cured = GitRepository.Open(clone.Combine("c"));
        Assert.Empty(Codebase.Load(cured.GetTree(cured.Resolve("HEAD")), new CodebaseOptions()).Diagnostics);
    }

    private static string Root(string member) => $"[workspace]\nmembers = [\"{member}\"]\nresolver = \"3\"\n";

    private static Codebase Load(params (string Path, string Text)[] files)
    {
        using var git = new GitFixture();
        foreach (var (path, text) in files)
        {
            git.Write(path, text);
        }

        var one = git.Commit("one");
        git.Run("update-index", "--add", "--cacheinfo", $"160000,{one},crates/sub");
        var two = git.Run("commit-tree", git.Run("write-tree"), "-m", "two");
        using var repository = GitRepository.Open(git.Path);
        return Codebase.Load(repository.GetTree(repository.Resolve(two)), new CodebaseOptions());
    }
}
