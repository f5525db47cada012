using System.Collections.Immutable;
using Harness.Testing;

namespace Harness.Evasions.Tests;

/// <summary>Ways past the gate through what Cargo makes of files.</summary>
internal static class CargoEvasions
{
    private const string Configuration = ".cargo/config.toml";
    private const string Upward = "\n[dependencies.helper]\npackage = \"web\"\npath = \"../web\"\noptional = true\n";
    private const string Tool = "extras/tool/Cargo.toml";
    private const string MemberList = "\"crates/core\", \"crates/sql\", \"crates/storage\", \"crates/web\"";

    private const string ForbidCoreToTop = "\n[[forbid]]\nfrom = [\"@top\"]\nto = [\"core\"]\nbecause = \"storage stands between\"\n";
    private const string Exception = "\n[[exceptions]]\nedge = \"sql -> core\"\nrule = \"HRN2003\"\nbecause = \"history\"\nowner = \"app-dev\"\nexpires = 2030-12-31\n";
    private const string Core = "core = { path = \"../core\" }\n";

    private const string ForbidCore = "\n[[forbid]]\nfrom = [\"web\"]\nto = [\"core\"]\nbecause = \"storage stands between\"\n";

    public static ImmutableArray<Evasion> All { get; } =
    [
        new(49, "package-renamed", "Another's package gets a name that the policy gives to the author.")
        {
            Change = git => git.Replace("crates/core/Cargo.toml", "name = \"core\"", "name = \"metrics\"").Replace(Ground.StorageManifest, "core = {", "core = { package = \"metrics\","),
            Catches =
            [
                Catch.Error("HRN2001", Ground.StorageManifest), Catch.Error("HRN3001", "crates/core/Cargo.toml"), Catch.Error("HRN3001", Ground.StorageManifest),
                Catch.Error("HRN3005", Ground.Policy),
            ],
            CleanInstead = git => git.Replace(Ground.WebManifest, "name = \"web\"", "name = \"metrics\""),
        },
        new(49, "renamed-out-of-a-rule", "A crate of one's own gets a name that no rule speaks of, and uses what it was forbidden to use.")
        {
            Tip = git => git.Append(Ground.Policy, ForbidCore),
            Change = git => git.Replace(Ground.WebManifest, "name = \"web\"", "name = \"metrics\"").Append(Ground.WebManifest, "core = { path = \"../core\" }\n"),
            Catches = [Catch.Error("HRN3005", Ground.WebManifest), Catch.Beside("HRN1003", Ground.Policy)],
            CleanBy = Author.Lead,
        },
        new(49, "renamed-beside-a-dead-exception", "A dead exception goes, which is anyone's to delete, and with it a crate of one's own gets a name that no rule speaks of.")
        {
            Tip = git => git.Append(Ground.Policy, ForbidCore + Exception),
            Change = git => git.Replace(Ground.Policy, Exception, "").Replace(Ground.WebManifest, "name = \"web\"", "name = \"metrics\"").Append(Ground.WebManifest, Core),
            Catches = [Catch.Error("HRN3005", Ground.WebManifest), Catch.Beside("HRN1003", Ground.Policy)],
            CleanInstead = git => git.Replace(Ground.Policy, Exception, ""),
        },
        new(49, "names-exchanged", "Two crates of one's own exchange their names, so that a line of the baseline covers what the other begins to use.")
        {
            Tip = git =>
            {
                Ground.CutWeb(git);
                git.Append(Ground.Policy, ForbidCoreToTop).Append(Ground.SqlManifest, Core).Write("harness.baseline", "HRN2003 sql -> core normal\n");
            },
            Change = git => git.Replace(Ground.SqlManifest, Core, "").Replace(Ground.SqlManifest, "name = \"sql\"", "name = \"web\"")
                .Replace(Ground.WebManifest, "name = \"web\"", "name = \"sql\"").Append(Ground.WebManifest, Core),
            Catches = [Catch.Error("HRN2003", Ground.WebManifest)],
            CleanInstead = git => git.Replace(Ground.SqlManifest, "name = \"sql\"", "name = \"metrics\"").Write("harness.baseline", "HRN2003 metrics -> core normal\n"),
        },
        new(49, "name-of-an-excused-crate", "A crate of one's own takes the name of one that an exception excuses, and uses what that one may.")
        {
            Tip = git =>
            {
                Ground.CutWeb(git);
                git.Append(Ground.Policy, ForbidCoreToTop + Exception).Append(Ground.SqlManifest, Core);
            },
            Change = git => git.Replace(Ground.SqlManifest, Core, "").Replace(Ground.SqlManifest, "name = \"sql\"", "name = \"web\"")
                .Replace(Ground.WebManifest, "name = \"web\"", "name = \"sql\"").Append(Ground.WebManifest, Core),
            Catches = [Catch.Error("HRN2003", Ground.WebManifest), Catch.Error("HRN3005", Ground.WebManifest)],
            CleanInstead = git => git.Replace(Ground.SqlManifest, "name = \"sql\"", "name = \"metrics\""),
        },
        new(49, "renamed-onto-an-edge", "A crate of one's own takes a name to which its layer allows an edge.")
        {
            Tip = git =>
            {
                Ground.CutWeb(git);
                git.Replace(Ground.Policy, "crates = [\"sql\", \"web\", \"metrics\"], siblings = \"allow\"", "crates = [\"sql\", \"web\", \"metrics\"], edges = [\"metrics -> web\"]");
            },
            Change = git => git.Replace(Ground.SqlManifest, "name = \"sql\"", "name = \"metrics\"").Append(Ground.SqlManifest, "web = { path = \"../web\" }\n"),
            Catches = [Catch.Error("HRN3005", Ground.SqlManifest), Catch.Beside("HRN1003", Ground.Policy)],
            CleanBy = Author.Lead,
        },
        new(49, "moved-out-of-a-rule", "A crate of one's own moves away from the directory that a rule speaks of.")
        {
            Tip = git => git.Append(Ground.Policy, ForbidCore.Replace("\"web\"", "\"crates/w*\"", StringComparison.Ordinal)).Replace(Ground.Root, "web = {", "# {"),
            Change = git => git.Move("crates/web", "crates/front").Replace(Ground.Root, "\"crates/web\"", "\"crates/front\""),
            Catches = [Catch.Error("HRN3005", "crates/front/Cargo.toml"), Catch.Beside("HRN1003", Ground.Policy)],
            CleanBy = Author.Lead,
        },
        new(49, "renamed-among-the-users", "A crate of one's own takes a name to which a confined crate is open.")
        {
            Tip = git => git.Append(Ground.Policy, "\n[[confine]]\ncrates = [\"core\"]\nusers = [\"storage\", \"metrics\"]\nbecause = \"storage stands between\"\n"),
            Change = git => git.Replace(Ground.WebManifest, "name = \"web\"", "name = \"metrics\"").Append(Ground.WebManifest, "core = { path = \"../core\" }\n"),
            Catches = [Catch.Error("HRN3005", Ground.WebManifest)],
            CleanBy = Author.Lead,
        },
        new(49, "directory-moved", "Another's package moves into a directory of one's own.")
        {
            Change = git => git.Move("crates/core", "crates/sql/core").Replace(Ground.Root, "\"crates/core\"", "\"crates/sql/core\"").Replace(Ground.StorageManifest, "../core", "../sql/core"),
            Catches =
            [
                Catch.Error("HRN3001", "crates/core/src/lib.rs"), Catch.Error("HRN3001", Ground.StorageManifest), Catch.Error("HRN3006", "crates/core/Cargo.toml"),
                Catch.Error("HRN3001", "crates/sql/core/src/lib.rs"), Catch.Error("HRN3001", "crates/sql/core/Cargo.toml"), Catch.Error("HRN3012", Ground.Root),
            ],
            CleanBy = Author.AppDev.With("master-db[bot]"),
        },
        new(50, "nested-manifest", "A manifest in another's crate makes a part of it a package of its own.")
        {
            Change = git => git.Write("crates/storage/src/Cargo.toml", Ground.Manifest("part", "[lib]\npath = \"page.rs\"\n[workspace]\n")),
            Catches = [Catch.Error("HRN3006", "crates/storage/src/Cargo.toml"), Catch.Beside("HRN1008", "crates/storage/src/Cargo.toml")],
            CleanBy = Author.MasterDb,
        },
        new(51, "joins-by-path", "A path dependency takes another's package into the workspace, though no list names it.")
        {
            Tip = git => git.Replace(Ground.Policy, "crates = [\"core\", \"storage\"]", "crates = [\"core\", \"storage\", \"tool\"]")
                .Replace(Ground.Policy, "planned = [\"metrics\"]", "planned = [\"metrics\", \"tool\"]").Replace(Ground.Policy, "\"vendor/**\"", "\"vendor/**\", \"extras/**\"")
                .Write(Tool, Ground.Manifest("tool")).Write("extras/tool/src/lib.rs", ""),
            Change = git => git.Append(Ground.SqlManifest, "tool = { path = \"../../extras/tool\" }\n"),
            Catches = [Catch.Error("HRN3013", Tool)],
            CleanBy = Author.AppDev.With("master-db[bot]"),
        },
        new(51, "pattern-of-members", "A pattern in the list of members takes whatever will lie there.")
        {
            Change = git => git.Replace(Ground.Root, MemberList, "\"crates/*\""),
            Catches = [Catch.Error("HRN3012", Ground.Root)],
            CleanBy = Author.AppDev.With("boss"),
        },
        new(52, "excluded", "Another's crate is excluded from the workspace, so that nothing builds or judges it any more.")
        {
            Tip = git => git.Replace(Ground.Root, MemberList, "\"crates/*\""),
            Change = git => git.Replace(Ground.Root, "resolver", "exclude = [\"crates/core\"]\nresolver"),
            Catches = [Catch.Error("HRN3012", Ground.Root), Catch.Error("HRN3013", Ground.Root)],
            CleanBy = Author.Lead,
        },
        new(52, "workspace-between", "A second workspace appears between the root and another's crates, and takes them over.")
        {
            Change = git => git.Write("crates/Cargo.toml", "[workspace]\nmembers = [\"storage\"]\nresolver = \"3\"\n"),
            Catches = [Catch.Error("HRN3003", "crates/Cargo.toml"), Catch.Beside("HRN1008", "crates/Cargo.toml")],
            CleanBy = Author.Lead,
        },
        new(52, "own-workspace", "A crate of one's own leaves the workspace, and the rules that hold there.")
        {
            Change = git => LeaveList(git).Append(Ground.WebManifest, "[workspace]\n"),
            Catches = [Catch.Error("HRN3005", Ground.WebManifest), Catch.Beside("HRN1008", Ground.WebManifest)],
            CleanBy = Author.Lead,
        },
        new(52, "moved-and-own-workspace", "A crate of one's own is moved first, and left out of the workspace at its new place.")
        {
            Change = git => LeaveList(git).Move("crates/web", "crates/sql/web").Append("crates/sql/web/Cargo.toml", "[workspace]\n"),
            Catches = [Catch.Error("HRN3005", "crates/sql/web/Cargo.toml"), Catch.Beside("HRN1008", "crates/sql/web/Cargo.toml")],
            CleanBy = Author.Lead,
        },
        new(52, "points-to-another-root", "'package.workspace' of a crate of one's own points to a root that nothing judges.")
        {
            Change = git => LeaveList(git).Replace(Ground.WebManifest, "edition", "workspace = \"own\"\nedition").Write("crates/web/own/Cargo.toml", "[workspace]\nmembers = [\"..\"]\n"),
            Catches = [Catch.Error("HRN3005", Ground.WebManifest), Catch.Beside("HRN1008", "crates/web/own/Cargo.toml")],
            CleanBy = Author.Lead,
        },
        new(52, "member-of-another-root", "'package.workspace' of a member points elsewhere while the root still lists it.")
        {
            Change = git => git.Replace(Ground.WebManifest, "edition", "workspace = \"own\"\nedition").Write("crates/web/own/Cargo.toml", "[workspace]\nmembers = [\"..\"]\n"),
            Catches = [Catch.Failure("HRN0004", Ground.WebManifest)],
            CleanInstead = git => git.Replace(Ground.WebManifest, "edition", "workspace = \"../..\"\nedition"),
        },
        new(53, "target-outside", "A target's file lies in another's crate, and is compiled as one's own.")
        {
            Change = git => git.Append(Ground.SqlManifest, "[lib]\npath = \"../storage/src/lib.rs\"\n"),
            Catches = [Catch.Error("HRN2008", Ground.SqlManifest)],
            CleanInstead = git => git.Append(Ground.SqlManifest, "[lib]\npath = \"src/lib.rs\"\n"),
        },
        new(55, "linked-module", "The directory of a module is a link into another's crate.")
        {
            Change = git => git.Link("crates/sql/src/inner", "../../storage/src"),
            Catches = [Catch.Error("HRN3007", "crates/sql/src/inner")],
            CleanInstead = git => git.Link("crates/sql/src/inner", "../../web/src"),
        },
        new(56, "renamed-dependency", "A dependency goes by a name that no rule speaks of.")
        {
            By = Author.MasterDb,
            Tip = Ground.CutWeb,
            Change = git => git.Append(Ground.StorageManifest, "helper = { package = \"web\", path = \"../web\" }\n"),
            Catches = [Catch.Error("HRN2001", Ground.StorageManifest)],
            CleanInstead = git => git.Append(Ground.StorageManifest, "helper = { package = \"serde\", version = \"1\" }\n"),
        },
        new(57, "inherited-dependency", "A dependency is inherited, so that neither its path nor its package stands in the manifest.")
        {
            By = Author.MasterDb,
            Tip = Ground.CutWeb,
            Change = git => git.Append(Ground.StorageManifest, "web.workspace = true\n"),
            Catches = [Catch.Error("HRN2001", Ground.StorageManifest)],
            CleanInstead = git => git.Append(Ground.StorageManifest, "serde.workspace = true\n"),
        },
        new(58, "other-spellings", "The table of dependencies is spelt as Cargo takes it too and few readers do.")
        {
            By = Author.MasterDb,
            Tip = Ground.CutWeb,
            Change = git => git.Append(Ground.StorageManifest, "[\"build_dependencies\".'web']\n\"path\" = '../web'\n").Replace(Ground.StorageManifest, "[package]", "[project]").Replace(Ground.StorageManifest, "edition = \"2024\"", "edition = \"2021\""),
            Catches = [Catch.Error("HRN2001", Ground.StorageManifest)],
            CleanInstead = git => git.Append(Ground.StorageManifest, "[\"build-dependencies\".'core']\n\"path\" = '../core'\n"),
        },
        new(59, "for-some-platform", "A dependency is declared for a platform that is every platform.")
        {
            By = Author.MasterDb,
            Tip = Ground.CutWeb,
            Change = git => git.Append(Ground.StorageManifest, "[target.'cfg(all())'.dependencies]\nweb = { path = \"../web\" }\n"),
            Catches = [Catch.Error("HRN2001", Ground.StorageManifest)],
            CleanInstead = git => git.Append(Ground.StorageManifest, "[target.'cfg(all())'.dependencies]\nserde = \"1\"\n"),
        },
        new(59, "optional", "A dependency is optional and behind a feature that nobody turns on yet.")
        {
            By = Author.MasterDb,
            Tip = Ground.CutWeb,
            Change = git => git.Append(Ground.StorageManifest, Upward),
            Catches = [Catch.Error("HRN2001", Ground.StorageManifest)],
            CleanInstead = git => git.Append(Ground.StorageManifest, Upward.Replace("web", "core", StringComparison.Ordinal)),
        },
        new(59, "promoted", "A dependency of tests, which is free, becomes one of the crate by a moved line.")
        {
            By = Author.MasterDb,
            Tip = git =>
            {
                Ground.CutWeb(git);
                git.Append(Ground.StorageManifest, "[dev-dependencies]\nweb = { path = \"../web\" }\n");
            },
            Change = git => git.Replace(Ground.StorageManifest, "[dev-dependencies]\n", ""),
            Catches = [Catch.Error("HRN2001", Ground.StorageManifest)],
            CleanInstead = git => git.Append(Ground.StorageManifest, "serde = { workspace = true }\n"),
        },
        new(60, "own-crate-from-elsewhere", "A crate of the tree is taken from a registry or from git, where no edge leads to it.")
        {
            By = Author.MasterDb,
            Tip = Ground.CutWeb,
            Change = git => git.Append(Ground.StorageManifest, "web = \"0.1\"\n"),
            Catches = [Catch.Error("HRN2001", Ground.StorageManifest), Catch.Beside("HRN2007", Ground.StorageManifest)],
            CleanInstead = git => git.Append(Ground.StorageManifest, "serde = \"1\"\n"),
        },
        new(63, "configured-override", "Cargo's configuration puts one's own code in the place of a dependency that the manifests name.")
        {
            Change = git => git.Write(Configuration, "paths = [\"crates/web\"]\n"),
            Catches = [Catch.Error("HRN3002", Configuration)],
            CleanBy = Author.Lead,
        },
        new(63, "nested-configuration", "The configuration stands in one's own directory, where it counts for builds that start there.")
        {
            Change = git => git.Write("crates/sql/.cargo/config.toml", "[source.crates-io]\nreplace-with = \"mine\"\n[source.mine]\ndirectory = \"vendor\"\n"),
            Catches = [Catch.Error("HRN3002", "crates/sql/.cargo/config.toml")],
            CleanBy = Author.Lead,
        },
        new(63, "patched", "The root manifest patches a dependency of everyone by one's own code.")
        {
            Change = git => git.Append(Ground.Root, "[patch.crates-io]\nserde = { path = \"crates/web/serde\" }\n").Write("crates/web/serde/Cargo.toml", Ground.Manifest("serde", "[workspace]\n").Replace("0.1.0", "1.0.1", StringComparison.Ordinal))
                .Write("crates/web/serde/src/lib.rs", ""),
            Catches = [Catch.Error("HRN3012", Ground.Root), Catch.Beside("HRN2006", Ground.Root)],
            CleanBy = Author.Lead,
        },
        new(64, "checksum", "A checksum in the lock file is exchanged, and another archive is built.")
        {
            Change = git => git.Replace(Ground.Lock, new string('1', 64), new string('2', 64)),
            Catches = [Catch.Error("HRN3004", Ground.Lock)],
            CleanBy = Author.Lead,
        },
        new(64, "source-of-locked", "The source of a locked package becomes a repository of one's own.")
        {
            Change = git => git.Replace(Ground.Lock, $"source = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \"{new string('1', 64)}\"\n", "source = \"git+https://example.com/serde#0123456789012345678901234567890123456789\"\n"),
            Catches = [Catch.Error("HRN3004", Ground.Lock)],
            CleanBy = Author.Lead,
        },
        new(65, "vendored", "Vendored code is edited, which nobody reads.")
        {
            Change = git => git.Append("vendor/codec/src/lib.rs"),
            Catches = [Catch.Error("HRN3001", "vendor/codec/src/lib.rs")],
            CleanBy = Author.MasterDb,
        },
        new(67, "toolchain", "The toolchain is exchanged, or what wraps the compiler.")
        {
            Change = git => git.Write("crates/sql/rust-toolchain.toml", "[toolchain]\nchannel = \"nightly\"\n").Write(Configuration, "[build]\nrustc-wrapper = \"./w\"\n"),
            Catches = [Catch.Error("HRN3002", Configuration), Catch.Error("HRN3002", "crates/sql/rust-toolchain.toml")],
            CleanBy = Author.Lead,
        },
    ];

    // The entry that others might inherit stays: it concerns everyone.
    private static GitFixture LeaveList(GitFixture git) => git.Replace(Ground.Root, ", \"crates/web\"]", "]");
}
