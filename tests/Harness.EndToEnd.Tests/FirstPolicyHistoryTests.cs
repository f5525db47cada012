using Harness.Analysis;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Git;
using Harness.Policies;
using Harness.Rules;
using Harness.Testing;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>What a first policy costs a repository: its own last changes, judged with the rights of the policy that init writes today.</summary>
public sealed class FirstPolicyHistoryTests : IDisposable
{
    private static readonly AnalysisEngine Engine = new(BuiltInRules.All);

    private readonly GitFixture git = new();

    public void Dispose() => git.Dispose();

    [Fact]
    public void The_last_50_changes_pass_as_their_owners_made_them_or_say_whose_approval_is_missing()
    {
        var authors = BuildHistory();
        var outcome = HarnessCommand.Run(git.Path, "init");
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.Matches("A gate on the last [0-9]+ changes?: rules would have stopped 0", outcome.Output);
        Assert.Contains("Who can change what: 3 of 3 agents have logins; advisor 'core-dev' (@core-dev)", outcome.Output, StringComparison.Ordinal);

        using var repository = GitRepository.Open(git.Path, TestContext.Current.CancellationToken);
        var policy = SourceText.From(RepoPath.Parse(Policy.FileName), File.ReadAllText(git.Combine(Policy.FileName)));
        var changes = repository.LastChanges(repository.Resolve("HEAD", TestContext.Current.CancellationToken), 50, TestContext.Current.CancellationToken);
        Assert.Equal(50, changes.Length);
        foreach (var change in changes)
        {
            var (author, isForeign) = authors[change.Title];
            var errors = Judge(repository, change, policy, author);
            Assert.True(isForeign == errors.Length > 0, $"{change.Title} by {author}: {string.Join(Environment.NewLine, errors.Select(e => e.ToString()))}");
            Assert.All(errors, e => Assert.Contains("'core-dev'", e.Help, StringComparison.Ordinal));
            Assert.Empty(Judge(repository, change, policy, "core-dev"));
        }
    }

    private static Diagnostic[] Judge(GitRepository repository, LandedChange landed, SourceText policy, string login)
    {
        var (before, after) = (repository.GetTree(landed.Before), repository.GetTree(landed.After));
        var change = new Change
        {
            Before = before,
            After = after,
            Files = repository.Compare(before, after, TestContext.Current.CancellationToken),
            Actor = new Actor([new IdentityClaim(IdentityEvidence.Host, login, "--login")]),
            Consents = [],
            History = ChangeHistory.None,
        };
        var result = Engine.Analyze(change, new ChangeAnalysisOptions { Policy = policy, Today = new DateOnly(2030, 1, 1), SkipsMissingManifests = true }, TestContext.Current.CancellationToken);
        Assert.False(result.HasFailed, string.Join(Environment.NewLine, result.Findings.Select(f => f.ToString())));
        return [.. result.Findings.Where(f => f.Severity == DiagnosticSeverity.Error && result.Comparison!.IsNew(f))];
    }

    // Who made each change, by its title, and whether it lies on the ground of another.
    private Dictionary<string, (string Author, bool IsForeign)> BuildHistory()
    {
        git.Write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n")
            .Write("README.md", "# Demo\n").Write(".github/workflows/ci.yml", "on: push\n")
            .Write(".github/CODEOWNERS", "* @core-dev\n/crates/a/ @ann-dev\n/crates/b/ @bob-dev\n");
        Crate("a", "b");
        Crate("b");
        Crate("c");
        WriteLock("a", "b");
        git.Commit("base");
        var authors = new Dictionary<string, (string, bool)>(StringComparer.Ordinal);
        for (var number = 0; number < 50; number++)
        {
            var (title, author, isForeign) = Change(number);
            git.Commit(title);
            authors[title] = (author, isForeign);
        }

        return authors;
    }

    private (string Title, string Author, bool IsForeign) Change(int number)
    {
        var title = FormattableString.Invariant($"change {number}");
        switch (number % 8)
        {
            case 0:
                git.Write("crates/a/src/lib.rs", $"pub fn f{number}() {{}}\n");
                return (title, "ann-dev", false);
            case 1:
                git.Write("crates/b/README.md", title);
                return (title, "bob-dev", false);
            case 2:
                git.Write("README.md", title);
                return (title, "core-dev", false);
            case 3:
                git.Write(".github/workflows/ci.yml", $"# {number}\non: push\n");
                return (title, "core-dev", false);
            case 4:
                git.Write("crates/c/src/lib.rs", $"pub fn f{number}() {{}}\n");
                return (title, "ann-dev", true);
            case 5 when number == 5:
                Crate("new");
                WriteLock("a", "b", "new");
                return (title, "core-dev", false);
            case 5:
                Crate("a", number / 8 % 2 == 0 ? ["b"] : ["b", "c"]);
                WriteLock(["a", .. number / 8 % 2 == 0 ? ["b", "new"] : new[] { "b", "c", "new" }]);
                return (title, "ann-dev", false);
            case 6:
                git.Write("scripts/run.sh", title);
                return (title, "bob-dev", true);
            default:
                git.Write(FormattableString.Invariant($"crates/b/src/m{number}.rs"), "");
                return (title, "bob-dev", false);
        }
    }

    private void Crate(string name, params string[] uses)
    {
        git.Write($"crates/{name}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\n{string.Concat(uses.Select(u => $"{u} = {{ path = \"../{u}\" }}\n"))}");
        if (!File.Exists(git.Combine($"crates/{name}/src/lib.rs")))
        {
            git.Write($"crates/{name}/src/lib.rs", "");
        }
    }

    // 'a' uses all that is named behind it, crate 'new' aside.
    private void WriteLock(params string[] names)
    {
        var uses = names.Where(n => n is "b" or "c").ToArray();
        var all = names.Append("b").Append("c").Distinct().Order(StringComparer.Ordinal);
        git.Write("Cargo.lock", "version = 4\n" + string.Concat(all.Select(n =>
            $"\n[[package]]\nname = \"{n}\"\nversion = \"0.1.0\"\n{(n == "a" && uses.Length > 0 ? $"dependencies = [\n{string.Concat(uses.Select(u => $" \"{u}\",\n"))}]\n" : "")}")));
    }
}
