using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Harness.Changes;
using Harness.Policies;
using Harness.Rights;
using Harness.Trees;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Rights;

public sealed class GrantedChangeTests
{
    private const string Registry = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n";

    private static readonly Dictionary<string, string> Files = new()
    {
        ["Cargo.toml"] = "[workspace]\nmembers = [\"a\", \"b\"]\nresolver = \"3\"\n[workspace.dependencies]\nlog = \"0.4\" # log\n",
        ["a/Cargo.toml"] = "[package]\nname = \"a\"\nversion = \"1.2.3\"\nedition = \"2024\"\n[dependencies]\nb = { path = \"../b\", version = \"0.1.0\" }\nserde = \"1.0\"\n",
        ["b/Cargo.toml"] = "[package]\nname = \"b\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\nlog.workspace = true\n",
        ["a/src/lib.rs"] = "#![doc = include_str!(\"../RELEASES.md\")]\n",
        ["b/src/lib.rs"] = "",
        ["CHANGELOG.md"] = "# Changes\n",
        ["a/RELEASES.md"] = "# Releases\n",
        ["Cargo.lock"] = "version = 4\n" + Local("a", "1.2.3", "b", "serde") + Local("b", "0.1.0", "log") + Locked("log", "0.4.1") + Locked("serde", "1.0.5", "syn") + Locked("syn", "2.0.0"),
    };

    [Theory]
    [InlineData("a/Cargo.toml", "version = \"1.2.3\"", "version = \"1.2.4\"", true)]
    [InlineData("a/Cargo.toml", "version = \"1.2.3\"", "version = \"2.0.0-rc.1\"", true)]
    [InlineData("a/Cargo.toml", "version = \"1.2.3\"", "version = \"1.2.2\"", false)]
    [InlineData("a/Cargo.toml", "version = \"1.2.3\"", "version = \"1.2.9\"", false)]
    [InlineData("a/Cargo.toml", "version = \"1.2.3\"", "version = \"1.2.4\" # more", false)]
    [InlineData("a/Cargo.toml", "version = \"1.2.3\"", "version  =  \"1.2.4\"", false)]
    [InlineData("a/Cargo.toml", "version = \"1.2.3\"", "version = \"1.2.4\"\npublish = false", false)]
    [InlineData("a/Cargo.toml", "name = \"a\"", "name = \"c\"", false)]
    [InlineData("a/Cargo.toml", "edition = \"2024\"", "edition = \"2021\"", false)]
    [InlineData("a/Cargo.toml", "serde = \"1.0\"", "serde = \"1.1\"", false)]
    [InlineData("a/Cargo.toml", "version = \"0.1.0\" }", "version = \"0.2.0\" }", false)]
    [InlineData("a/Cargo.toml", "version = \"0.1.0\" }", "version = \"*\" }", false)]
    [InlineData("CHANGELOG.md", "# Changes\n", "# Changes\n## 2\n", true)]
    [InlineData("CHANGELOG.md", "# Changes\n", "# \0\n", false)]
    [InlineData("a/RELEASES.md", "# Releases\n", "# Releases\n## 2\n", false)]
    [InlineData("b/CHANGES", "", "## 2\n", true)]
    [InlineData("b/Changelog.MD", "", "## 2\n", true)]
    [InlineData("b/releases.txt", "", "## 2\n", true)]
    [InlineData("b/CHANGES.rs", "", "## 2\n", false)]
    [InlineData("b/NEWS.md", "", "## 2\n", false)]
    [InlineData("b/src/lib.rs", "", "fn x() {}\n", false)]
    public void A_release_is_versions_one_step_up_and_changelogs(string path, string old, string now, bool expected) =>
        Assert.Equal(expected, Is(GrantKind.Release, Edit(path, old, now)).Values.Single());

