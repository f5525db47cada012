using System.Collections.Immutable;
using Harness.Changes;
using Harness.Toml;

namespace Harness.Policies;

/// <content>The tables that give rights: agents, leases, grants, shared, branches, review, identity.</content>
internal sealed partial class PolicyReader
{
    private const int MaximumCapacity = 1000;

    private static readonly ImmutableDictionary<string, AgentRole> RoleWords = Words(
        ("owner", AgentRole.Owner), ("reviewer", AgentRole.Reviewer), ("advisor", AgentRole.Advisor), ("contributor", AgentRole.Contributor),
        ("updater", AgentRole.Updater));

    private static readonly ImmutableDictionary<string, GrantKind> GrantWords = Words(
        ("release", GrantKind.Release), ("update", GrantKind.Update), ("revert", GrantKind.Revert), ("format", GrantKind.Format));

    private static readonly ImmutableDictionary<string, SharedMeaning> MeaningWords = Words(
        ("any", SharedMeaning.Any), ("explained", SharedMeaning.Explained), ("consistent", SharedMeaning.Consistent), ("shrink", SharedMeaning.Shrink));

    private static readonly ImmutableDictionary<string, IdentityEvidence> FloorWords = Words(
        ("host", IdentityEvidence.Host), ("asserted", IdentityEvidence.Asserted), ("branch", IdentityEvidence.Branch));

    private ImmutableArray<Agent> ReadAgents(TableReader root)
    {
        if (root.Table("agents") is not { } table)
        {
            return [];
        }

        var agents = ImmutableArray.CreateBuilder<Agent>();
        foreach (var entry in table.Entries)
        {
            if (table.Check(entry.Value, TomlKind.Table, $"'{entry.Key}' of '[agents]'"))
            {
                agents.Add(ReadAgent(new TableReader(log, entry.Value.AsTable!, $"[agents.{entry.Key}]", entry.KeySpan), entry.Key));
            }
        }

        return agents.ToImmutable();
    }

    private Agent ReadAgent(TableReader table, string name)
    {
        var agent = new Agent
        {
            Name = name,
            Role = table.Choice("role", RoleWords) ?? AgentRole.Owner,
            Crates = selectors.ParseAll(table.Texts("crates") ?? [], SelectorPlace.Agent),
            Paths = ParseGlobs(table.Texts("paths") ?? []),
            Logins = Plain(table.Texts("logins")),
            Owners = Plain(table.Texts("owners")),
            Location = log.At(table.Span),
        };
        if (agent.Role is AgentRole.Reviewer or AgentRole.Contributor or AgentRole.Updater && agent.Crates.Length + agent.Paths.Length > 0)
        {
            log.Report(
                table.SpanOf(agent.Crates.IsEmpty ? "paths" : "crates"),
                $"'{name}' owns something, and a {agent.Role.ToString().ToLowerInvariant()} owns nothing.",
                "take 'role' out for an owner, or take 'crates' and 'paths' out");
        }

        table.Close();
        return agent;
    }

    private Lease ReadLease(TableReader table, string[] agents)
    {
        var agent = table.RequiredText("agent");
        CheckAgents(agents, [new Placed(agent, table.SpanOf("agent"))]);
        if (!table.Has("crates") && !table.Has("paths"))
        {
            log.Report(table.Span, $"'{table.Name}' lacks 'crates' and 'paths'.", "name what is leased in one of the two");
        }

        var lease = new Lease
        {
            Agent = agent,
            Crates = selectors.ParseAll(SomeTextsIfAny(table, "crates"), SelectorPlace.Anywhere),
            Paths = ParseGlobs(SomeTextsIfAny(table, "paths")),
            Because = table.RequiredText("because"),
            Expires = table.RequiredDate("expires"),
            Location = log.At(table.Span),
            ExpiresLocation = log.At(table.SpanOf("expires")),
        };
        table.Close();
        return lease;
    }

    // The key counts as known even if it is absent.
    private static ImmutableArray<Placed> SomeTextsIfAny(TableReader table, string key) =>
        table.Has(key) ? table.SomeTexts(key) : table.Texts(key) ?? [];

