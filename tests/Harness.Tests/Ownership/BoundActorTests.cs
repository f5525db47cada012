using Harness.Changes;
using Harness.Ownership;
using Harness.Placements;
using Harness.Policies;
using Harness.Testing;
using Harness.Tests.Policies;
using Harness.Text;
using Harness.Workspaces;
using Xunit;

namespace Harness.Tests.Ownership;

public sealed class BoundActorTests
{
    private static readonly OwnershipMap Map = BindPolicy("""
        version = 1
        [branches]
        pattern = "feat/{agent}/{topic}"
        exempt = ["revert-*"]
        [agents.db]
        crates = ["a"]
        logins = ["db[bot]"]
        [agents.db-two]
        logins = ["two[bot]"]
        [agents.app]
        crates = ["b"]
        logins = ["app[bot]"]
        [agents.lead]
        role = "advisor"
        logins = ["boss", "app[bot]"]
        """);

    [Fact]
    public void The_host_names_an_account_whatever_its_case_and_all_its_agents()
    {
        var actor = Bind((IdentityEvidence.Host, "APP[bot]"));

        Assert.Equal("app, lead", actor.Principal!.ToString());
        Assert.True(actor.All(c => c.Is(AgentRole.Advisor)));
    }

    [Fact]
    public void A_stranger_whom_the_host_has_authenticated_has_no_right_and_takes_it_from_the_rest()
    {
        Assert.Null(Bind((IdentityEvidence.Host, "someone")).Principal);
        Assert.False(Bind((IdentityEvidence.Host, "db[bot]"), (IdentityEvidence.Host, "someone")).All(c => !c.Agents.IsEmpty));
    }

    [Theory]
    [InlineData(IdentityEvidence.Asserted, "db")]
    [InlineData(IdentityEvidence.Branch, "feat/db/x")]
    [InlineData(IdentityEvidence.Commit, "x <1+db[bot]@users.noreply.github.com>")]
    public void Evidence_below_the_minimum_makes_nobody_an_agent(IdentityEvidence evidence, string name)
    {
        var actor = Bind((evidence, name));

        Assert.Null(actor.Principal);
        Assert.False(actor.All(_ => true));
        Assert.Equal("db", Assert.Single(actor.Contributors).ToString());
        Assert.Equal("db", Bind(evidence, IdentityEvidence.Host, (evidence, name)).Principal!.ToString());
    }

    [Fact]
    public void A_lower_claim_takes_rights_away_and_never_gives_one()
    {
        var actor = Bind((IdentityEvidence.Host, "db[bot]"), (IdentityEvidence.Commit, "two[bot] <x@example.com>"));

        Assert.Equal(["db", "db-two"], actor.Contributors.Select(c => c.ToString()));
        Assert.False(actor.All(c => c.Agents.Any(a => a.Name == "db")));
        Assert.Empty(actor.Contradictions);
    }

    [Theory]
    [InlineData("A Person <person@example.com>")]
    [InlineData("GitHub <noreply@github.com>")]
    [InlineData("evil <x+nobody@users.noreply.github.com>")]
    [InlineData("A Person")]
    [InlineData("")]
    [InlineData("two[bot]x <two[bot]@example.com>")]
    public void A_name_of_a_commit_that_the_policy_does_not_map_changes_nothing(string name) =>
        Assert.Single(Bind((IdentityEvidence.Host, "db[bot]"), (IdentityEvidence.Commit, name)).Contributors);

    [Theory]
    [InlineData(IdentityEvidence.Branch, "feat/app/topic", true)]
    [InlineData(IdentityEvidence.Branch, "feat/db/topic/more", false)]
    [InlineData(IdentityEvidence.Branch, "feat/db", false)]
    [InlineData(IdentityEvidence.Branch, "revert-feat/app/topic", false)]
    [InlineData(IdentityEvidence.Asserted, "app", true)]
    [InlineData(IdentityEvidence.Asserted, "nobody", true)]
    [InlineData(IdentityEvidence.Asserted, "DB", true)]
    [InlineData(IdentityEvidence.Asserted, "db", false)]
    public void A_branch_or_an_assertion_that_names_another_contradicts_the_host(IdentityEvidence evidence, string name, bool expected) =>
        Assert.Equal(expected, !Bind((IdentityEvidence.Host, "db[bot]"), (evidence, name)).Contradictions.IsEmpty);

