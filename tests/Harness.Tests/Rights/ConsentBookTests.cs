using System.Collections.Immutable;
using Harness.Changes;
using Harness.Ownership;
using Harness.Policies;
using Harness.Rights;
using Harness.Tests.Ownership;
using Harness.Trees;
using Xunit;

namespace Harness.Tests.Rights;

public sealed class ConsentBookTests
{
    private const string Policy = """
        [agents.db]
        crates = ["db"]
        logins = ["db[bot]", "both"]
        [agents.app]
        crates = ["app"]
        logins = ["app[bot]", "both"]
        [agents.lead]
        role = "advisor"
        logins = ["boss"]
        """;

    private static readonly OwnershipMap Map = Owned.Map(Policy, "db", "app");

    [Theory]
    [InlineData("db", "db[bot]=head", "'db' has approved exactly this head (as 'db[bot]')")]
    [InlineData("db", "DB[bot]=HEAD", "'db' has approved exactly this head (as 'DB[bot]')")]
    [InlineData("db", "db[bot]=hea", null)]
    [InlineData("db", "db[bot]=other", null)]
    [InlineData("db", "app[bot]=head", null)]
    [InlineData("db", "stranger=head", null)]
    [InlineData("db", "", null)]
    [InlineData("db app", "db[bot]=head", null)]
    [InlineData("db app", "db[bot]=head app[bot]=other", null)]
    [InlineData("db app", "db[bot]=head app[bot]=head", "'db' has approved exactly this head (as 'db[bot]') and 'app' has approved exactly this head (as 'app[bot]')")]
    [InlineData("db app", "both=head", "'db' has approved exactly this head (as 'both') and 'app' has approved exactly this head (as 'both')")]
    [InlineData("db app", "boss=head", "advisor 'lead' has approved exactly this head (as 'boss')")]
    [InlineData("", "boss=head", "advisor 'lead' has approved exactly this head (as 'boss')")]
    [InlineData("", "db[bot]=head app[bot]=head", null)]
    [InlineData("db", "boss=other", null)]
    public void Consent_is_that_of_all_who_are_asked_or_of_an_advisor(string asked, string given, string? consent)
    {
        ImmutableArray<Agent> agents = [.. asked.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => Map.Agent(a))];
        var found = new ConsentBook(Change("head", given), Map).Find(agents);

        Assert.Equal(consent, found?.Phrase);
        Assert.Equal(consent is null ? null : RightKind.Consent, found?.Kind);
    }

    [Fact]
    public void Without_a_commit_nobody_has_approved_it() => Assert.Null(new ConsentBook(Change(null, "boss=head"), Map).Find([]));

    [Theory]
    [InlineData("db[bot]=head", "")]
    [InlineData("db[bot]=0123456789abcdef stranger=other", "'db[bot]' approved 0123456789")]
    [InlineData("db[bot]=one boss=two db[bot]=one", "'db[bot]' approved one, 'boss' approved two")]
    public void Approvals_of_other_heads_are_told_of_agents_only(string given, string stale) =>
        Assert.Equal(stale, new ConsentBook(Change("head", given), Map).Stale);

    private static Change Change(string? head, string given) => new()
    {
        Before = MemoryTree.FromText([]),
        After = MemoryTree.FromText([]),
        Files = ChangeSet.Empty,
        Actor = Actor.Unknown,
        History = ChangeHistory.None,
        Head = head,
        Consents = [.. given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(g => g.Split('=')).Select(g => new Consent(g[0], g[1]))],
    };
}
