using System.Collections.Immutable;
using System.Text;
using Harness.Testing;

namespace Harness.Evasions.Tests;

/// <summary>Ways past the gate through the policy and the data of ownership.</summary>
internal static class PolicyEvasions
{
    private const string CodeOwners = ".github/CODEOWNERS";
    private static readonly Author Both = Author.AppDev.With("boss", "master-db[bot]");

    public static ImmutableArray<Evasion> All { get; } =
    [
        new(1, "own-rights", "The change gives its author the right that it needs, in its own copy of the policy.")
        {
            Change = git => git.Replace(Ground.Policy, "paths = [\"docs/**\"]", "paths = [\"docs/**\", \"crates/storage/**\"]").Append(Ground.Storage),
            Catches = [Catch.Error("HRN3002", Ground.Policy), Catch.Error("HRN3005", Ground.Policy), Catch.Error("HRN3001", Ground.Storage)],
            CleanBy = Author.Lead,
        },
        new(1, "softer-rules", "The change makes the rules lighter that would report it.")
        {
            Change = git => git.Append(Ground.Policy, "[rules]\nHRN2001 = \"off\"\n"),
            Catches = [Catch.Error("HRN3002", Ground.Policy)],
            CleanBy = Author.Lead,
        },
        new(1, "ownership-switched-off", "The change takes all agents out of the policy, so that nothing belongs to anyone.")
        {
            Change = git => git.Write(Ground.Policy, "version = 1\n").Append(Ground.Storage),
            Catches =
            [
                Catch.Error("HRN3001", Ground.Storage), Catch.Error("HRN3002", Ground.Policy), Catch.Error("HRN3005", Ground.Policy),
                Catch.Error("HRN3005", "crates/core/Cargo.toml"), Catch.Error("HRN3005", Ground.StorageManifest), Catch.Error("HRN3005", Ground.SqlManifest),
                Catch.Error("HRN3005", Ground.WebManifest),
            ],
            CleanBy = Author.Lead,
        },
        new(1, "own-exception", "Where the policy names nobody who could approve anything, the change brings an upward dependency together with the exception for it.")
        {
            Tip = git => git.Write(Ground.Policy, NoAgents),
            Change = git => git.Append(Ground.WebManifest, UsesCore)
                .Append(Ground.Policy, "[[exceptions]]\nedge = \"web -> core\"\nbecause = \"for now\"\nowner = \"nobody\"\nexpires = 2099-12-31\n"),
            Catches = [Catch.Error("HRN3015", Ground.WebManifest)],
            CleanInstead = git => git.Append(Ground.Storage),
        },
        new(2, "shadowing-codeowners", "A second CODEOWNERS appears where the host looks first.")
        {
            Tip = git => git.Write("docs/CODEOWNERS", "* @org/master-db\n"),
            Change = git => git.Write(CodeOwners, "* @org/app-dev\n"),
            Catches = [Catch.Error("HRN3002", CodeOwners)],
            CleanBy = Author.Lead,
        },
        new(3, "broad-line-last", "A broad line at the end of CODEOWNERS takes everything over.")
        {
            Tip = git => git.Write(CodeOwners, "/crates/storage/ @org/master-db\n"),
            Change = git => git.Append(CodeOwners, "* @org/app-dev\n"),
            Catches = [Catch.Error("HRN3002", CodeOwners)],
            CleanBy = Author.Lead,
        },
        new(3, "crates-taken-over", "The owner of one crate writes the other's crates into its own list.")
        {
            Change = HandOver,
            Catches = [Catch.Error("HRN3002", Ground.Policy), Catch.Error("HRN3005", Ground.Policy)],
            CleanBy = Both,
        },
        new(4, "owner-taken-away", "A crate loses its owner, so that nobody has to be asked.")
        {
            Change = git => git.Replace(Ground.Policy, "crates = [\"core\", \"storage\"]\npaths", "crates = [\"core\"]\npaths"),
            Catches = [Catch.Error("HRN3002", Ground.Policy), Catch.Error("HRN3005", Ground.Policy), Catch.Error("HRN3005", Ground.StorageManifest)],
            CleanBy = Author.Lead,
        },
        new(5, "invalid-line", "A line of CODEOWNERS that the host skips without a word takes the owner of what it speaks of.")
        {
            Tip = git => git.Write(CodeOwners, "/crates/storage/ @org/master-db\n"),
            Change = git => git.Write(CodeOwners, "!/crates/storage/ @org/master-db\n"),
            Catches = [Catch.Error("HRN3002", CodeOwners), Catch.Beside("HRN1022", CodeOwners)],
            CleanBy = Author.Lead,
        },
        new(6, "padded-codeowners", "CODEOWNERS grows beyond the size that the host reads.")
        {
            Tip = git => git.Write(CodeOwners, "/crates/storage/ @org/master-db\n"),
            Change = git => git.Append(CodeOwners, string.Concat(Enumerable.Repeat("# nothing to see in this line\n", 110_000))),
            Catches = [Catch.Error("HRN3002", CodeOwners), Catch.Beside("HRN1022", CodeOwners)],
            CleanBy = Author.Lead,
        },
        new(7, "utf16-policy", "The policy is stored in UTF-16, which another reader may take for empty.")
        {
            Change = git => git.WriteBytes(Ground.Policy, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Ground.PolicyText)]),
            Catches = [Catch.Failure("HRN0002", Ground.Policy)],
            CleanInstead = git => git.Append(Ground.Sql),
        },
        new(7, "nul-in-policy", "A NUL in the policy ends it for readers that take texts to end there.")
        {
            Change = git => git.Write(Ground.Policy, "version = 1\n\0" + Ground.PolicyText),
            Catches = [Catch.Failure("HRN0002", Ground.Policy)],
            CleanInstead = git => git.Append(Ground.Sql),
        },
        new(7, "linked-policy", "The policy becomes a link to a file that nobody protects.")
        {
            Change = git => git.Write("docs/policy.toml", Ground.PolicyText).Link(Ground.Policy, "docs/policy.toml"),
            Catches = [Catch.Failure("HRN0001", Ground.Policy)],
            CleanInstead = git => git.Write("docs/policy.toml", Ground.PolicyText),
        },
        new(7, "marked-policy", "The policy of the target has a byte order mark and foreign line ends, by which a naive reader sees no rights in it.")
        {
            Tip = git => git.WriteBytes(Ground.Policy, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Ground.PolicyText.ReplaceLineEndings("\r\n"))]),
            Change = git => git.Append(Ground.Storage),
            Catches = [Catch.Error("HRN3001", Ground.Storage)],
            CleanBy = Author.MasterDb,
        },
        new(8, "deleted-policy", "The policy is deleted together with what it would have reported.")
        {
            Change = git => git.Remove(Ground.Policy).Append(Ground.Storage),
            Catches = [Catch.Error("HRN3001", Ground.Storage), Catch.Error("HRN3002", Ground.Policy)],
            CleanBy = Author.Lead,
        },
        new(8, "no-policy", "Neither side has a policy, and a gate with nothing to check passes.")
        {
            Tip = git => git.Remove(Ground.Policy),
            Change = git => git.Append(Ground.Storage),
            Catches = [Catch.Failure("HRN0006", Ground.Policy)],
            CleanInstead = git => git.Write(Ground.Policy, Ground.PolicyText),
        },
        new(9, "broken-policy", "The policy is made unreadable, so that a default takes its place.")
        {
            Change = git => git.Append(Ground.Policy, "[agents.app-dev\n").Append(Ground.Storage),
            Catches = [Catch.Failure("HRN0002", Ground.Policy)],
            CleanInstead = git => git.Append(Ground.Sql),
        },
        new(9, "nested-policy", "A policy of one's own stands nearer to the changed files than the one at the top.")
        {
            Change = git => git.Write("crates/storage/harness.toml", "version = 1\n").Append(Ground.Storage),
            Catches = [Catch.Error("HRN3001", Ground.Storage), Catch.Error("HRN3001", "crates/storage/harness.toml"), Catch.Beside("HRN1009", "crates/storage/harness.toml")],
            CleanBy = Author.MasterDb,
        },
        new(10, "unknown-key", "A misspelt key is taken for a comment, and what it should have said does not hold.")
        {
            Change = git => git.Replace(Ground.Policy, "logins = [\"master-db[bot]\"]", "login = [\"master-db[bot]\"]"),
            Catches = [Catch.Failure("HRN0006", Ground.Policy)],
            CleanInstead = git => git.Append(Ground.Sql),
        },
        new(10, "duplicate-key", "A table is written twice, and the second one replaces the first.")
        {
            Change = git => git.Append(Ground.Policy, "[agents.master-db]\ncrates = []\n"),
            Catches = [Catch.Failure("HRN0002", Ground.Policy)],
            CleanInstead = git => git.Append(Ground.Sql),
        },
        new(11, "handover-first", "One change hands a crate over and touches nothing else; the next edits it within its rights.")
        {
            By = Author.MasterDb,
            Change = HandOver,
            Catches = [Catch.Error("HRN3002", Ground.Policy), Catch.Error("HRN3005", Ground.Policy)],
            CleanBy = Both,
        },
        new(11, "handover-with-old-approval", "A handover counts an approval that was given to an earlier state of the branch.")
        {
            By = Author.AppDev with { EarlierConsents = ["boss", "master-db[bot]"] },
            Change = git =>
            {
                git.Append(Ground.Sql).Commit("harmless");
                HandOver(git);
            },
            Catches = [Catch.Error("HRN3002", Ground.Policy), Catch.Error("HRN3005", Ground.Policy)],
            CleanBy = Both,
        },
        new(12, "crate-in-a-crate", "A new crate in another's directory is written into one's own list in the same change.")
        {
            Change = git => git.Write("crates/storage/codec/Cargo.toml", Ground.Manifest("codec", "[workspace]\n"))
                .Write("crates/storage/codec/src/lib.rs", "pub fn code() {}\n")
                .Replace(Ground.Policy, "\"web\", \"metrics\"]\npaths", "\"web\", \"metrics\", \"./crates/storage/codec\"]\npaths"),
            Catches =
            [
                Catch.Error("HRN3001", "crates/storage/codec/src/lib.rs"), Catch.Error("HRN3002", Ground.Policy), Catch.Error("HRN3006", "crates/storage/codec/Cargo.toml"),
            ],
            CleanInstead = git => git.Write("crates/sql/codec/Cargo.toml", Ground.Manifest("codec", "[workspace]\n")).Write("crates/sql/codec/src/lib.rs", "pub fn code() {}\n"),
        },
        new(12, "kept-name", "A new crate in one's own directory takes a name that the policy keeps for another, and its author approves that.")
        {
            By = Author.AppDev.With("app-dev[bot]"),
            Tip = git => git.Replace(Ground.Policy, "\"core\", \"storage\"", "\"core\", \"storage\", \"vault\"").Replace(Ground.Policy, "planned = [", "planned = [\"vault\", "),
            Change = git => git.Write("crates/sql/vault/Cargo.toml", Ground.Manifest("vault")).Write("crates/sql/vault/src/lib.rs", "pub fn open() {}\n")
                .Replace(Ground.Root, "\"crates/sql\"", "\"crates/sql\", \"crates/sql/vault\""),
            Catches =
            [
                Catch.Error("HRN3001", "crates/sql/vault/Cargo.toml"), Catch.Error("HRN3001", "crates/sql/vault/src/lib.rs"), Catch.Error("HRN3012", Ground.Root),
            ],
            CleanBy = Author.AppDev.With("master-db[bot]"),
        },
        new(13, "other-names", "What is changed in another's crate lies in files that gates like to leave out: documents, tests, and what says of itself that it is generated.")
        {
            Change = git => git.Append("crates/storage/README.md", "unsafe\n").Write("crates/storage/tests/read.rs", "fn main() {}\n")
                .Write("crates/storage/src/tables.rs", "// @generated\npub const SIZE: u32 = 1;\n"),
            Catches =
            [
                Catch.Error("HRN3001", "crates/storage/README.md"), Catch.Error("HRN3001", "crates/storage/src/tables.rs"), Catch.Error("HRN3001", "crates/storage/tests/read.rs"),
            ],
            CleanBy = Author.MasterDb,
        },
        new(13, "wider-share", "The change shares files of a kind with everybody, so that they need no owner.")
        {
            Change = git => git.Replace(Ground.Policy, "\"CHANGELOG.md\" = \"any\"", "\"CHANGELOG.md\" = \"any\"\n\"**/*.md\" = \"any\"").Append("crates/storage/README.md", "more\n"),
            Catches = [Catch.Error("HRN3001", "crates/storage/README.md"), Catch.Error("HRN3002", Ground.Policy)],
            CleanBy = Author.Lead,
        },
    ];

    private const string UsesCore = "\n[dependencies.core]\npath = \"../core\"\n";

    private const string NoAgents = """
        version = 1
        layers = [
          { name = "top", crates = ["core"] },
          { name = "base", crates = ["sql", "storage", "web"], siblings = "allow" },
        ]

        """;

    private static void HandOver(GitFixture git) => git
        .Replace(Ground.Policy, "crates = [\"core\", \"storage\"]\npaths", "crates = [\"core\"]\npaths")
        .Replace(Ground.Policy, "\"web\", \"metrics\"]\npaths", "\"web\", \"metrics\", \"storage\"]\npaths");
}
