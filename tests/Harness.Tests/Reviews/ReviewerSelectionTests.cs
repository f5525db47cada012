using CsCheck;
using Harness.Reviews;
using Xunit;

namespace Harness.Tests.Reviews;

public sealed class ReviewerSelectionTests
{
    private static readonly Reviewed Own = Reviewed.By("app[bot]", ("sql/src/lib.rs", "pub fn run() {}\n"));
    private static readonly Reviewed Foreign = Reviewed.By("app[bot]", ("storage/src/lib.rs", "pub fn run() {}\n"));
    private static readonly Reviewed Protected = Reviewed.By("app[bot]", ("sql/src/lib.rs", "pub fn run() {}\n"), (".github/CODEOWNERS", "* @a\n"));

    [Fact]
    public void Own_ground_is_a_reviewer_s_and_foreign_ground_its_owner_s()
    {
        Assert.Equal(["one"], Names(Own.Choose()));
        Assert.Equal(["db"], Names(Foreign.Choose()));
    }

    [Fact]
    public void What_is_protected_is_the_advisor_s() => Assert.Equal(["one", "lead"], Names(Protected.Choose()));

    [Fact]
    public void Who_reviewed_last_comes_after_those_who_did_not() => Assert.Equal(["two"], Names(Own.Choose(Roster([], "one[bot]"))));

    [Fact]
    public void Who_waited_longest_is_next() => Assert.Equal(["one"], Names(Own.Choose(Roster([], "db[bot]", "two[bot]", "one[bot]"))));

    [Fact]
    public void Who_may_say_yes_alone_is_asked_again_at_once()
    {
        Assert.Equal(["lead"], Names(Foreign.Choose(Roster([], "db[bot]"))));
        Assert.Equal(["db"], Names(Foreign.Choose(Roster([("boss", 2)], "db[bot]"))));
    }

    [Fact]
    public void Who_has_enough_is_not_asked()
    {
        Assert.Equal(["two"], Names(Own.Choose(Roster([("one[bot]", 2)]))));
        var full = Foreign.Choose(Roster([("db[bot]", 2), ("boss", 2)]));
        Assert.Empty(full.Chosen);
        Assert.Equal(["the ground of 'db'"], full.Uncovered);
    }

    [Fact]
    public void Of_two_the_less_busy_comes_first() => Assert.Equal(["two"], Names(Own.Choose(Roster([("one[bot]", 1)]))));

    [Fact]
    public void Who_made_the_change_reviews_it_under_no_other_account()
    {
        var chosen = Own.Choose(Roster([("one[bot]", 2), ("two[bot]", 2), ("db[bot]", 2), ("boss", 2)]));

        Assert.Empty(chosen.Chosen);
        Assert.Contains("not 'app': it made the change", chosen.Steps);
    }

    [Fact]
    public void It_is_told_what_is_touched_and_who_waits_for_a_turn()
    {
        var chosen = Own.Choose(Roster([], "ONE[bot]"));

        Assert.Equal(["two"], Names(chosen));
        Assert.Contains("touched: the ground of 'app', 2 changed lines", chosen.Steps);
        Assert.Contains("not 'one' now: it reviewed the change before this one", chosen.Steps);
        Assert.DoesNotContain(Own.Choose(Roster([("two[bot]", 2), ("db[bot]", 2), ("boss", 2)], "one[bot]")).Steps, s => s.StartsWith("not 'one' now", StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_reviews_their_own_change_and_all_ground_is_covered_or_named()
    {
        var logins = new[] { "one[bot]", "two[bot]", "db[bot]", "app[bot]", "boss" };
        Gen.Select(Gen.Int[0, 3].Array[5], Gen.Shuffle(logins), Gen.Int[0, 5], Gen.Int[0, 2].Select(i => new[] { Own, Foreign, Protected }[i])).Sample((load, order, recent, reviewed) =>
        {
            var chosen = reviewed.Choose(Roster([.. logins.Zip(load)], order[..recent]));
            return chosen.Chosen.All(c => c.Login != "app[bot]" && load[Array.IndexOf(logins, c.Login)] < 2)
                && chosen.Chosen.Distinct().Count() == chosen.Chosen.Length
                && (chosen.Uncovered.IsEmpty ? chosen.Chosen.Length > 0 : chosen.Steps.Any(s => s.StartsWith("nobody is left for", StringComparison.Ordinal)));
        });
    }

    [Fact]
    public void A_hundred_lines_count_as_an_hour_and_nothing_waits_for_ever()
    {
        var noon = new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
        QueuedChange[] changes =
        [
            new(1, noon, 100_000), new(2, noon.AddHours(1), 50), new(3, noon, 149), new(4, noon.AddHours(11), 0), new(5, noon.AddHours(1), 50),
        ];

        Assert.Equal([3, 2, 5, 1, 4], ReviewQueue.Order(changes).Select(c => c.Number));
    }

    private static ReviewerRoster Roster((string Login, int Count)[] load, params string[] recent) =>
        new(load.ToDictionary(l => l.Login, l => l.Count), [.. recent]);

    private static IEnumerable<string> Names(ReviewerSelection selection) => selection.Chosen.Select(c => c.Agent.Name);
}
