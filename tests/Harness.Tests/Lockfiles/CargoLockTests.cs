using Harness.Lockfiles;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Lockfiles;

public sealed class CargoLockTests
{
    private const string CratesIo = "registry+https://github.com/rust-lang/crates.io-index";

    [Fact]
    public void A_reference_is_the_same_however_short_it_is_written()
    {
        var one = LockedTree.Parse($"version = 4\n{Package("a", "1.0.0", null, "syn")}{Package("syn", "1.0.0")}");
        var two = LockedTree.Parse($"version = 4\n{Package("a", "1.0.0", null, "syn 1.0.0")}{Package("syn", "1.0.0")}{Package("syn", "2.0.0")}");
        Assert.Equal(["Added syn 2.0.0"], LockChange.Between(one, two).Select(c => $"{c.Kind} {c.After}"));
    }

    [Fact]
    public void The_first_version_kept_checksums_apart_and_wrote_references_whole()
    {
        var old = LockedTree.Parse($"{Package("a", "1.0.0", null, $"log 0.4.0 ({CratesIo})")}{Package("log", "0.4.0")}[metadata]\n\"checksum log 0.4.0 ({CratesIo})\" = \"aa\"\n");
        var now = LockedTree.Parse($"version = 4\n{Package("a", "1.0.0", null, "log")}{Package("log", "0.4.0")}checksum = \"aa\"\n");
        Assert.Equal((1, 4), (old.Version, now.Version));
        Assert.Equal(2, LockedTree.Parse(Package("a", "1.0.0", null)).Version);
        Assert.Empty(LockChange.Between(old, now));
    }

    [Fact]
    public void The_fourth_version_encodes_what_the_third_did_not()
    {
        var third = LockedTree.Parse($"version = 3\n{Package("x", "1.0.0", "git+https://e.org/x?branch=a/b#01")}");
        var fourth = LockedTree.Parse($"version = 4\n{Package("x", "1.0.0", "git+https://e.org/x?branch=a%2Fb#01")}");
        Assert.Empty(LockChange.Between(third, fourth));
    }

    [Fact]
    public void Of_two_packages_of_a_name_and_version_the_path_is_the_one_without_a_source()
    {
        var text = LockedTree.Parse($"version = 4\n{Package("a", "1.0.0", null, "x 1.0.0", $"x 1.0.0 ({CratesIo})")}{Package("x", "1.0.0", null)}{Package("x", "1.0.0")}");
        Assert.Empty(text.Faults);
        Assert.Equal([null, CratesIo], text.Packages[0].Dependencies.Select(d => d.Target.Source));
    }

    [Theory]
    [InlineData("version = 5\n", "the version of the format")]
    [InlineData("version = 4\n[[package]]\nname = \"a\"\n", "no name or no version")]
    [InlineData("version = 4\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\ndependencies = [\"b\"]\n", "'b' of 'a 1.0.0' is not one locked package")]
    [InlineData("version = 4\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n", "'a 1.0.0' is locked twice")]
    [InlineData("version = 4\npackage = [1]\n", "no name or no version")]
    public void What_cargo_would_not_write_is_a_fault(string text, string phrase) =>
        Assert.Contains(LockedTree.Parse(text).Faults, f => f.Phrase.Contains(phrase, StringComparison.Ordinal));

    [Fact]
    public void Broken_toml_is_a_diagnostic() =>
        Assert.Equal("HRN0002", Assert.Single(CargoLock.Parse(SourceText.From(RepoPath.Parse("Cargo.lock"), "= x")).Diagnostics).Descriptor.Id);

    [Fact]
    public void A_source_and_a_checksum_that_change_are_told_apart()
    {
        var before = LockedTree.Parse($"version = 4\n{Package("x", "1.0.0")}checksum = \"aa\"\n{Package("y", "1.0.0")}checksum = \"aa\"\n{Package("z", "1.0.0", "git+https://e.org/z#01")}");
        var after = LockedTree.Parse($"version = 4\n{Package("x", "1.0.0", "registry+https://e.org/i")}checksum = \"aa\"\n{Package("y", "1.0.0")}checksum = \"bb\"\n{Package("z", "1.0.0", "git+https://e.org/z#02")}");
        Assert.Equal(["SourceChanged", "ChecksumChanged", "EntryChanged"], LockChange.Between(before, after).Select(c => c.Kind.ToString()));
    }

    private static string Package(string name, string version, string? source = CratesIo, params string[] dependencies) =>
        $"[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n{(source is null ? "" : $"source = \"{source}\"\n")}"
        + (dependencies.Length == 0 ? "" : $"dependencies = [{string.Join(", ", dependencies.Select(d => $"\"{d}\""))}]\n");
}
