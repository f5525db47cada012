using System.Security.Cryptography;
using System.Text;
using Harness.Changes;
using Harness.Placements;
using Harness.Policies;
using Harness.Rights;
using Harness.Tests.Policies;
using Harness.Trees;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Rights;

/// <summary>Rights to changes of a small workspace in memory.</summary>
internal static class Judged
{
    /// <summary>The commit that is judged.</summary>
    public const string Head = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    /// <summary>The policy of the target's tip.</summary>
    public const string Policy = """
        version = 1
        [workspace]
        planned = ["tool"]
        [agents.db]
        crates = ["storage"]
        logins = ["db[bot]"]
        [agents.app]
        crates = ["sql", "tool"]
        paths = ["docs/**"]
        logins = ["app[bot]"]
        [agents.lead]
        role = "advisor"
        logins = ["boss"]
        [agents.people]
        role = "contributor"
        logins = ["jo"]
        [agents.eye]
        role = "reviewer"
        logins = ["eye[bot]"]
        [agents.robot]
        role = "updater"
        logins = ["robot[bot]"]
        [shared]
        "CHANGELOG.md" = "any"
        "LIST.txt" = "shrink"
        "play/**" = "any"

        """;

    /// <summary>A lease of the crate 'storage' for 'app'.</summary>
    public const string Lease = "[[leases]]\nagent = \"app\"\ncrates = [\"storage\"]\nbecause = \"#1\"\nexpires = 2030-01-05\n";

    private static readonly DateOnly Today = new(2030, 1, 1);

    /// <summary>The files of the target's tip.</summary>
    public static Dictionary<string, string> Tip(string more = "", params (string Path, string Text)[] files)
    {
        var tip = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["harness.toml"] = Policy + more,
            ["Cargo.toml"] = "[workspace]\nmembers = [\"storage\", \"sql\"]\nresolver = \"3\"\n",
            ["storage/Cargo.toml"] = Manifest("storage"),
            ["storage/src/lib.rs"] = "pub fn read() {}\n",
            ["sql/Cargo.toml"] = Manifest("sql"),
            ["sql/src/lib.rs"] = "pub fn plan() {}\n",
            ["docs/guide.md"] = "# Guide\n",
            ["scripts/run.sh"] = "run\n",
            ["CHANGELOG.md"] = "# Changes\n",
            ["LIST.txt"] = "one\ntwo\n",
            [".github/ci.yml"] = "on: push\n",
        };
        foreach (var (path, text) in files)
        {
            tip[path] = text;
        }

        return tip;
    }

    /// <summary>A manifest.</summary>
    public static string Manifest(string name, string more = "") => $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{more}";

    /// <summary>Changes files; one without text is deleted.</summary>
    public static ChangeRights By(string login, Dictionary<string, string> tip, string[] consents, params (string Path, string? Text)[] files)
    {
        var after = new Dictionary<string, string>(tip, StringComparer.Ordinal);
        foreach (var (path, text) in files)
        {
            after.Remove(path);
            if (text is not null)
            {
                after.Add(path, text);
            }
        }

        return Between(login, tip, after, [.. consents.Select(c => new Consent(c, Head))]);
    }

    /// <summary>The rights to the difference between two sets of files.</summary>
    public static ChangeRights Between(string login, Dictionary<string, string> tip, Dictionary<string, string> after, params Consent[] consents)
    {
        var change = new Change
        {
            Before = MemoryTree.FromText(tip),
            After = MemoryTree.FromText(after),
            Files = new ChangeSet(tip.Keys.Union(after.Keys).Where(p => Version(tip, p) != Version(after, p)).Select(p => new FileChange(RepoPath.Parse(p), Version(tip, p), Version(after, p)))),
            Actor = new Actor([new IdentityClaim(IdentityEvidence.Host, login, "the author")]),
            Head = Head,
            Consents = [.. consents],
            History = ChangeHistory.None,
        };
        var policy = PolicyParseTests.Clean(tip["harness.toml"]);
        return new ChangeRights(change, Bind(policy, change.Before), Bind(policy, change.After), Today, IdentityEvidence.Host, IdentityEvidence.Host, []);
    }

    /// <summary>What decides about a path: the kinds of its rights, or whose consent is missing.</summary>
    public static string Spell(this ChangeRights rights, string path) => rights.Decisions.Single(d => d.File.Path.Value == path).Spell();

    /// <summary>What decides: the kinds of the rights, or whose consent is missing.</summary>
    public static string Spell(this PathDecision decision) => string.Join(", ", decision.Demands.Select(Spell).Distinct());

    /// <summary>Why a path may not change.</summary>
    public static string Lack(this ChangeRights rights, string path) =>
        rights.Decisions.Single(d => d.File.Path.Value == path).Demands.First(d => d.Right is null).Lack;

    private static string Spell(RightDemand demand) =>
        demand.Right?.Kind.ToString() ?? (demand.Missing.IsEmpty ? "asks an advisor" : $"asks {string.Join(" and ", demand.Missing.Select(a => a.Name))}");

    private static BoundPolicy Bind(Harness.Policies.Policy policy, SourceTree tree)
    {
        var codebase = Codebase.Load(tree, policy.Workspace.ToCodebaseOptions(), TestContext.Current.CancellationToken);
        Assert.Empty(codebase.Diagnostics);
        return BoundPolicy.Bind(policy, codebase);
    }

    private static FileVersion Version(Dictionary<string, string> files, string path) =>
        files.TryGetValue(path, out var text) ? new FileVersion(EntryMode.File, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))) : FileVersion.Absent;
}
