using Harness.Lockfiles;
using Xunit;

namespace Harness.Tests.Lockfiles;

/// <summary>What Cargo itself makes of a lock file is explained and consistent; what anybody else makes of it is not.</summary>
public sealed class LockMeaningTests : IDisposable
{
    private readonly LockedWorkspace workspace = LockedWorkspace.Create()
        .Vendor("syn", "1.0.0").Vendor("syn", "2.0.0")
        .Vendor("serde", "1.0.0", "syn = \"2\"\n").Vendor("serde_derive", "1.0.0", "syn = \"2\"\n")
        .Vendor("old", "0.1.0", "syn = \"1\"\n")
        .Vendor("log", "0.4.0")
        .Vendor("opt", "1.0.0", "serde_derive = { version = \"1\", optional = true }\n", "derive = [\"dep:serde_derive\"]\n")
        .Member("a", "serde = \"1\"\nb = { path = \"../b\" }\n")
        .Member("b", "log = \"0.4\"\n[dev-dependencies]\nserde = \"1\"\n[target.'cfg(windows)'.dependencies]\nopt = { version = \"1\", optional = true }\n");

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void What_cargo_writes_first_is_explained_and_consistent()
    {
        var empty = workspace.Read();
        var locked = workspace.Lock();
        Assert.Empty(locked.Inconsistent());
        Assert.Empty(empty.Unexplained(locked));
        Assert.Empty(locked.Unexplained(locked));
    }

    [Fact]
    public void A_new_dependency_explains_itself_and_what_comes_with_it()
    {
        var before = workspace.Lock();
        var after = workspace.Member("a", "serde = \"1\"\nold = \"0.1\"\nb = { path = \"../b\" }\n").Lock();
        Assert.Contains("\"syn 2.0.0\"", after.Text, StringComparison.Ordinal);
        Assert.Equal(["Added old 0.1.0", "Added syn 1.0.0", "EntryChanged a 0.1.0"], Spell(before, after).Order(StringComparer.Ordinal));
        Assert.Empty(before.Unexplained(after));
        Assert.Empty(after.Unexplained(before));
        Assert.Empty(after.Inconsistent());
    }

    [Fact]
    public void A_feature_explains_what_it_turns_on()
    {
        var before = workspace.Lock();
        var after = workspace.Member("b", "log = \"0.4\"\nopt = { version = \"1\", features = [\"derive\"] }\n").Lock();
        Assert.Contains("serde_derive", after.Text, StringComparison.Ordinal);
        Assert.Empty(before.Unexplained(after));
        Assert.Empty(after.Unexplained(before));
    }