    private PolicyGrant ReadGrant(TableReader table, string[] agents)
    {
        table.Require("kind");
        var kind = table.Choice("kind", GrantWords) ?? default;
        var names = table.SomeTexts("agents");
        CheckAgents(agents, names);
        table.Close();
        return new PolicyGrant(kind, Plain(names), log.At(table.Span));
    }

    private void CheckAgents(string[] agents, ImmutableArray<Placed> names)
    {
        foreach (var name in names.Where(n => n.Text.Length > 0 && !agents.Contains(n.Text)))
        {
            log.Unknown(name.Span, "agent", name.Text, agents);
        }
    }

    private ImmutableArray<SharedPath> ReadShared(TableReader root)
    {
        var shared = ImmutableArray.CreateBuilder<SharedPath>();
        var table = root.Table("shared");
        foreach (var entry in table?.Entries ?? [])
        {
            var glob = ParseGlob(new Placed(entry.Key, entry.KeySpan));
            if (table!.Choice(entry.Key, MeaningWords) is { } meaning && glob is not null)
            {
                shared.Add(new SharedPath(glob, meaning));
            }
        }

        return shared.ToImmutable();
    }

    private BranchSettings? ReadBranches(TableReader root)
    {
        if (root.Table("branches") is not { } table)
        {
            return null;
        }

        var settings = new BranchSettings(
            table.Text("integration"), table.Text("stable"), table.Text("pattern"), ParseGlobs(table.Texts("exempt") ?? []), log.At(table.Span));
        table.Close();
        return settings;
    }

    private ReviewSettings ReadReview(TableReader root)
    {
        if (root.Table("review") is not { } table)
        {
            return ReviewSettings.Default;
        }

        var settings = new ReviewSettings
        {
            Checks = ReadChecks(table),
            Hot = selectors.ParseAll(table.Texts("hot") ?? [], SelectorPlace.Anywhere),
            Capacity = ReadCapacity(table),
            MergesItself = table.Take("auto-merge", TomlKind.Boolean)?.AsBoolean ?? false,
            Guidance = ReadGuidance(table),
        };
        table.Close();
        return settings;
    }

    private static ImmutableArray<RequiredCheck>? ReadChecks(TableReader review)
    {
        if (!review.Has("checks"))
        {
            review.Any("checks");
            return null;
        }

        var checks = ImmutableArray.CreateBuilder<RequiredCheck>();
        foreach (var table in review.Tables("checks"))
        {
            checks.Add(new RequiredCheck(table.RequiredText("name"), table.RequiredText("app")));
            table.Close();
        }

        return checks.ToImmutable();
    }

    private int ReadCapacity(TableReader review)
    {
        if (review.Take("capacity", TomlKind.Integer) is not { } value)
        {
            return ReviewSettings.DefaultCapacity;
        }

        if (value.AsInteger is >= 1 and <= MaximumCapacity)
        {
            return (int)value.AsInteger;
        }

        log.Report(value.Span, $"'capacity' of '[review]' is {value.AsInteger}.", $"write how many changes may wait for one reviewer, from 1 to {MaximumCapacity}");
        return ReviewSettings.DefaultCapacity;
    }

    private static ImmutableDictionary<ReviewDimension, string> ReadGuidance(TableReader review)
    {
        var table = review.Table("guidance");
        var guidance = ReviewDimensions.All.Select(d => (Dimension: d, Text: table?.Text(d.ToText()))).ToArray();
        table?.Close();
        return guidance.Where(g => g.Text is not null).ToImmutableDictionary(g => g.Dimension, g => g.Text!);
    }

    private static IdentityEvidence ReadIdentity(TableReader root)
    {
        var table = root.Table("identity");
        var floor = table?.Choice("minimum", FloorWords) ?? IdentityEvidence.Host;
        table?.Close();
        return floor;
    }

    private static ImmutableArray<string> Plain(ImmutableArray<Placed>? texts) => [.. (texts ?? []).Select(t => t.Text)];
}