    [Fact]
    public void A_branch_names_the_agent_with_the_longer_name() =>
        Assert.Equal("db-two", Assert.Single(Bind((IdentityEvidence.Branch, "feat/db-two/x")).Contributors).ToString());

    [Theory]
    [InlineData("{agent}/{topic}", "db/x", "db")]
    [InlineData("{agent}/{topic}", "db", null)]
    [InlineData("{agent}/{topic}", "DB/x", null)]
    [InlineData("{agent}-{topic}", "db-two-x", "db-two")]
    [InlineData("{agent}-{topic}", "db-x", "db")]
    [InlineData("{agent}/{topic}/wip", "db/x/wip", "db")]
    [InlineData("{agent}/{topic}/wip", "db/wip/x", null)]
    [InlineData("{agent}/{topic}/wip", "db//wip", null)]
    [InlineData("work/{agent}", "work/db", "db")]
    [InlineData("work/{agent}", "work/db/x", null)]
    [InlineData("{agent}/{topic}", "hot/x", null)]
    [InlineData("work/{topic}", "work/db", null)]
    [InlineData(null, "db/x", null)]
    public void A_branch_names_an_agent_where_the_pattern_says(string? pattern, string branch, string? agent)
    {
        var settings = PolicyParseTests.Clean($"version = 1\n[branches]\n{(pattern is null ? "" : $"pattern = \"{pattern}\"\n")}exempt = [\"hot/**\"]\n").Branches!;

        Assert.Equal(agent, settings.FindAgent(branch, ["db", "db-two", "hot"]));
    }

    [Fact]
    public void The_surest_agent_is_the_one_who_acts()
    {
        Assert.Equal("db", Bind(IdentityEvidence.Asserted, IdentityEvidence.Host, (IdentityEvidence.Asserted, "app"), (IdentityEvidence.Host, "db[bot]")).Principal!.ToString());
        Assert.Equal("db", Bind((IdentityEvidence.Host, "db[bot]"), (IdentityEvidence.Host, "two[bot]")).Principal!.ToString());
    }

    [Theory]
    [InlineData("db[bot] <x@example.com>", "db")]
    [InlineData("x <db[bot]>", "db")]
    [InlineData("db[bot]", "db")]
    [InlineData("x <db[bot]@USERS.noreply.github.com>", "db")]
    [InlineData("x <1+two[bot]@users.noreply.github.com >", "db-two")]
    public void A_commit_names_an_agent_by_its_login(string signature, string agent) =>
        Assert.Equal(agent, Assert.Single(Bind((IdentityEvidence.Commit, signature)).Contributors).ToString());

    [Fact]
    public void An_advisor_needs_the_evidence_of_one()
    {
        Assert.False(Bind(IdentityEvidence.Asserted, IdentityEvidence.Host, (IdentityEvidence.Asserted, "lead")).All(c => c.Is(AgentRole.Advisor)));
        Assert.True(Bind(IdentityEvidence.Asserted, IdentityEvidence.Asserted, (IdentityEvidence.Asserted, "lead")).All(c => c.Is(AgentRole.Advisor)));
    }

    private static BoundActor Bind(params (IdentityEvidence Evidence, string Name)[] claims) => Bind(IdentityEvidence.Host, IdentityEvidence.Host, claims);

    private static BoundActor Bind(IdentityEvidence minimum, IdentityEvidence advisorMinimum, params (IdentityEvidence Evidence, string Name)[] claims) =>
        BoundActor.Bind(Map, new Actor([.. claims.Select(c => new IdentityClaim(c.Evidence, c.Name, "test"))]), minimum, advisorMinimum);

    private static OwnershipMap BindPolicy(string text)
    {
        var policy = Policy.Parse(SourceText.From(PolicyFile.Path, text));
        Assert.Empty(policy.Diagnostics);
        var tree = TextFixture.Crates("//- Cargo.toml\n[workspace]\nmembers = [\"a\", \"b\"]\n//- a/Cargo.toml\n[package]\nname = \"a\"\n//- b/Cargo.toml\n[package]\nname = \"b\"\n").ToTree();
        return BoundPolicy.Bind(policy.Value, Codebase.Load(tree, new CodebaseOptions(), TestContext.Current.CancellationToken)).Ownership;
    }
}