    [Fact]
    public void A_release_moves_the_version_that_the_members_inherit()
    {
        var tip = new Dictionary<string, string>(Files) { ["Cargo.toml"] = Files["Cargo.toml"] + "[workspace.package]\nversion = \"1.2.3\"\n" };
        tip["a/Cargo.toml"] = tip["a/Cargo.toml"].Replace("version = \"1.2.3\"", "version.workspace = true", StringComparison.Ordinal);
        var after = new Dictionary<string, string>(tip) { ["Cargo.toml"] = tip["Cargo.toml"].Replace("1.2.3", "1.2.4", StringComparison.Ordinal) };
        Assert.True(Is(GrantKind.Release, tip, after).Values.Single());

        after["Cargo.toml"] = tip["Cargo.toml"].Replace("1.2.3", "1.2.9", StringComparison.Ordinal);
        Assert.False(Is(GrantKind.Release, tip, after).Values.Single());
    }

    [Theory]
    [InlineData("0.2.0", "0.2.0", true)]
    [InlineData("0.2.0", "0.1.5", false)]
    [InlineData("0.2.0", "0.3.0", false)]
    [InlineData("0.2.0", "=0.2.0", false)]
    [InlineData("0.2.0", ">=0.1.0", false)]
    public void What_asks_for_a_released_package_follows_its_version(string version, string requirement, bool expected)
    {
        var after = Edit("b/Cargo.toml", "version = \"0.1.0\"", $"version = \"{version}\"");
        after["a/Cargo.toml"] = after["a/Cargo.toml"].Replace("version = \"0.1.0\" }", $"version = \"{requirement}\" }}", StringComparison.Ordinal);
        after["Cargo.lock"] = after["Cargo.lock"].Replace("name = \"b\"\nversion = \"0.1.0\"", $"name = \"b\"\nversion = \"{version}\"", StringComparison.Ordinal);
        var verdicts = Is(GrantKind.Release, after);
        Assert.True(verdicts["b/Cargo.toml"]);
        Assert.True(verdicts["Cargo.lock"]);
        Assert.Equal(expected, verdicts["a/Cargo.toml"]);
    }

    [Theory]
    [InlineData("a/Cargo.toml", "serde = \"1.0\"", "serde = \"1.0.5\"", true)]
    [InlineData("a/Cargo.toml", "serde = \"1.0\"", "serde = \"1.0.6\"", false)]
    [InlineData("a/Cargo.toml", "serde = \"1.0\"", "serde = \"0.9\"", false)]
    [InlineData("a/Cargo.toml", "serde = \"1.0\"", "serde = \"*\"", false)]
    [InlineData("a/Cargo.toml", "serde = \"1.0\"", "serde = \">=1.0\"", false)]
    [InlineData("a/Cargo.toml", "serde = \"1.0\"", "serde = \"1.0.5\" # more", false)]
    [InlineData("a/Cargo.toml", "serde = \"1.0\"", "serde = { version = \"1.0.5\" }", false)]
    [InlineData("a/Cargo.toml", "version = \"0.1.0\" }", "version = \"0.2.0\" }", false)]
    [InlineData("Cargo.toml", "log = \"0.4\"", "log = \"0.4.1\"", true)]
    [InlineData("CHANGELOG.md", "# Changes\n", "# Changes\n## 2\n", false)]
    public void An_update_raises_requirements_to_what_is_locked(string path, string old, string now, bool expected) =>
        Assert.Equal(expected, Is(GrantKind.Update, Edit(path, old, now)).Values.Single());

