using System.Collections.Immutable;

namespace Harness.Evasions.Tests;

/// <summary>Ways past the gate through how a host proposes and merges changes, as far as a repository shows them.</summary>
internal static class HostEvasions
{
    private const string Workflow = ".github/workflows/gate.yml";

    public static ImmutableArray<Evasion> All { get; } =
    [
        new(39, "pushed-by-nobody-known", "Someone pushes to a branch where the host does not show who: to a fork that hides it, or before the branch was deleted and restored.")
        {
            By = Author.AppDev with { HasUnknownPusher = true },
            Change = git => git.Append(Ground.Sql),
            Catches = [Catch.Error("HRN3001", Ground.Sql)],
            CleanBy = (Author.AppDev with { HasUnknownPusher = true }).With("boss"),
        },
        new(41, "pushed-after-approval", "More is pushed after the owner has approved.")
        {
            By = Author.AppDev with { EarlierConsents = ["master-db[bot]"] },
            Change = git =>
            {
                git.Append(Ground.Storage).Commit("approved");
                git.Append(Ground.StorageModule);
            },
            Catches = [Catch.Error("HRN3001", Ground.Storage), Catch.Error("HRN3001", Ground.StorageModule)],
            CleanBy = Author.AppDev.With("master-db[bot]"),
        },
        new(44, "stacked", "A change is proposed on top of another branch that nobody has judged.")
        {
            Change = git =>
            {
                git.Run("checkout", "-q", "-b", "lower");
                git.Append(Ground.Storage).Commit("lower");
                git.Run("checkout", "-q", "-B", "topic");
                git.Append(Ground.Sql);
            },
            Catches = [Catch.Error("HRN3001", Ground.Storage)],
            CleanBy = Author.AppDev.With("master-db[bot]"),
        },
        new(45, "cycle-of-two", "Two changes are each clean, and close a cycle together.")
        {
            Tip = Ground.CutWeb,
            Change = git => git.Append(Ground.WebManifest, "sql = { path = \"../sql\" }\n"),
            Later = git => git.Append(Ground.SqlManifest, "web = { path = \"../web\" }\n"),
            Catches = [Catch.Error("HRN2005", Ground.SqlManifest)],
            CleanInstead = git => git.Append(Ground.WebManifest, "storage = { path = \"../storage\" }\n"),
        },
        new(46, "workflow-edited", "The workflow that runs the gate is edited.")
        {
            Tip = git => git.Write(Workflow, "on: pull_request_target\n"),
            Change = git => git.Write(Workflow, "on: workflow_dispatch\n"),
            Catches = [Catch.Error("HRN3002", Workflow)],
            CleanBy = Author.Lead,
        },
    ];
}
