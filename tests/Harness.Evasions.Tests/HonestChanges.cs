using System.Collections.Immutable;
using Harness.Testing;

namespace Harness.Evasions.Tests;

/// <summary>Changes that are as they should be.</summary>
internal static class HonestChanges
{
    private const string Metrics = "crates/metrics/Cargo.toml";
    private const string OtherVersion = "version = \"0.2.0\"";
    private static readonly Author Releases = new("release[bot]");
    private static readonly Author Updates = new("update[bot]");

    public static ImmutableArray<HonestChange> All { get; } =
    [
        new("stale-branch", "The target has moved on in others' crates since the branch began.")
        {
            Change = git => git.Append(Ground.Sql),
            Later = git => git.Append(Ground.Storage).Remove("docs/guide.md").Replace(Ground.Policy, "[shared]", "[shared]\n\"NEWS.md\" = \"any\""),
        },
        new("merge-of-the-target", "The branch merges the target, and with it what others have done.")
        {
            Change = git =>
            {
                git.Append(Ground.Sql).Commit("mine");
                git.Run("checkout", "-q", "main");
                git.Append(Ground.Storage).CommitAs("master-db <1+master-db[bot]@users.noreply.github.com>", "theirs");
                git.Run("checkout", "-q", "topic");
                git.Run("merge", "-q", "-m", "merge", "main");
            },
        },
        new("crossed-histories", "Branch and target have merged each other, so that there are several merge bases.")
        {
            Change = git =>
            {
                var mine = git.Append(Ground.Sql).Commit("mine");
                git.Run("checkout", "-q", "main");
                var theirs = git.Append(Ground.Storage).Commit("theirs");
                git.Run("merge", "-q", "-m", "cross", mine);
                git.Run("checkout", "-q", "topic");
                git.Run("merge", "-q", "-m", "cross", theirs);
                git.Append("crates/web/src/lib.rs");
            },
        },
        new("renamed-and-moved", "A crate gets another name and the directory of that name, and a line of the baseline follows.")
        {
            Tip = git =>
            {
                Ground.CutWeb(git);
                git.Replace(Ground.Root, "web = {", "# {").Append(Ground.Policy, "\n[[forbid]]\nfrom = [\"@top\"]\nto = [\"core\"]\nbecause = \"storage stands between\"\n")
                    .Append(Ground.WebManifest, "core = { path = \"../core\" }\n").Write("harness.baseline", "HRN2003 web -> core normal\n");
            },
            Change = git => git.Move("crates/web", "crates/metrics").Replace(Ground.Root, "\"crates/web\"", "\"crates/metrics\"")
                .Replace(Metrics, "name = \"web\"", "name = \"metrics\"").Write("harness.baseline", "HRN2003 metrics -> core normal\n"),
        },
        new("release", "All crates get their next version, with what asks for them, the lock file and the list of changes.")
        {
            By = Releases,
            NotBy = Author.AppDev,
            Change = git =>
            {
                string[] manifests = ["crates/core/Cargo.toml", Ground.SqlManifest, Ground.StorageManifest, Ground.WebManifest, Ground.Root, Ground.Lock];
                foreach (var manifest in manifests)
                {
                    git.Replace(manifest, "version = \"0.1.0\"", OtherVersion);
                }

                git.Append("CHANGELOG.md", "## 0.2.0\n").Write("crates/storage/CHANGELOG.md", "## 0.2.0\n");
            },
        },
        new("update", "A dependency gets its next version, and the lock file follows.")
        {
            By = Updates,
            NotBy = Author.MasterDb,
            Change = git => git.Replace(Ground.Root, "serde = \"1.0\"", "serde = \"1.1\"").Replace(Ground.Lock, "1.0.1", "1.1.0").Replace(Ground.Lock, new string('1', 64), new string('3', 64)),
        },
        new("update-of-the-lock-file", "Only the lock file moves to what the manifests allow already.")
        {
            By = Updates,
            NotBy = Author.AppDev,
            Change = git => git.Replace(Ground.Lock, "1.0.1", "1.0.2").Replace(Ground.Lock, new string('1', 64), new string('3', 64)),
        },
        new("revert", "What has landed in two agents' crates is taken back.")
        {
            By = Releases,
            NotBy = Author.AppDev,
            Tip = git =>
            {
                git.Commit("ground");
                git.Append(Ground.Storage).Append(Ground.Sql).Write("crates/storage/src/new.rs", "x\n");
            },
            Change = git => git.Run("revert", "--no-edit", "HEAD"),
        },
        new("format", "Own files get another form.")
        {
            NotBy = Releases,
            Change = git => git.Write(Ground.Sql, "pub fn plan() {\r\n}\r\n").Write("crates/web/src/lib.rs", "\tpub fn serve() { }\n"),
        },
        new("new-crate", "A crate that the policy has planned appears, with its entry in the list of members and in the lock file.")
        {
            NotBy = Releases,
            Change = git => git.Replace(Ground.Root, "\"crates/sql\"", "\"crates/metrics\", \"crates/sql\"").Write(Metrics, Ground.Manifest("metrics", "[dependencies]\nserde.workspace = true\n"))
                .Write("crates/metrics/src/lib.rs", "").Append(Ground.Lock, "\n[[package]]\nname = \"metrics\"\nversion = \"0.1.0\"\ndependencies = [\n \"serde\",\n]\n"),
        },
        new("fixed-violation", "An edge that the policy forbids goes.")
        {
            NotBy = Releases,
            Tip = git => git.Append(Ground.WebManifest, "core = { path = \"../core\" }\n").Append(Ground.Policy, Forbid),
            Change = git => git.Replace(Ground.WebManifest, "core = { path = \"../core\" }\n", ""),
        },
        new("old-violation", "An edge that the policy forbids was there before and stays.")
        {
            Tip = git => git.Append(Ground.WebManifest, "core = { path = \"../core\" }\n").Append(Ground.Policy, Forbid),
            Change = git => git.Append(Ground.Sql).Append(Ground.WebManifest, "serde.workspace = true\n"),
        },
        new("exception-deleted", "An exception that excuses nothing any more is taken out of the policy.")
        {
            Tip = git => git.Append(Ground.Policy, Forbid + Exception),
            Change = git => git.Replace(Ground.Policy, Exception, ""),
        },
        new("fixed-with-its-exception", "The edge that an exception excuses goes together with it.")
        {
            Tip = git => git.Append(Ground.WebManifest, "core = { path = \"../core\" }\n").Append(Ground.Policy, Forbid + Exception),
            Change = git => git.Replace(Ground.WebManifest, "core = { path = \"../core\" }\n", "").Replace(Ground.Policy, Exception, ""),
        },
        new("baseline-line-deleted", "A line of the baseline goes together with what it held.")
        {
            Tip = git => git.Append(Ground.WebManifest, "core = { path = \"../core\" }\n").Append(Ground.Policy, Forbid).Write("harness.baseline", "HRN2003 web -> core\n"),
            Change = git => git.Replace(Ground.WebManifest, "core = { path = \"../core\" }\n", "").Remove("harness.baseline"),
        },
        new("unmapped-co-author", "A human whom the policy does not know has a hand in a commit.")
        {
            Change = git => git.Append(Ground.Sql).CommitAs("Friend <friend@example.com>", "change\n\nCo-authored-by: Other <other@example.com>\n"),
        },
        new("web-editor", "The host's web editor has committed in the agent's name.")
        {
            Change = git =>
            {
                git.Append(Ground.Sql);
                git.Run("add", "-A");
                git.Run("-c", "user.name=x", "commit", "-q", "--author", "app-dev <2+app-dev[bot]@users.noreply.github.com>", "-m", "Update lib.rs");
                var tree = git.Run("rev-parse", "HEAD^{tree}");
                var commit = $"tree {tree}\nparent {git.Run("rev-parse", "HEAD^")}\nauthor app-dev <2+app-dev[bot]@users.noreply.github.com> 1893456000 +0000\ncommitter GitHub <noreply@github.com> 1893456000 +0000\n\nUpdate lib.rs\n";
                git.Run("reset", "-q", "--hard", git.Run(["hash-object", "-t", "commit", "-w", "--stdin"], System.Text.Encoding.UTF8.GetBytes(commit)));
            },
        },
        new("moved-file", "A file moves within own ground, from one crate to another.")
        {
            NotBy = Releases,
            Change = git => git.Move(Ground.Sql, "crates/web/src/plan.rs").Write(Ground.Sql, "pub fn plan() {}\n"),
        },
        new("moved-crate", "A crate of one's own moves to another place, with its entries in the root manifest.")
        {
            NotBy = Releases,
            Tip = git => git.Replace(Ground.Root, "web = { path = \"crates/web\", version = \"0.1.0\" }\n", ""),
            Change = git => git.Move("crates/web", "crates/front").Replace(Ground.Root, "\"crates/web\"", "\"crates/front\""),
        },
        new("leased", "The change touches what its agent holds a lease of.")
        {
            NotBy = Releases,
            Tip = git => git.Append(Ground.Policy, "[[leases]]\nagent = \"app-dev\"\ncrates = [\"storage\"]\nbecause = \"a new format of pages\"\nexpires = 2030-06-30\n"),
            Change = git => git.Append(Ground.Storage).Append(Ground.Sql),
        },
        new("approved", "The owner has approved exactly this head.")
        {
            By = Author.AppDev.With("master-db[bot]"),
            NotBy = Author.AppDev with { EarlierConsents = ["master-db[bot]"] },
            Change = git => git.Append(Ground.Storage).Append(Ground.Sql),
        },
        new("approved-by-both", "A contributor touches two agents' crates, and both have approved.")
        {
            By = new Author("jo").With("master-db[bot]", "app-dev[bot]"),
            NotBy = Author.AppDev with { EarlierConsents = ["master-db[bot]"] },
            Change = git => git.Append(Ground.Storage).Append(Ground.Sql),
        },
        new("new-dependency", "A crate asks for one more package, and the lock file says so.")
        {
            NotBy = Releases,
            Change = git => git.Append(Ground.WebManifest, "itoa = \"1\"\n").Append(Ground.Lock, "\n[[package]]\nname = \"itoa\"\nversion = \"1.0.0\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \"4444444444444444444444444444444444444444444444444444444444444444\"\n")
                .Replace(Ground.Lock, " \"sql\",\n", " \"itoa\",\n \"sql\",\n"),
        },
        new("own-member-line", "A workspace dependency that only own crates use is added to the root manifest.")
        {
            NotBy = Releases,
            Change = git => git.Replace(Ground.Root, "serde = \"1.0\"\n", "serde = \"1.0\"\nsql = { path = \"crates/sql\", version = \"0.1.0\" }\n")
                .Replace(Ground.WebManifest, "sql = { path = \"../sql\", version = \"0.1.0\" }", "sql.workspace = true"),
        },
    ];

    private static string Forbid => "\n[[forbid]]\nfrom = [\"web\"]\nto = [\"core\"]\nbecause = \"storage stands between\"\n";

    private static string Exception => "\n[[exceptions]]\nedge = \"web -> core\"\nrule = \"HRN2003\"\nbecause = \"moving\"\nowner = \"app-dev\"\nexpires = 2030-12-31\n";
}
