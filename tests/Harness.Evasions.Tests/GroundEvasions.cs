using System.Collections.Immutable;
using Harness.Testing;

namespace Harness.Evasions.Tests;

/// <summary>Ways past the gate through the ground that packages, leases, shares and links reach.</summary>
internal static class GroundEvasions
{
    private const string Members = "\"crates/sql\"";
    private const string Tool = "tools/gate/Cargo.toml";
    private const string Lease = "[[leases]]\nagent = \"app-dev\"\ncrates = [\"storage\"]\nbecause = \"a new format of pages\"\nexpires = 2030-06-30\n";
    private const string Play = "[shared]\n\"play/**\" = \"any\"\n";
    private const string PlayManifest = "play/x/Cargo.toml";

    private static readonly string Functions = string.Concat(Enumerable.Range(0, 8).Select(i => $"pub fn number_{i}() {{}}\n"));

    public static ImmutableArray<Evasion> All { get; } =
    [
        new(11, "package-around-files", "A planned package is placed around files that nobody owns, and the next change edits them.")
        {
            Tip = git => git.Write("tools/gate/check.sh", "exit 1\n").Write("tools/gate/list.txt", "x\n"),
            Change = git => AddMetrics(git, "tools/gate"),
            Catches = [Catch.Error("HRN3005", Tool)],
            CleanInstead = git => AddMetrics(git, "tools/metrics"),
        },
        new(11, "target-takes-directory", "A target of the root package is placed among files that nobody owns, and its directory becomes the package's.")
        {
            Tip = git => AddRootPackage(git).Write("scripts/gate.sh", "exit 1\n"),
            Change = git => git.Append(Ground.Root, "[[bin]]\nname = \"deploy\"\npath = \"scripts/deploy.rs\"\n").Write("scripts/deploy.rs", "fn main() {}\n"),
            Catches = [Catch.Error("HRN3005", Ground.Root)],
            CleanInstead = git => git.Append(Ground.Root, "[[bin]]\nname = \"deploy\"\npath = \"src/deploy.rs\"\n").Write("src/deploy.rs", "fn main() {}\n"),
        },
        new(11, "directory-takes-files", "A first test of the root package stands in a directory of files that nobody owns.")
        {
            Tip = git => AddRootPackage(git).Write("tests/fixtures/gate.json", "{}\n"),
            Change = git => git.Write("tests/it.rs", "fn main() {}\n"),
            Catches = [Catch.Error("HRN3005", Ground.Root)],
            CleanInstead = git => git.Write("benches/it.rs", "fn main() {}\n"),
        },
        new(11, "listed-manifest", "A manifest that nothing judged is listed as a member, and with it its directory goes to the author.")
        {
            Tip = git => git.Write(Tool, Ground.Manifest("metrics")).Write("tools/gate/src/lib.rs", "pub fn gate() {}\n"),
            Change = git => git.Replace(Ground.Root, Members, $"{Members}, \"tools/gate\""),
            Catches = [Catch.Error("HRN3005", Tool), Catch.Error("HRN3013", Ground.Root)],
            CleanBy = Author.AppDev.With("boss"),
        },
        new(14, "leased-file-moved", "A file of a leased crate is moved into a crate of one's own, and stays there when the lease ends.")
        {
            Tip = git => git.Append(Ground.Policy, Lease),
            Change = git => git.Move(Ground.StorageModule, "crates/sql/src/page.rs").Replace(Ground.Storage, "mod page;\n", ""),
            Catches = [Catch.Error("HRN3001", Ground.StorageModule)],
            CleanInstead = git => git.Move(Ground.StorageModule, "crates/storage/src/leaf.rs").Replace(Ground.Storage, "mod page;", "mod leaf;"),
        },
        new(15, "leased-lines-moved", "The lines of a leased file are moved into a crate of one's own, and the file stays as a shell.")
        {
            Tip = git => git.Append(Ground.Policy, Lease).Append(Ground.Storage, Functions),
            Change = git => git.Replace(Ground.Storage, Functions, "pub use sql::io::*;\n").Write("crates/sql/src/io.rs", $"//! Input and output.\n{Functions}"),
            Catches = [Catch.Error("HRN3001", Ground.Storage)],
            CleanInstead = git => git.Replace(Ground.Storage, Functions, "mod io;\n").Write("crates/storage/src/io.rs", Functions),
        },
        new(50, "package-on-leased-ground", "A package of one's own is placed inside a leased crate.")
        {
            Tip = git => git.Append(Ground.Policy, Lease),
            Change = git => AddMetrics(git, "crates/storage/metrics"),
            Catches = [Catch.Error("HRN3001", "crates/storage/metrics/src/lib.rs"), Catch.Error("HRN3006", "crates/storage/metrics/Cargo.toml")],
            CleanInstead = git => AddMetrics(git, "crates/sql/metrics").Append(Ground.StorageManifest, "# leased\n"),
        },
        new(50, "shared-manifest", "A manifest appears in files that everybody may change, and makes a workspace that nothing judges.")
        {
            Tip = git => git.Replace(Ground.Policy, "[shared]\n", Play),
            Change = git => git.Write(PlayManifest, Ground.Manifest("x", "[workspace]\n")).Write("play/x/src/lib.rs", ""),
            Catches = [Catch.Error("HRN3004", PlayManifest), Catch.Beside("HRN1008", PlayManifest)],
            CleanInstead = git => git.Write("play/x/notes.md", "x\n"),
        },
        new(50, "shared-workspace", "A manifest that everybody may change becomes the root of a workspace.")
        {
            Tip = git => git.Replace(Ground.Policy, "[shared]\n", Play).Write(PlayManifest, Ground.Manifest("x")).Write("play/x/src/lib.rs", ""),
            Change = git => git.Append(PlayManifest, "[workspace]\nmembers = [\"../../crates/storage\"]\n"),
            Catches = [Catch.Error("HRN3004", PlayManifest)],
            CleanInstead = git => git.Append(PlayManifest, "[dependencies]\nserde = \"1\"\n"),
        },
        new(55, "link-below-a-link", "A link leads to a directory that nobody owns, in which a link leads on to another's files.")
        {
            Tip = git => git.Write("mirror/notes.md", "x\n").Link("mirror/deep", "../crates/storage/src").Write("mirror/own/x.md", "x\n").Link("mirror/own/deep", "../../docs"),
            Change = git => git.Link("crates/sql/src/all", "../../../mirror"),
            Catches = [Catch.Error("HRN3007", "crates/sql/src/all")],
            CleanInstead = git => git.Link("crates/sql/src/all", "../../../mirror/own"),
        },
        new(53, "absolute-target", "The file of a binary is named by an absolute path, which leads into another's crate where the repository is built.")
        {
            Change = git => git.Append(Ground.SqlManifest, "[[bin]]\nname = \"tool\"\npath = \"/home/ci/repo/crates/storage/src/page.rs\"\n"),
            Catches = [Catch.Failure("HRN0001", Ground.SqlManifest)],
            CleanInstead = git => git.Append(Ground.SqlManifest, "[[bin]]\nname = \"tool\"\npath = \"src/tool.rs\"\n").Write("crates/sql/src/tool.rs", "fn main() {}\n"),
        },
        new(53, "absolute-build-script", "The build script is named by an absolute path.")
        {
            Change = git => git.Replace(Ground.SqlManifest, "edition", "build = \"/home/ci/repo/crates/storage/src/page.rs\"\nedition"),
            Catches = [Catch.Failure("HRN0001", Ground.SqlManifest)],
            CleanInstead = git => git.Replace(Ground.SqlManifest, "edition", "build = \"src/build.rs\"\nedition").Write("crates/sql/src/build.rs", "fn main() {}\n"),
        },
        new(53, "absolute-on-windows", "A benchmark is named by an absolute path of Windows.")
        {
            Change = git => git.Append(Ground.SqlManifest, "[[bench]]\nname = \"tool\"\npath = 'D:\\a\\repo\\crates\\storage\\src\\page.rs'\n"),
            Catches = [Catch.Failure("HRN0001", Ground.SqlManifest)],
            CleanInstead = git => git.Append(Ground.SqlManifest, "[[bench]]\nname = \"tool\"\npath = \"benches/tool.rs\"\n").Write("crates/sql/benches/tool.rs", "fn main() {}\n"),
        },
        new(57, "absolute-dependency", "A dependency is named by an absolute path, so that it looks like one from a registry.")
        {
            Change = git => git.Append(Ground.SqlManifest, "web = { path = \"/home/ci/repo/crates/web\", version = \"0.1.0\" }\n"),
            Catches = [Catch.Failure("HRN0001", Ground.SqlManifest)],
            CleanInstead = git => git.Append(Ground.SqlManifest, "core = { path = \"../core\", version = \"0.1.0\" }\n"),
        },
    ];

    private static GitFixture AddMetrics(GitFixture git, string directory) => git
        .Replace(Ground.Root, Members, $"{Members}, \"{directory}\"").Write($"{directory}/Cargo.toml", Ground.Manifest("metrics")).Write($"{directory}/src/lib.rs", "");

    private static GitFixture AddRootPackage(GitFixture git) => git
        .Replace(Ground.Root, "[workspace]\n", Ground.Manifest("mega", "[workspace]\n")).Write("src/lib.rs", "")
        .Replace(Ground.Policy, "\"web\", \"metrics\"]\npaths", "\"web\", \"metrics\", \"mega\"]\npaths").Replace(Ground.Policy, "[\"sql\", \"web\", \"metrics\"], siblings", "[\"sql\", \"web\", \"metrics\", \"mega\"], siblings");
}
