using System.Text.RegularExpressions;
using Harness.Analysis;
using Harness.Changes;
using Harness.Git;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Ownership;
using Harness.Rules;
using Harness.Testing;
using Harness.Trees;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>The C# of the documentation compiles, runs, and is that of the samples.</summary>
public sealed partial class SnippetTests
{
    [Theory]
    [InlineData("docs/library.md", "tests/Samples/TenLines/Program.cs")]
    [InlineData("docs/adding-a-rule.md", "tests/Samples/CustomRule/Program.cs")]
    [InlineData("docs/adding-a-rule.md", "tests/Samples/CustomRule/CratePrefixRule.cs")]
    [InlineData("src/Harness.CommandLine/README.md", "tests/Samples/CustomRule/Program.cs")]
    [InlineData("src/Harness.CommandLine/README.md", "tests/Samples/CustomRule/CratePrefixRule.cs")]
    public void A_page_shows_the_sample_that_is_built(string page, string sample) => Assert.Contains(Read(sample), Snippets(page));

    [Fact]
    public void Every_snippet_of_the_library_page_is_a_sample_or_stands_in_this_class()
    {
        var own = Indentation().Replace(Read("tests/Harness.EndToEnd.Tests/SnippetTests.cs"), "");

        Assert.All(Snippets("docs/library.md").Where(s => s != Read("tests/Samples/TenLines/Program.cs")), s => Assert.Contains(Indentation().Replace(s, ""), own, StringComparison.Ordinal));
    }

    [Fact]
    public void The_snippets_about_the_graph_and_the_policy_run()
    {
        var result = new AnalysisEngine(BuiltInRules.All).Analyze(new DirectoryTree(RepositoryRoot.Combine("src/Harness.CommandLine/Demo")), new DateOnly(2030, 1, 1), cancellation: TestContext.Current.CancellationToken);
        var graph = result.Policy!.Codebase.Graph;

        var storage = graph.Packages.Single(p => p.Name == "megadb-storage");
        foreach (var edge in graph.EdgesFrom(storage))
        {
            Console.WriteLine($"{edge.From.Name} -> {edge.To.Name}: {edge.Kinds}");
        }

        var cycles = graph.FindCycles(DependencyKinds.Normal | DependencyKinds.Build);
        var reachable = graph.FindReachable(storage, DependencyKinds.Normal);
        var users = graph.FindReachable(storage, DependencyKinds.Normal, DependencyDirection.Reverse);
        var order = graph.SortTopologically(DependencyKinds.Normal | DependencyKinds.Build);
        var path = graph.FindShortestPath(storage, graph.Packages[0], DependencyKinds.Normal);

        var policy = result.Policy!;
        var layer = policy.FindLayer(storage);
        var owner = policy.Ownership.GetOwnership(RepoPath.Parse("crates/megadb-storage/src/lib.rs"));
        Console.WriteLine($"{layer?.Name}: {owner.Owner?.Name}");

        Assert.Equal(("base", "master-db"), (layer?.Name, owner.Owner?.Name));
        Assert.Contains(reachable, p => p.Name == "megadb-catalog");
        Assert.All(users, u => Assert.Contains(storage, graph.FindReachable(u, DependencyKinds.Normal)));
        Assert.Equal(graph.Packages.Length, order.Length);
        Assert.Empty(cycles);
        Assert.Equal(storage, path.IsEmpty ? storage : path[0].From);
    }

    [Fact]
    public void The_snippet_about_a_change_runs()
    {
        using var git = new GitFixture();
        git.Write("Cargo.toml", "[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
        git.Write("src/lib.rs", "");
        git.Write("harness.toml", "version = 1\n[agents.db]\ncrates = [\"**\"]\npaths = [\"**\"]\nlogins = [\"db[bot]\"]\n");
        git.Commit("first");
        git.Run("update-ref", "refs/remotes/origin/main", "HEAD");
        git.Write("src/lib.rs", "// changed\n");
        git.Commit("second");
        var findings = Judge(git.Path);

        Assert.Contains("HRN3001", findings, StringComparison.Ordinal);
    }

    private static string Judge(string directory)
    {
        using var repository = GitRepository.Open(directory, TestContext.Current.CancellationToken);
#pragma warning disable xUnit1051 // As the page has it.
        var (tip, head) = (repository.Resolve("origin/main"), repository.Resolve("HEAD"));
        var actor = new Actor([new IdentityClaim(IdentityEvidence.Host, "app-dev[bot]", "the pull request")]);
        var change = repository.ReadChange(tip, head, repository.Merge(tip, head), actor, head.Value, consents: []);
        var judged = new AnalysisEngine(BuiltInRules.All).Analyze(change, new ChangeAnalysisOptions { Today = DateOnly.FromDateTime(DateTime.UtcNow) });
        foreach (var finding in judged.HasFailed ? judged.Findings : judged.Findings.Where(judged.Comparison!.IsNew))
        {
            Console.WriteLine(finding);
        }
#pragma warning restore xUnit1051

        return string.Join('\n', judged.Findings.Where(judged.Comparison!.IsNew));
    }

    private static string Read(string path) => File.ReadAllText(RepositoryRoot.Combine(path)).ReplaceLineEndings("\n");

    private static string[] Snippets(string page) => [.. Snippet().Matches(Read(page)).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex("^ +", RegexOptions.Multiline)]
    private static partial Regex Indentation();
}