    [Theory]
    [InlineData("log 0.4.1>log 0.4.2", true)]
    [InlineData("log 0.4.1>log 0.4.0", false)]
    [InlineData("log 0.4.1>log 0.4.1 2", false)]
    [InlineData("serde 1.0.5 syn>serde 1.0.6 syn", true)]
    [InlineData("serde 1.0.5 syn>serde 1.0.6 syn extra|+extra 1.0.0", true)]
    [InlineData("serde 1.0.5 syn>serde 1.0.5 syn extra|+extra 1.0.0", false)]
    [InlineData("serde 1.0.5 syn>serde 1.0.5", false)]
    [InlineData("log 0.4.1>log 0.4.2|serde 1.0.5 syn>serde 1.0.5 extra syn|+extra 1.0.0", false)]
    [InlineData("serde 1.0.5 syn>serde 1.0.6 syn|syn 2.0.0>syn 1.9.0", false)]
    [InlineData("syn 2.0.0>syn 1.9.0", false)]
    [InlineData("log 0.4.1>log 0.4.2|+extra 1.0.0", false)]
    public void An_update_moves_locked_versions_up_and_brings_what_these_need(string edits, bool expected)
    {
        var text = Files["Cargo.lock"];
        foreach (var edit in edits.Split('|'))
        {
            var parts = edit.TrimStart('+').Split('>');
            text = edit.StartsWith('+') ? text + Spell(parts[0]) : text.Replace(Spell(parts[0]), Spell(parts[1]), StringComparison.Ordinal);
        }

        Assert.NotEqual(Files["Cargo.lock"], text);
        Assert.Equal(expected, Is(GrantKind.Update, new(Files) { ["Cargo.lock"] = text }).Values.Single());
    }

    [Theory]

    // One of two locked versions depends on more, and was not raised.
    [InlineData("serde 1.0.5 syn", "serde 1.0.5 syn@1.0.0 syn@2.0.0|+syn 1.0.0", "syn 2.0.0", "syn 2.0.0 extra|+extra 1.0.0", false)]

    // What a package depends on goes up, and it depends on more beside.
    [InlineData("", "", "serde 1.0.5 syn|syn 2.0.0", "serde 1.0.5 extra syn|syn 2.0.1 extra|+extra 1.0.0", false)]
    [InlineData("", "", "serde 1.0.5 syn|syn 2.0.0", "serde 1.0.5 extra syn|syn 2.0.1 extra|+extra 3.0.0", false)]
    [InlineData("", "", "syn 2.0.0|serde 1.0.5 syn", "syn 2.0.1 extra|serde 1.0.5 syn|+extra 3.0.0", true)]

    // It goes up, and what depends on it depends on less beside.
    [InlineData("serde 1.0.5 syn|syn 2.0.0", "serde 1.0.5 quote syn|syn 2.0.0 quote|+quote 1.0.0", "serde 1.0.5 quote syn|syn 2.0.0 quote", "serde 1.0.5 syn|syn 2.0.1 quote", false)]
    [InlineData("serde 1.0.5 syn|syn 2.0.0", "serde 1.0.5 quote syn|syn 2.0.0 quote|+quote 1.0.0", "syn 2.0.0 quote", "syn 2.0.1 quote", true)]

    // Another source under the same name is no raise, although the lock file knows it.
    [InlineData("serde 1.0.5 syn", "serde 1.0.5 quote syn|+quote 1.0.0 git:1", "syn 2.0.0", "syn 2.0.1 git:1", false)]

    // A commit of a source moves on; its version may stay.
    [InlineData("syn 2.0.0", "syn 2.0.0 git:1", "syn 2.0.0 git:1", "syn 2.0.0 git:2", true)]
    [InlineData("syn 2.0.0", "syn 2.0.0 git:1", "syn 2.0.0 git:1", "syn 2.0.1 git:2", true)]
    [InlineData("syn 2.0.0", "syn 2.0.0 git:1", "syn 2.0.0 git:1", "syn 1.9.0 git:2", false)]
    public void An_update_raises_what_it_brings_more_for(string was, string @is, string old, string now, bool expected)
    {
        var tip = new Dictionary<string, string>(Files) { ["Cargo.lock"] = Exchange(Files["Cargo.lock"], was, @is) };
        var after = new Dictionary<string, string>(tip) { ["Cargo.lock"] = Exchange(tip["Cargo.lock"], old, now) };
        Assert.Equal(expected, Is(GrantKind.Update, tip, after).Values.Single());
    }

    [Fact]
    public void A_lock_file_that_says_the_same_is_no_update() =>
        Assert.False(Is(GrantKind.Update, new(Files) { ["Cargo.lock"] = "# new\n" + Files["Cargo.lock"] }).Values.Single());

