using Harness.Testing;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary><c>harness-reviewer assign</c>.</summary>
public sealed class AssignTests : IDisposable
{
    private readonly Desk desk = new("""
        capacity = 2
        [agents.second]
        role = "reviewer"
        logins = ["second[bot]"]

        """);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Foreign_ground_needs_its_owner_and_own_ground_a_reviewer()
    {
        desk.Git.Run("checkout", "-q", "-B", "feat/x", "main");
        desk.Repository.Edit(ChangeRepository.Sql).Edit(ChangeRepository.Storage);
        desk.Git.Commit("change");
        desk.Git.Run("checkout", "-q", "main");
        var number = desk.Hub.People.Open(Desk.Sql, "feat/x", "main", "Both grounds");
        desk.Hub.People.Pushed(Desk.Sql, "feat/x");

        var printed = await desk.RunAsync("assign", "--pr", $"{number}");

        Assert.Equal(
            (0, $"""
            #{number} Both grounds
              touched: the ground of 'app-dev', 1 changed lines
              touched: the ground of 'master-db', 1 changed lines
              not 'app-dev': it made the change
              chosen: 'master-db' (master-db[bot]) for the ground of 'app-dev' and the ground of 'master-db'; 0 of 2 wait for it

            """.ReplaceLineEndings("\n")),
            (printed.Exit, printed.Output));
    }

    [Fact]
    public async Task Turns_go_round_and_nobody_is_asked_beyond_their_capacity()
    {
        var asked = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            desk.Open(Desk.Sql, $"crates/sql/src/m{i}.rs", $"feat/{i}", "pub fn m() {}\n");
        }

        var outcome = await desk.RunAsync("assign", "--apply");
        asked.AddRange(outcome.Output.Split('\n').Where(l => l.StartsWith("  asked: ", StringComparison.Ordinal)).Select(l => l[9..]));

        // Two reviewers take two each, in turns; then the owner of other ground, then the advisor; never twice in a row the same.
        Assert.Equal(6, asked.Count);
        Assert.All(asked.Zip(asked.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.All(asked.GroupBy(a => a), g => Assert.InRange(g.Count(), 1, 2));
        Assert.Equal(["harness-reviewer[bot]", "second[bot]"], asked.Take(4).Distinct().Order(StringComparer.Ordinal));

        var again = await desk.RunAsync("assign", "--apply");
        Assert.DoesNotContain("  asked: ", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_is_left_the_ground_is_named()
    {
        var number = desk.Open(Desk.Advisor, "deploy.sh", text: "true\n");

        var outcome = await desk.RunAsync("assign", "--pr", $"{number}");

        Assert.Equal(1, outcome.Exit);
        Assert.EndsWith("  nobody is left for what is protected or owned by nobody\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_smaller_of_two_of_an_age_comes_first()
    {
        var large = desk.Open(Desk.Sql, "crates/sql/src/large.rs", "feat/large", string.Concat(Enumerable.Range(0, 500).Select(i => $"pub fn f{i}() {{}}\n")));
        var small = desk.Open(Desk.Sql, "crates/sql/src/small.rs", "feat/small", "pub fn f() {}\n");

        var output = (await desk.RunAsync("assign")).Output;

        Assert.InRange(output.IndexOf($"#{small} ", StringComparison.Ordinal), 0, output.IndexOf($"#{large} ", StringComparison.Ordinal));
    }
}
