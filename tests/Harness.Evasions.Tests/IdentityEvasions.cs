using System.Collections.Immutable;

namespace Harness.Evasions.Tests;

/// <summary>Ways past the gate through who a change says to be of.</summary>
internal static class IdentityEvasions
{
    private const string MasterDb = "master-db <1+master-db[bot]@users.noreply.github.com>";

    public static ImmutableArray<Evasion> All { get; } =
    [
        new(36, "branch-of-another", "The branch bears the name of the agent whose crates it touches.")
        {
            By = Author.AppDev with { Branch = "feat/master-db/x" },
            Change = git => git.Append(Ground.Storage),
            Catches = [Catch.Error("HRN3001", Ground.Storage), Catch.Error("HRN3011", Ground.Policy)],
            CleanBy = Author.MasterDb with { Branch = "feat/master-db/x" },
        },
        new(36, "branch-for-own-ground", "The branch bears another agent's name, so that what is done on it is counted as that agent's.")
        {
            By = Author.AppDev with { Branch = "feat/master-db/x" },
            Change = git => git.Append(Ground.Sql),
            Catches = [Catch.Error("HRN3001", Ground.Sql), Catch.Error("HRN3011", Ground.Policy)],
            CleanBy = Author.AppDev with { Branch = "feat/app-dev/x" },
        },
        new(36, "asserted-as-another", "The caller says to be another agent than the account that the host has authenticated.")
        {
            By = Author.AppDev with { As = "master-db" },
            Change = git => git.Append(Ground.Storage),
            Catches = [Catch.Error("HRN3001", Ground.Storage), Catch.Error("HRN3011", Ground.Policy)],
            CleanBy = Author.MasterDb with { As = "master-db" },
        },
        new(37, "author-of-commit", "The commit names the owner as its author.")
        {
            Change = git => git.Append(Ground.Storage).CommitAs(MasterDb),
            Catches = [Catch.Error("HRN3001", Ground.Storage)],
            CleanBy = Author.MasterDb,
        },
        new(37, "author-and-nobody-else", "The author of the commit is all that is known of who made the change.")
        {
            By = new Author(),
            Change = git => git.Append(Ground.Storage).CommitAs(MasterDb),
            Catches = [Catch.Error("HRN3010", Ground.Policy)],
            CleanBy = Author.MasterDb,
        },
        new(38, "trailer", "A trailer of the message names the owner as a co-author.")
        {
            Change = git => git.Append(Ground.Storage).Commit($"change\n\nCo-authored-by: {MasterDb}\nAgent: master-db\n"),
            Catches = [Catch.Error("HRN3001", Ground.Storage)],
            CleanBy = Author.MasterDb,
        },
        new(38, "trailer-of-another", "A trailer names another agent, who may have slipped something in.")
        {
            Change = git => git.Append(Ground.Sql).Commit($"change\n\nCo-authored-by: {MasterDb}\n"),
            Catches = [Catch.Error("HRN3001", Ground.Sql)],
            CleanInstead = git => git.Append(Ground.Sql).Commit("change\n\nCo-authored-by: Friend <friend@example.com>\n"),
        },
        new(39, "second-pusher", "Another agent pushes to the branch whose owner has the right.")
        {
            By = new Author("app-dev[bot]", "master-db[bot]"),
            Change = git => git.Append(Ground.Sql),
            Catches = [Catch.Error("HRN3001", Ground.Sql)],
            CleanBy = Author.AppDev,
        },
        new(39, "second-committer", "A commit of another agent lies among those of the branch.")
        {
            Change = git =>
            {
                git.Append(Ground.Sql).CommitAs(MasterDb, "theirs");
                git.Append("crates/web/src/lib.rs");
            },
            Catches = [Catch.Error("HRN3001", Ground.Sql), Catch.Error("HRN3001", "crates/web/src/lib.rs")],
            CleanBy = Author.AppDev.With("app-dev[bot]"),
        },
        new(40, "unverified", "All agents share an account that the policy does not map, and each says by itself who it is.")
        {
            By = new Author { As = "master-db" },
            Change = git => git.Append(Ground.Storage),
            Catches = [Catch.Error("HRN3010", Ground.Policy)],
            CleanBy = Author.MasterDb,
        },
        new(40, "unknown-account", "The account is authenticated and bears no agent of the policy, while the caller says to be one.")
        {
            By = new Author("everyone[bot]") { As = "master-db" },
            Change = git => git.Append(Ground.Storage),
            Catches = [Catch.Error("HRN3001", Ground.Storage), Catch.Error("HRN3011", Ground.Policy)],
            CleanBy = Author.MasterDb,
        },
    ];
}