    [Fact]
    public void Releases_new_members_and_members_that_go_are_explained()
    {
        var first = workspace.Lock();
        var second = workspace.Member("b", "log = \"0.4\"\n", "0.2.0").Member("c", "a = { path = \"../a\" }\nold = \"0.1\"\n").Lock();
        var third = workspace.Remove("c").Lock();
        Assert.Empty(first.Unexplained(second));
        Assert.Empty(second.Unexplained(third));
        Assert.Empty(third.Inconsistent());
        Assert.Equal(["EntryChanged a 0.1.0", "EntryChanged b 0.2.0"], Spell(first, third).Where(s => s.StartsWith("Entry", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_package_beside_the_workspace_is_locked_without_its_dev_dependencies()
    {
        var first = workspace.Lock();
        var second = workspace.Crate("beside", "log = \"0.4\"\n[dev-dependencies]\nold = \"0.1\"\n").Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\nexclude = [\"vendor\", \"beside\"]\n")
            .Member("a", "serde = \"1\"\nb = { path = \"../b\" }\nbeside = { path = \"../../beside\" }\n").Lock();
        Assert.DoesNotContain("old", second.Text, StringComparison.Ordinal);
        Assert.Empty(second.Inconsistent());
        Assert.Empty(first.Unexplained(second));
    }

    [Fact]
    public void An_update_without_a_manifest_is_not_explained_and_is_consistent()
    {
        var before = workspace.Lock();
        var after = workspace.Vendor("log", "0.4.1").Run("update", "--offline");
        Assert.Empty(after.Inconsistent());
        Assert.Equal(
            [
                "'b 0.1.0' depends on 'log 0.4.0' no longer, and no changed manifest says so",
                "'b 0.1.0' depends on 'log 0.4.1' now, and no changed manifest leads there",
                "'log 0.4.0' is gone, and no changed manifest takes it away",
                "'log 0.4.1' appears, and no changed manifest leads to it",
            ],
            before.Unexplained(after).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_requirement_that_rises_explains_the_version_that_moves()
    {
        var before = workspace.Lock();
        var after = workspace.Vendor("log", "0.4.1").Member("b", "log = \"0.4.1\"\n").Lock();
        Assert.Contains("0.4.1", after.Text, StringComparison.Ordinal);
        Assert.Empty(before.Unexplained(after));
        Assert.Equal(
            ["'b 0.1.0' asks for 'log ^0.4.1' in its manifest, and no such package is locked for it", "'b 0.1.0' depends on 'log 0.4.0', and its manifest does not ask for that"],
            after.With(before.Text).Inconsistent().Where(p => p.Contains("log", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_release_does_not_excuse_what_moves_beside_it()
    {
        var before = workspace.Lock();
        workspace.Vendor("log", "0.4.1").Member("b", "log = \"0.4\"\n[dev-dependencies]\nserde = \"1\"\n[target.'cfg(windows)'.dependencies]\nopt = { version = \"1\", optional = true }\n", "0.2.0");
        Assert.Empty(before.Unexplained(workspace.Lock()));
        Assert.Contains("'log 0.4.1' appears, and no changed manifest leads to it", before.Unexplained(workspace.Run("update", "--offline")));
    }

    [Theory]
    [InlineData("checksum = \"", "checksum = \"0", "the checksum of")]
    [InlineData("name = \"serde\"\nversion = \"1.0.0\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"", "name = \"serde\"\nversion = \"1.0.0\"\nsource = \"registry+https://example.org/index\"", "comes from")]
    [InlineData(" \"log\",\n", "", "depends on 'log 0.4.0' no longer")]
    [InlineData(" \"b\",\n", " \"b\",\n \"log\",\n", "its manifest does not ask for that")]
    [InlineData("name = \"serde\"\nversion = \"1.0.0\"", "name = \"serde\"\nversion = \"1.0.7\"", "appears, and no changed manifest leads to it")]
    [InlineData("name = \"b\"\nversion = \"0.1.0\"", "name = \"b\"\nversion = \"0.3.0\"", "its manifest says version '0.1.0'")]
    public void What_somebody_edits_is_not_explained(string old, string edited, string phrase)
    {
        var before = workspace.Lock();
        Assert.Contains(old, before.Text, StringComparison.Ordinal);
        var at = before.Text.IndexOf(old, StringComparison.Ordinal);
        var after = before.With(string.Concat(before.Text.AsSpan(0, at), edited, before.Text.AsSpan(at + old.Length)));
        Assert.Contains(before.Unexplained(after), p => p.Contains(phrase, StringComparison.Ordinal));
    }

    [Fact]
    public void What_nothing_reaches_is_neither_explained_nor_consistent()
    {
        var before = workspace.Lock();
        var after = before.With(before.Text + "\n[[package]]\nname = \"evil\"\nversion = \"1.0.0\"\nsource = \"git+https://example.org/evil#0123\"\n");
        Assert.Equal(["'evil 1.0.0 (git+https://example.org/evil#0123)' appears, and no changed manifest leads to it"], before.Unexplained(after));
        Assert.Equal(["no package of the workspace reaches 'evil 1.0.0 (git+https://example.org/evil#0123)'"], after.Inconsistent());
    }

    [Fact]
    public void A_changed_edge_does_not_bring_in_a_source_that_no_manifest_names()
    {
        var before = workspace.Lock();
        var honest = workspace.Member("a", "serde = \"1\"\nold = \"0.1\"\nb = { path = \"../b\" }\n").Lock();
        var text = honest.Text.Replace("name = \"syn\"\nversion = \"1.0.0\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"", "name = \"syn\"\nversion = \"1.0.0\"\nsource = \"git+https://example.org/syn#01\"", StringComparison.Ordinal);
        Assert.Equal(["'syn 1.0.0 (git+https://example.org/syn#01)' comes from a source that no manifest names"], before.Unexplained(honest.With(text)));
    }

    [Theory]
    [InlineData("log = \"0.4.0\"\n", "")]
    [InlineData("log = \">=0.4, <0.5\"\n", "")]
    [InlineData("log = \"0.4\"\n", "[features]\nempty = []\n")]
    [InlineData("log = \"0.4\"\n", "[features]\nloud = [\"log/loud\"]\n")]
    [InlineData("log = { version = \"0.4\", features = [\"loud\"] }\n", "")]
    public void A_requirement_that_still_allows_what_is_locked_moves_nothing(string dependency, string features)
    {
        workspace.Vendor("log", "0.4.0", "", "loud = []\n").Vendor("log", "0.4.1", "", "loud = []\n").Member("b", "log = \"=0.4.1\"\n").Lock();
        var before = workspace.Member("b", "log = \"0.4\"\n").Lock();
        var honest = workspace.Member("b", dependency + features).Lock();
        Assert.Contains("0.4.1", before.Text, StringComparison.Ordinal);
        Assert.Empty(before.Unexplained(honest));
        foreach (var other in new[] { "0.4.0", "0.4.2" })
        {
            var moved = honest.With(honest.Text.Replace("0.4.1", other, StringComparison.Ordinal));
            Assert.Contains($"'log {other}' appears, and no changed manifest leads to it", before.Unexplained(moved));
        }
    }

    [Fact]
    public void A_feature_adds_what_it_turns_on_and_moves_nothing_below()
    {
        workspace.Vendor("syn", "2.0.1");
        var before = workspace.Lock();
        var honest = workspace.Member("a", "serde = { version = \"1\", features = [\"more\"] }\nb = { path = \"../b\" }\n").Vendor("serde", "1.0.0", "syn = \"2\"\nold = { version = \"0.1\", optional = true }\n", "more = [\"dep:old\"]\n").Lock();
        Assert.Contains("name = \"old\"", honest.Text, StringComparison.Ordinal);
        Assert.Empty(before.Unexplained(honest));
        var moved = honest.With(honest.Text.Replace("2.0.1", "2.0.2", StringComparison.Ordinal));
        Assert.Contains("'syn 2.0.2' appears, and no changed manifest leads to it", before.Unexplained(moved));
    }

    [Fact]
    public void What_an_untouched_package_depends_on_stays_as_it_is()
    {
        var before = workspace.Lock();
        var after = workspace.Member("a", "serde = \"1.0\"\nlog = \"0.4\"\nb = { path = \"../b\" }\n").Lock();
        Assert.Empty(before.Unexplained(after));
        var edited = after.With(after.Text.Replace("dependencies = [\n \"syn 2.0.0\",\n]", "dependencies = [\n \"evil\",\n \"syn 2.0.0\",\n]", StringComparison.Ordinal).Replace("dependencies = [\n \"syn\",\n]", "dependencies = [\n \"evil\",\n \"syn\",\n]", StringComparison.Ordinal)
            + $"\n[[package]]\nname = \"evil\"\nversion = \"1.0.0\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \"{new string('0', 64)}\"\n");
        Assert.Contains("'evil 1.0.0' appears, and no changed manifest leads to it", before.Unexplained(edited));
        Assert.Contains("'serde 1.0.0' depends on 'evil 1.0.0' now, and no changed manifest leads there", before.Unexplained(edited));
    }

    [Fact]
    public void A_version_never_goes_down_whatever_asks_for_it()
    {
        workspace.Vendor("log", "0.4.1");
        var before = workspace.Lock();
        var after = workspace.Member("a", "log = \"=0.4.0\"\nserde = \"1\"\nb = { path = \"../b\" }\n").Lock();
        Assert.Equal(["'log 0.4.0' is locked where 'log 0.4.1' was: a locked version never goes down"], before.Unexplained(after));
        Assert.Empty(after.Inconsistent());
    }

    [Theory]
    [InlineData("checksum = \"\"", "is not a SHA-256 checksum")]
    [InlineData("", "has no checksum")]
    public void A_new_package_has_the_checksum_of_an_archive(string checksum, string phrase)
    {
        var before = workspace.Lock();
        var after = workspace.Member("a", "serde = \"1\"\nold = \"0.1\"\nb = { path = \"../b\" }\n").Lock();
        var at = after.Text.IndexOf("checksum", after.Text.IndexOf("name = \"old\"", StringComparison.Ordinal), StringComparison.Ordinal);
        var edited = after.With(string.Concat(after.Text.AsSpan(0, at), checksum, after.Text.AsSpan(after.Text.IndexOf('\n', at))));
        Assert.Contains(phrase, Assert.Single(before.Unexplained(edited)), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_compatible_versions_are_not_locked_beside_one_another()
    {
        workspace.Vendor("log", "0.4.1");
        var before = workspace.Vendor("log", "0.4.2").Member("b", "log = \"=0.4.1\"\n").Lock();
        var after = workspace.Member("a", "log = \"=0.4.2\"\nserde = \"1\"\nb = { path = \"../b\" }\n").Member("b", "log = \"0.4\"\n").Lock();
        Assert.Empty(before.Unexplained(after));
        var twins = after.With(after.Text + $"\n[[package]]\nname = \"log\"\nversion = \"0.4.3\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \"{new string('0', 64)}\"\n"
            .Replace("\r", "", StringComparison.Ordinal));
        Assert.NotEmpty(before.Unexplained(twins.With(twins.Text.Replace(" \"log\",", " \"log 0.4.2\",", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_lock_file_beside_no_workspace_speaks_for_nothing()
    {
        var locked = workspace.Lock();
        var elsewhere = CargoLock.Absent(Harness.Trees.RepoPath.Parse("x/Cargo.lock"));
        Assert.Contains("no workspace that is judged has its root in 'x'", Assert.Single(LockMeaning.FindInconsistent(elsewhere, locked.Codebase)).Phrase, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Spell(LockedTree before, LockedTree after) =>
        LockChange.Between(before.Lock, after.Lock).Select(c => $"{c.Kind} {(c.After ?? c.Before)!.Id}");
}
