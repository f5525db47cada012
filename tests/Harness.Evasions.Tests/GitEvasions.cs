using System.Collections.Immutable;
using Harness.Testing;

namespace Harness.Evasions.Tests;

/// <summary>Ways past the gate through what git shows of a change, and what it does not.</summary>
internal static class GitEvasions
{
    private const string Attributes = ".gitattributes";
    private const string Module = "crates/sql/third";

    public static ImmutableArray<Evasion> All { get; } =
    [
        new(14, "moved-out", "A file is moved out of another's crate, and a list of renames shows where it has gone only.")
        {
            Change = git => git.Move(Ground.StorageModule, "crates/sql/src/page.rs"),
            Catches = [Catch.Error("HRN3001", Ground.StorageModule)],
            CleanBy = Author.AppDev.With("master-db[bot]"),
        },
        new(15, "moved-and-rewritten", "A file is moved out and rewritten so far that nothing takes it for the same.")
        {
            Change = git => git.Move(Ground.StorageModule, "crates/sql/src/page.rs").Write("crates/sql/src/page.rs", "pub fn turn() {}\n"),
            Catches = [Catch.Error("HRN3001", Ground.StorageModule)],
            CleanBy = Author.AppDev.With("master-db[bot]"),
        },
        new(16, "deleted", "Another's file is deleted and nothing else.")
        {
            Change = git => git.Remove(Ground.StorageModule),
            Catches = [Catch.Error("HRN3001", Ground.StorageModule)],
            CleanBy = Author.MasterDb,
        },
        new(17, "mode-only", "Only the mode of another's file changes, which counts no line.")
        {
            Change = git =>
            {
                git.Run("config", "core.fileMode", "false");
                git.Run("update-index", "--chmod=+x", Ground.Storage);
            },
            Catches = [Catch.Error("HRN3001", Ground.Storage)],
            CleanBy = Author.MasterDb,
        },
        new(18, "file-becomes-link", "A file of one's own becomes a link to another's file.")
        {
            Change = git => git.Link(Ground.Sql, "../../storage/src/page.rs"),
            Catches = [Catch.Error("HRN3007", Ground.Sql)],
            CleanInstead = git => git.Link(Ground.Sql, "../../web/src/lib.rs"),
        },
        new(18, "foreign-file-becomes-link", "Another's file becomes a link to a file of one's own, which may be edited from then on.")
        {
            Change = git => git.Link(Ground.StorageModule, "../../sql/src/lib.rs"),
            Catches = [Catch.Error("HRN3001", Ground.StorageModule)],
            CleanBy = Author.AppDev.With("master-db[bot]"),
        },
        new(18, "link-to-what-is-around", "A link leads to a directory that nobody owns, below which others' crates lie.")
        {
            Change = git => git.Link("crates/sql/src/all", "../.."),
            Catches = [Catch.Error("HRN3007", "crates/sql/src/all")],
            CleanInstead = git => git.Link("crates/sql/src/all", "../../../docs"),
        },
        new(18, "link-to-vendored", "A link leads to a directory of others' files that is no crate.")
        {
            Change = git => git.Link("crates/sql/src/all", "../../../vendor"),
            Catches = [Catch.Error("HRN3007", "crates/sql/src/all")],
            CleanBy = Author.AppDev.With("master-db[bot]"),
        },
        new(19, "crate-becomes-link", "The directory of another's crate becomes a link, and patterns that end in '/' do not match it.")
        {
            Tip = git => git.Write("crates/sql/copy/Cargo.toml", Ground.Manifest("storage", "[dependencies]\ncore = { path = \"../core\" }\n")).Write("crates/sql/copy/src/lib.rs", ""),
            Change = git => git.RemoveDirectory("crates/storage").Link("crates/storage", "sql/copy"),
            Catches =
            [
                Catch.Error("HRN3001", "crates/storage"), Catch.Error("HRN3001", "crates/storage/README.md"), Catch.Error("HRN3001", Ground.Storage), Catch.Error("HRN3001", Ground.StorageModule),
                Catch.Error("HRN3006", Ground.StorageManifest),
            ],
            CleanInstead = git => git.Link("crates/web/copy", "../sql/copy"),
        },
        new(19, "directory-becomes-submodule", "A directory of another's crate becomes a submodule.")
        {
            Change = git => git.RemoveDirectory("crates/storage/src").Submodule("crates/storage/src"),
            Catches =
            [
                Catch.Failure("HRN0003", Ground.StorageManifest),
            ],
            CleanInstead = git => git.Append(Ground.Sql),
        },
        new(20, "submodule-moved", "A submodule is moved to another commit, and .gitmodules hides that from git's own comparison.")
        {
            Tip = git => git.Submodule(Module).Write(".gitmodules", $"[submodule \"third\"]\n\tpath = {Module}\n\turl = ./third\n\tignore = all\n"),
            Change = git =>
            {
                git.Submodule(Module, "two");
                git.Run("update-index", "--cacheinfo", $"160000,{git.Run("-C", Module, "rev-parse", "HEAD")},{Module}");
                git.Run("commit", "-q", "-m", "moved");
            },
            Catches = [Catch.Error("HRN3007", Module)],
            CleanBy = Author.Lead,
        },
        new(20, "submodule-becomes-package", "A submodule that is there already becomes a dependency, whose inside nobody judges (case 38).")
        {
            Tip = git => git.Submodule(Module)
                .Replace(Ground.Policy, "\"sql\", \"web\", \"metrics\"]", "\"sql\", \"web\", \"metrics\", \"third\"]")
                .Replace(Ground.Policy, "planned = [\"metrics\"]", "planned = [\"metrics\", \"third\"]"),
            Change = git => git.Append(Ground.SqlManifest, "third = { path = \"third\" }\n"),
            Catches = [Catch.Error("HRN3007", Ground.SqlManifest)],
            CleanInstead = git => git.Append(Ground.Sql),
        },
        new(20, "submodules-hidden", "The change itself hides submodules from git's comparison.")
        {
            Change = git => git.Write(".gitmodules", $"[submodule \"third\"]\n\tpath = {Module}\n\turl = ./third\n\tignore = all\n"),
            Catches = [Catch.Error("HRN3002", ".gitmodules")],
            CleanBy = Author.Lead,
        },
        new(21, "quoted-path", "The path has a letter for which git puts it in quotes, so that no prefix matches.")
        {
            Change = git => git.Write("crates/storage/src/\u00FC/m.rs", "pub fn m() {}\n"),
            Catches = [Catch.Error("HRN3001", "crates/storage/src/\u00FC/m.rs")],
            CleanBy = Author.MasterDb,
        },
        new(22, "line-in-path", "The path has a line break and a tab in it, by which one line of a list becomes two.")
        {
            Change = git => git.Write("crates/storage/src/a\ncrates/sql/src/b\t.rs", "pub fn m() {}\n"),
            Catches = [Catch.Error("HRN3001", "crates/storage/src/a\ncrates/sql/src/b\t.rs"), Catch.Error("HRN3009", "crates/storage/src/a\ncrates/sql/src/b\t.rs")],
            CleanInstead = git => git.Write("crates/sql/src/b.rs", "pub fn m() {}\n"),
        },
        new(22, "dash-path", "The path begins with a dash, which programs take for an option.")
        {
            Tip = git => git.Replace(Ground.Policy, "paths = [\"docs/**\"]", "paths = [\"docs/**\", \"-*\"]").Write("-x", ""),
            Change = git => git.Write("--output=crates", "x\n"),
            Catches = [Catch.Error("HRN3009", "--output=crates")],
            CleanInstead = git => git.Write("docs/--output=crates", "x\n"),
        },
        new(23, "case-twin", "A path that differs from another's in case only takes its place where case does not count.")
        {
            Change = git => git.Write("crates/sql/src/LIB.rs", "pub fn m() {}\n").Write("crates/STORAGE/src/lib.rs", "pub fn m() {}\n"),
            Catches =
            [
                Catch.Error("HRN3003", "crates/STORAGE/src/lib.rs"), Catch.Error("HRN3008", "crates/STORAGE/src/lib.rs"), Catch.Error("HRN3008", "crates/sql/src/LIB.rs"),
            ],
            CleanInstead = git => git.Write("crates/sql/src/lib2.rs", "pub fn m() {}\n"),
        },
        new(23, "composition-twin", "A path is the same as another once its characters are composed.")
        {
            Tip = git => git.Write("crates/sql/src/\u00FC.rs", ""),
            Change = git => git.Write("crates/sql/src/u\u0308.rs", "pub fn m() {}\n"),
            Catches = [Catch.Error("HRN3008", "crates/sql/src/u\u0308.rs")],
            CleanInstead = git => git.Write("crates/sql/src/\u00F6.rs", "pub fn m() {}\n"),
        },
        new(23, "script-twin", "A path looks like another because a letter is taken from another script.")
        {
            Change = git => git.Write("crates/sql/src/l\u0456b.rs", "pub fn m() {}\n"),
            Catches = [Catch.Error("HRN3009", "crates/sql/src/l\u0456b.rs")],
            CleanInstead = git => git.Write("crates/sql/src/lab.rs", "pub fn m() {}\n"),
        },
        new(24, "attributes", "Attributes hide another's files from comparisons and merge them by a driver of one's own.")
        {
            Change = git => git.Write(Attributes, "crates/storage/** -diff linguist-generated merge=ours\n"),
            Catches = [Catch.Error("HRN3002", Attributes)],
            CleanBy = Author.Lead,
        },
        new(24, "hidden-by-attributes", "Attributes that the target has had for long hide what is changed in another's files, and a driver hides it from the merge.")
        {
            Tip = git =>
            {
                git.Write(Attributes, "crates/storage/** -diff -text binary merge=mine filter=mine\n").Commit("attributes");
                git.Run("config", "merge.mine.driver", "true");
                git.Run("config", "diff.ignoreSubmodules", "all");
            },
            Change = git => git.Append(Ground.Storage),
            Later = git => git.Append(Ground.Sql),
            Catches = [Catch.Error("HRN3001", Ground.Storage)],
            CleanBy = Author.MasterDb,
        },
        new(25, "line-ends", "Another's file changes in line ends and spaces only, which a comparison that ignores them does not show.")
        {
            Change = git => git.Replace(Ground.Storage, "\n", " \r\n"),
            Catches = [Catch.Error("HRN3001", Ground.Storage)],
            CleanBy = Author.MasterDb,
        },
        new(26, "evil-merge", "A merge changes what neither of its sides has changed, and the log of the commits shows no path for it.")
        {
            Change = git =>
            {
                git.Append(Ground.Sql).Commit("mine");
                git.Run("checkout", "-q", "main");
                git.Append("docs/guide.md", "more\n").Commit("theirs");
                git.Run("checkout", "-q", "topic");
                git.Run("merge", "-q", "--no-commit", "main");
                git.Append(Ground.Storage).Commit("merge");
            },
            Catches = [Catch.Error("HRN3001", Ground.Storage)],
            CleanBy = Author.AppDev.With("master-db[bot]"),
        },
        new(26, "merge-ours", "A merge takes its own side whole, and so reverts what others have landed.")
        {
            Change = git =>
            {
                git.Append(Ground.Sql).Commit("mine");
                git.Run("checkout", "-q", "main");
                git.Append(Ground.Storage).Commit("theirs");
                git.Run("checkout", "-q", "topic");
                git.Run("merge", "-q", "-s", "ours", "-m", "merge", "main");
            },
            Catches = [Catch.Error("HRN3001", Ground.Storage)],
            CleanBy = Author.AppDev.With("master-db[bot]"),
        },
        new(27, "revoked-right", "A branch begins where its author still had the right, which the target has revoked since.")
        {
            Tip = git => git.Replace(Ground.Policy, "paths = [\"docs/**\"]", "paths = [\"docs/**\", \"crates/storage/**\"]"),
            Change = git => git.Append(Ground.Storage),
            Later = git => git.Replace(Ground.Policy, ", \"crates/storage/**\"", ""),
            Catches = [Catch.Error("HRN3001", Ground.Storage)],
            CleanBy = Author.MasterDb,
        },
        new(28, "crossed-histories", "Two histories cross, so that there are several merge bases, and one of the crossings drops another's work.")
        {
            Change = Cross,
            Catches = [Catch.Error("HRN3001", Ground.Storage)],
            CleanBy = Author.AppDev.With("master-db[bot]"),
        },
        new(29, "shallow-clone", "The clone has too little history to tell what the sides have in common, and an empty list passes.")
        {
            Change = git => git.Append(Ground.Storage),
            Later = git => git.Append(Ground.Sql),
            OpenAt = git =>
            {
                git.Run("clone", "-q", "--depth", "1", "--no-single-branch", "file://" + git.Path, git.Combine(".git/clone"));
                return git.Combine(".git/clone");
            },
            Catches = [Catch.Refusal("fetch-depth: 0")],
            CleanBy = Author.MasterDb,
            CleanAt = git => git.Path,
        },
        new(30, "replaced-commit", "A replacement shows an innocent commit in the place of the one that is proposed.")
        {
            Change = git => git.Append(Ground.Storage),
            Then = (git, target, head) => git.Run("replace", head, git.Run("commit-tree", $"{target}^{{tree}}", "-p", target, "-m", "innocent")),
            Catches = [Catch.Error("HRN3001", Ground.Storage)],
            CleanBy = Author.MasterDb,
        },
        new(30, "grafted-commit", "A graft makes the target a child of the head, so that nothing is left to compare.")
        {
            Change = git => git.Append(Ground.Storage),
            Then = (git, target, head) => git.Write(".git/info/grafts", $"{target} {head}\n"),
            Catches = [Catch.Error("HRN3001", Ground.Storage)],
            CleanBy = Author.MasterDb,
        },
        new(31, "last-of-many", "The one foreign file stands behind more files than the lists of a host show.")
        {
            Change = git => git.Import("many", [.. Many, Ground.StorageModule]),
            HeadAt = "many",
            Catches = [Catch.Error("HRN3001", Ground.StorageModule)],
            CleanInstead = git => git.Import("many", Many),
        },
        new(32, "pointer-swapped", "Another's large file is swapped by its pointer, whose text says nothing to a reader.")
        {
            Tip = git => git.Write("crates/storage/data.bin", Pointer('a')),
            Change = git => git.Write("crates/storage/data.bin", Pointer('b')),
            Catches = [Catch.Error("HRN3001", "crates/storage/data.bin")],
            CleanBy = Author.MasterDb,
        },
        new(33, "turned-path", "Characters that turn the direction of writing make a path look like another one.")
        {
            Change = git => git.Write("crates/sql/src/\u202Esr.bil", "x\n"),
            Catches = [Catch.Error("HRN3009", "crates/sql/src/\u202Esr.bil")],
            CleanInstead = git => git.Write("crates/sql/src/lib2.rs", "pub fn m() {}\n"),
        },
        new(34, "command-in-path", "A path is written so that a log or a comment takes it for a command, a link or a mention.")
        {
            Change = git => git.Write("crates/sql/::error file=x::[all](javascript:x) @org", "x\n"),
            Catches = [Catch.Error("HRN3009", "crates/sql/::error file=x::[all](javascript:x) @org")],
            CleanInstead = git => git.Write("crates/sql/all.txt", "x\n"),
        },
        new(35, "chain-of-links", "Links lead to links that lead to links, until a reader gives up and lets them pass.")
        {
            Change = git =>
            {
                for (var i = 0; i < 60; i++)
                {
                    git.Link($"docs/l{i:00}", i == 59 ? "l00" : $"l{i + 1:00}");
                }
            },
            Catches = [.. Enumerable.Range(0, 60).Select(i => Catch.Error("HRN3007", $"docs/l{i:00}"))],
            CleanInstead = git => git.Link("docs/l00", "l01").Link("docs/l01", "guide.md"),
        },
        new(35, "bottomless-manifest", "A manifest nests arrays so deep that a reader of it dies or gives up.")
        {
            Change = git => git.Append(Ground.SqlManifest, $"[package.metadata]\nx = {new string('[', 100_000)}{new string(']', 100_000)}\n"),
            Catches = [Catch.Failure("HRN0002", Ground.SqlManifest)],
            CleanInstead = git => git.Append(Ground.SqlManifest, "[package.metadata]\nx = [[[[]]]]\n"),
        },
        new(35, "exploding-pattern", "A pattern takes a reader that tries every way exponentially long.")
        {
            Tip = git => git.Replace(Ground.Policy, "\"docs/**\"", $"\"docs/**\", \"crates/storage/{string.Concat(Enumerable.Repeat("*a", 30))}*b\"").Write($"crates/storage/{new string('a', 200)}", ""),
            Change = git => git.Append($"crates/storage/{new string('a', 200)}"),
            Catches = [Catch.Error("HRN3001", $"crates/storage/{new string('a', 200)}")],
            CleanBy = Author.MasterDb,
        },
        new(80, "tree-bomb", "Ten tree objects name each other ten times each, so that their paths are without number and a reader never ends.")
        {
            Change = git => git.Unfold("bomb", levels: 10, names: 10),
            HeadAt = "bomb",
            Catches = [Catch.Refusal("more than 1,000,000 files")],
            CleanInstead = git => git.Unfold("bomb", levels: 3, names: 10),
        },
        new(80, "bottomless-directory", "Directories nest 6,000 deep, until a reader that goes down one by one dies.")
        {
            Change = git => git.Import("deep", [Nested(6_000)]),
            HeadAt = "deep",
            Catches = [Catch.Refusal("nested more than 256 deep")],
            CleanInstead = git => git.Import("deep", [Nested(200)]),
        },
    ];

    private static string Nested(int depth) => $"docs/{string.Concat(Enumerable.Repeat("d/", depth))}f";

    // More than a host lists.
    private static IEnumerable<string> Many => Enumerable.Range(0, 3_001).Select(i => $"crates/sql/data/f{i}");

    // The target and the branch merge each other's first commit: both first commits are bases then. The branch drops storage's line.
    private static void Cross(GitFixture git)
    {
        var mine = git.Append(Ground.Sql).Commit("mine");
        git.Run("checkout", "-q", "main");
        var theirs = git.Append(Ground.Storage).Commit("theirs");
        git.Run("merge", "-q", "-m", "cross", mine);
        git.Run("checkout", "-q", "topic");
        git.Run("merge", "-q", "-s", "ours", "-m", "cross", theirs);
        git.Append("crates/web/src/lib.rs");
    }

    private static string Pointer(char digit) => $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string(digit, 64)}\nsize 1\n";
}
