using System.Collections.Immutable;
using Harness.Changes;
using Harness.Ownership;
using Harness.Policies;

namespace Harness.Rights;

/// <summary>The agents of the target's tip that have approved exactly the head of a change.</summary>
internal sealed class ConsentBook
{
    private readonly ImmutableArray<(string Login, Agent Agent)> given;
    private readonly ImmutableArray<Consent> stale;

    public ConsentBook(Change change, OwnershipMap map)
    {
        var current = change.Consents.Where(c => IsOf(c, change.Head)).ToArray();
        given = [.. current.SelectMany(c => map.FindAgents(c.Login).Select(a => (c.Login, a)))];
        stale = [.. change.Consents.Where(c => !IsOf(c, change.Head) && !map.FindAgents(c.Login).IsEmpty)];
    }

    /// <summary>The agents that have approved a different head, in words. Empty if there are none.</summary>
    public string Stale => string.Join(", ", stale.Select(c => $"'{c.Login}' approved {Short(c.Head)}").Distinct());

    /// <summary>Returns the consent of some agents, or of an advisor in their place, or <see langword="null"/> if it is missing.</summary>
    /// <param name="agents">The agents that must consent. Empty if only an advisor can consent.</param>
    public HeldRight? Find(ImmutableArray<Agent> agents)
    {
        var advisor = given.FirstOrDefault(g => g.Agent.Role == AgentRole.Advisor);
        if (advisor.Login is not null)
        {
            return new HeldRight(RightKind.Consent, $"advisor '{advisor.Agent}' has approved exactly this head (as '{advisor.Login}')");
        }

        var consenting = agents.Select(a => given.FirstOrDefault(g => g.Agent == a)).ToArray();
        return agents.IsEmpty || Array.Exists(consenting, c => c.Login is null) ? null
            : new HeldRight(RightKind.Consent, string.Join(" and ", consenting.Select(c => $"'{c.Agent}' has approved exactly this head (as '{c.Login}')")));
    }

    private static bool IsOf(Consent consent, string? head) => head is not null && string.Equals(consent.Head, head, StringComparison.OrdinalIgnoreCase);

    private static string Short(string id) => id.Length > 10 ? id[..10] : id;
}
