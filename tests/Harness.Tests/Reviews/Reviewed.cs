using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Harness.Analysis;
using Harness.Changes;
using Harness.Policies;
using Harness.Reviews;
using Harness.Rules;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Reviews;

/// <summary>A change of a small workspace in memory, and what reviewing it starts from.</summary>
internal sealed class Reviewed
{
    /// <summary>The policy.</summary>
    public const string PolicyText = """
        version = 1
        layers = [{ name = "top", crates = ["sql"] }, { name = "base", crates = ["storage"] }]
        [agents.db]
        crates = ["storage"]
        logins = ["db[bot]"]
        [agents.app]
        crates = ["sql"]
        logins = ["app[bot]", "app-two[bot]"]
        [agents.lead]
        role = "advisor"
        logins = ["boss"]
        [agents.one]
        role = "reviewer"
        logins = ["one[bot]"]
        [agents.two]
        role = "reviewer"
        logins = ["two[bot]"]
        [review]
        hot = ["storage"]
        capacity = 2

        """;

    private static readonly Dictionary<string, string> Tip = new(StringComparer.Ordinal)
    {
        ["harness.toml"] = PolicyText,
        ["Cargo.toml"] = "[workspace]\nmembers = [\"storage\", \"sql\"]\nresolver = \"3\"\n",
        ["storage/Cargo.toml"] = "[package]\nname = \"storage\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
        ["storage/src/lib.rs"] = "pub fn read() {}\n",
        ["storage/benches/read.rs"] = "fn main() {}\n",
        ["sql/Cargo.toml"] = "[package]\nname = \"sql\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\nstorage = { path = \"../storage\" }\n",
        ["sql/src/lib.rs"] = "pub fn plan() {}\n",
        ["sql/tests/plan.rs"] = "#[test]\nfn plans() {}\n",
    };

    private Reviewed(Change change, AnalysisResult result) => (Change, Result) = (change, result);

    public Change Change { get; }

    public AnalysisResult Result { get; }

    public ChangeOutline Outline => ChangeOutline.Create(Change, Result.Comparison!, Harness.Policies.Policy.Parse(PolicyFile.Find(Change.Before, null)!).Value.Review);

    /// <summary>Changes files of the workspace; a file without text is deleted.</summary>
    public static Reviewed By(string login, params (string Path, string? Text)[] files) => new Start(Tip).Change(login, files);

    /// <summary>Begins with other files of the tip.</summary>
    public static Start At(params (string Path, string? Text)[] files) => new(With(Tip, files));

    private static Dictionary<string, string> With(Dictionary<string, string> files, (string Path, string? Text)[] changed)
    {
        var after = new Dictionary<string, string>(files, StringComparer.Ordinal);
        foreach (var (path, text) in changed)
        {
            after.Remove(path);
            if (text is not null)
            {
                after.Add(path, text);
            }
        }

        return after;
    }

    private static Reviewed Judge(Dictionary<string, string> tip, string login, (string Path, string? Text)[] files)
    {
        var after = With(tip, files);
        var change = new Change
        {
            Before = MemoryTree.FromText(tip),
            After = MemoryTree.FromText(after),
            Files = new ChangeSet(files.Select(f => new FileChange(RepoPath.Parse(f.Path), Version(tip, f.Path), Version(after, f.Path)))),
            Actor = new Actor([new IdentityClaim(IdentityEvidence.Host, login, "the author")]),
            Head = new string('a', 40),
            Consents = [],
            History = ChangeHistory.None,
        };
        var engine = new AnalysisEngine(BuiltInRules.All);
        return new Reviewed(change, engine.Analyze(change, new ChangeAnalysisOptions { Today = new DateOnly(2030, 1, 1) }, TestContext.Current.CancellationToken));
    }

    public ImmutableArray<string> FactsOf(ReviewDimension dimension) => DimensionEvidence.Create(Result, Outline).Single(e => e.Dimension == dimension).Facts;

    public ReviewerSelection Choose(ReviewerRoster? roster = null) =>
        ReviewerSelection.Choose(Change, Result.Comparison!, Outline, roster ?? new ReviewerRoster(new Dictionary<string, int>(), []));

    private static FileVersion Version(Dictionary<string, string> files, string path) =>
        files.TryGetValue(path, out var text) ? new FileVersion(EntryMode.File, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))) : FileVersion.Absent;

    /// <summary>The tip that a change begins with.</summary>
    internal sealed class Start(Dictionary<string, string> tip)
    {
        public Reviewed Change(string login, params (string Path, string? Text)[] files) => Judge(tip, login, files);
    }
}