    [Fact]
    public void Only_a_lock_file_under_its_own_name_is_updated()
    {
        var tip = new Dictionary<string, string>(Files) { ["lock.txt"] = Files["Cargo.lock"] };
        var text = Files["Cargo.lock"].Replace(Spell("log 0.4.1"), Spell("log 0.4.2"), StringComparison.Ordinal);
        Assert.Equal(
            [("Cargo.lock", true), ("lock.txt", false)],
            Is(GrantKind.Update, tip, new Dictionary<string, string>(tip) { ["Cargo.lock"] = text, ["lock.txt"] = text }).Select(v => (v.Key, v.Value)).Order());
    }

    [Fact]
    public void An_update_does_not_lock_what_was_locked_earlier_with_another_checksum()
    {
        var after = new Dictionary<string, string>(Files) { ["Cargo.lock"] = Files["Cargo.lock"].Replace(Spell("log 0.4.1"), Spell("log 0.4.2"), StringComparison.Ordinal) };
        Assert.True(Is(GrantKind.Update, after, new History(false, Spell("log 0.4.2"))).Values.Single());
        Assert.False(Is(GrantKind.Update, after, new History(false, "", Spell("log 0.4.2 2"))).Values.Single());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_revert_counts_for_every_path_or_for_none(bool isRevert)
    {
        var after = Edit("b/src/lib.rs", "", "fn x() {}\n");
        after["a/src/lib.rs"] = "fn y() {}\n";
        Assert.Equal([isRevert, isRevert], Is(GrantKind.Revert, after, new History(isRevert)).Values);
    }

    [Theory]
    [InlineData(GrantKind.Release)]
    [InlineData(GrantKind.Update)]
    [InlineData(GrantKind.Revert)]
    [InlineData(GrantKind.Format)]
    public void A_path_that_did_not_change_is_granted_to_nobody(GrantKind kind)
    {
        var (before, after) = (Load(Files), Load(Files));
        var granted = new GrantedChange(new Change { Before = before.Tree, After = after.Tree, Files = ChangeSet.Empty, History = new History(true), Actor = Actor.Unknown, Consents = [] }, before, after);
        Assert.False(granted.Is(kind, new FileChange(RepoPath.Parse("CHANGELOG.md"), new FileVersion(EntryMode.File, ""), new FileVersion(EntryMode.File, "other"))));
    }

    [Fact]
    public void A_change_of_mode_or_a_deleted_changelog_is_no_release()
    {
        var (before, after) = (Load(Files), Load(Files));
        foreach (var mode in new[] { EntryMode.Executable, EntryMode.Link, EntryMode.None })
        {
            var file = new FileChange(RepoPath.Parse("CHANGELOG.md"), new FileVersion(EntryMode.File, "1"), mode == EntryMode.None ? FileVersion.Absent : new FileVersion(mode, "2"));
            var granted = new GrantedChange(new Change { Before = before.Tree, After = after.Tree, Files = new ChangeSet([file]), Actor = Actor.Unknown, Consents = [], History = ChangeHistory.None }, before, after);
            Assert.False(granted.Is(GrantKind.Release, file));
        }
    }

    [Theory]
    [InlineData(EntryMode.File, true)]
    [InlineData(EntryMode.Executable, false)]
    public void A_release_lets_manifests_and_lock_files_keep_their_mode(EntryMode mode, bool expected)
    {
        var now = Edit("a/Cargo.toml", "version = \"1.2.3\"", "version = \"1.2.4\"");
        now["Cargo.lock"] = now["Cargo.lock"].Replace("version = \"1.2.3\"", "version = \"1.2.4\"", StringComparison.Ordinal);
        var (before, after) = (Load(Files), Load(now));
        FileChange[] files = [.. new[] { "Cargo.lock", "a/Cargo.toml" }.Select(p => new FileChange(RepoPath.Parse(p), new FileVersion(EntryMode.File, "1"), new FileVersion(mode, "2")))];
        var granted = new GrantedChange(new Change { Before = before.Tree, After = after.Tree, Files = new ChangeSet(files), Actor = Actor.Unknown, Consents = [], History = ChangeHistory.None }, before, after);
        Assert.All(files, f => Assert.Equal(expected, granted.Is(GrantKind.Release, f)));
    }

    private static Dictionary<string, string> Edit(string path, string old, string now)
    {
        var text = Files.GetValueOrDefault(path, "");
        Assert.Contains(old, text, StringComparison.Ordinal);
        return new(Files) { [path] = old.Length == 0 ? now : text.Replace(old, now, StringComparison.Ordinal) };
    }

    // Edits of one text, divided by '|': what stands there now, and what takes its place; one with '+' is added.
    private static string Exchange(string text, string old, string now)
    {
        var parts = now.Split('|', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (from, to) in old.Split('|', StringSplitOptions.RemoveEmptyEntries).Zip(parts))
        {
            Assert.Contains(Spell(from), text, StringComparison.Ordinal);
            text = text.Replace(Spell(from), Spell(to), StringComparison.Ordinal);
        }

        return text + string.Concat(parts.Where(p => p.StartsWith('+')).Select(p => Spell(p[1..])));
    }

    private static Dictionary<string, bool> Is(GrantKind kind, Dictionary<string, string> now, ChangeHistory? history = null) => Is(kind, Files, now, history);

    private static Dictionary<string, bool> Is(GrantKind kind, Dictionary<string, string> tip, Dictionary<string, string> now, ChangeHistory? history = null)
    {
        var (before, after) = (Load(tip), Load(now));
        var files = now.Keys.Union(tip.Keys).Where(p => now.GetValueOrDefault(p) != tip.GetValueOrDefault(p)).Select(p => new FileChange(RepoPath.Parse(p), Version(tip, p), Version(now, p))).ToArray();
        var change = new Change { Before = before.Tree, After = after.Tree, Files = new ChangeSet(files), History = history ?? ChangeHistory.None, Actor = Actor.Unknown, Consents = [] };
        var granted = new GrantedChange(change, before, after);
        return files.ToDictionary(f => f.Path.Value, f => granted.Is(kind, f));
    }

    private static FileVersion Version(Dictionary<string, string> files, string path) => files.TryGetValue(path, out var text)
        ? new FileVersion(EntryMode.File, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))) : FileVersion.Absent;

    private static Codebase Load(Dictionary<string, string> files)
    {
        var codebase = Codebase.Load(MemoryTree.FromText(files), new CodebaseOptions());
        Assert.Empty(codebase.Diagnostics.Where(d => d.Descriptor.IsInputFailure));
        return codebase;
    }

    private static string Local(string name, string version, params string[] uses) => Entry(name, version, "", uses);

    private static string Locked(string name, string version, params string[] uses) => Entry(name, version, Registry + $"checksum = \"{Sum(name, version)}\"\n", uses);

    private static string Entry(string name, string version, string middle, string[] uses) => $"\n[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n{middle}"
        + (uses.Length == 0 ? "" : $"dependencies = [\n{string.Concat(uses.Select(u => $" \"{u}\",\n"))}]\n");

    // "name version uses…"; a number says that the checksum is another one, "git:1" that it is the first commit of a repository.
    private static string Spell(string text)
    {
        var words = text.Split(' ');
        if (words[^1].StartsWith("git:", StringComparison.Ordinal))
        {
            return Entry(words[0], words[1], $"source = \"git+https://example.com/repository#{new string(words[^1][^1], 40)}\"\n", words[2..^1]);
        }

        var uses = words[2..].Where(w => !char.IsAsciiDigit(w[0])).Select(w => w.Replace('@', ' ')).ToArray();
        var entry = Locked(words[0], words[1], uses);
        return uses.Length == words.Length - 2 ? entry : entry.Replace(Sum(words[0], words[1]), Sum(words[0], words[^1]), StringComparison.Ordinal);
    }

    private static string Sum(string name, string version) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name} {version}"))));

    private sealed class History(bool isRevert, params string[] earlier) : ChangeHistory
    {
        public override bool IsRevert => isRevert;

        public override IEnumerable<ReadOnlyMemory<byte>> ReadEarlier(RepoPath path) => earlier.Select(e => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(e)));
    }
}
