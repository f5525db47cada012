using System.Collections.Immutable;
using Harness.Changes;
using Harness.Policies;
using Harness.Rights;
using Xunit;

namespace Harness.Tests.Rights;

public sealed class ChangeRightsTests
{
    private const string Other = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    [Fact]
    public void There_is_one_decision_for_each_changed_path_in_their_order()
    {
        var rights = Judged.By("app[bot]", Judged.Tip(), [], ("sql/src/lib.rs", "x"), ("docs/guide.md", null), ("storage/src/lib.rs", "x"));

        Assert.Equal(["docs/guide.md True", "sql/src/lib.rs True", "storage/src/lib.rs False"], rights.Decisions.Select(d => $"{d.File.Path} {d.IsAllowed}"));
    }

    [Fact]
    public void Without_agents_there_are_no_rights_to_judge()
    {
        var tip = Judged.Tip();
        tip["harness.toml"] = "version = 1\n";

        Assert.False(Judged.By("app[bot]", tip, [], ("sql/src/lib.rs", "x")).IsJudged);
        Assert.True(Judged.By("app[bot]", Judged.Tip(), [], ("sql/src/lib.rs", "x")).IsJudged);
    }

    [Theory]
    [InlineData("boss", "", true)]
    [InlineData("app[bot]", "boss", true)]
    [InlineData("app[bot]", "BOSS", true)]
    [InlineData("app[bot]", "db[bot]", false)]
    [InlineData("app[bot]", "", false)]
    public void An_advisor_makes_the_change_or_approves_it(string who, string approvedBy, bool has) =>
        Assert.Equal(has, Rights(who, approvedBy).HasAdvisor);

    [Theory]
    [InlineData("app[bot]", "", "app", true)]
    [InlineData("app[bot]", "", "db", false)]
    [InlineData("app[bot]", "", "app db", false)]
    [InlineData("app[bot]", "db[bot]", "app db", true)]
    [InlineData("jo", "db[bot]", "app db", false)]
    [InlineData("jo", "db[bot] app[bot]", "app db", true)]
    [InlineData("jo", "boss", "app db", true)]
    [InlineData("boss", "", "app db", true)]
    public void Both_sides_of_a_transfer_have_a_hand_in_it_or_approve_it(string who, string approvedBy, string agents, bool has)
    {
        var rights = Rights(who, approvedBy);
        ImmutableArray<Agent> parties = [.. agents.Split(' ').Select(name => rights.Before.Policy.Policy.Agents.Single(a => a.Name == name))];

        Assert.Equal(has, rights.HasConsentOf(parties));
    }

    [Fact]
    public void An_approval_of_another_head_is_told_and_counts_for_nothing()
    {
        var tip = Judged.Tip();
        var after = new Dictionary<string, string>(tip, StringComparer.Ordinal) { ["sql/src/lib.rs"] = "x" };
        var rights = Judged.Between("jo", tip, after, new Consent("app[bot]", Other), new Consent("stranger", Other));

        Assert.Equal("asks app", rights.Spell("sql/src/lib.rs"));
        Assert.Equal("'app[bot]' approved bbbbbbbbbb", rights.StaleConsents);
    }

    private static ChangeRights Rights(string who, string approvedBy) =>
        Judged.By(who, Judged.Tip(), approvedBy.Split(' ', StringSplitOptions.RemoveEmptyEntries), ("sql/src/lib.rs", "x"));
}
