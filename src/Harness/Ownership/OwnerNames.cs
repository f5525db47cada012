using System.Collections.Immutable;
using Harness.Policies;

namespace Harness.Ownership;

/// <summary>The names of agents in CODEOWNERS.</summary>
internal sealed class OwnerNames
{
    private readonly Dictionary<Agent, ImmutableArray<string>> byAgent;

    public OwnerNames(OwnershipMap map)
    {
        var agents = map.Policy.Policy.Agents;
        byAgent = agents.ToDictionary(a => a, a => a.Owners.Where(CodeOwnersReader.IsOwner).Distinct(StringComparer.Ordinal).ToImmutableArray());
        OfAdvisors = [.. map.Advisors.SelectMany(a => byAgent[a]).Distinct(StringComparer.Ordinal)];
        Gaps = [.. agents.SelectMany(GapsOf)];
    }

    public ImmutableArray<string> OfAdvisors { get; }

    public ImmutableArray<CodeOwnersGap> Gaps { get; }

    public ImmutableArray<string> Get(Agent? agent) => agent is null ? [] : byAgent[agent];

    public ImmutableArray<string> Get(PathOwnership ownership) => ownership.Kind switch
    {
        OwnershipKind.Protected => OfAdvisors,
        _ => Get(ownership.Owner),
    };

    private IEnumerable<CodeOwnersGap> GapsOf(Agent agent)
    {
        foreach (var owner in agent.Owners.Where(o => !CodeOwnersReader.IsOwner(o)))
        {
            yield return new CodeOwnersGap($"'{owner}' of agent '{agent}' is no owner of CODEOWNERS: write '@user', '@org/team' or an e-mail address; an app cannot be one.", agent.Location);
        }

        if (agent.Owners.IsEmpty && (agent.Role == AgentRole.Advisor || agent.Crates.Length + agent.Paths.Length > 0))
        {
            yield return new CodeOwnersGap($"Agent '{agent}' has no 'owners', so nobody is asked to review what it owns: write 'owners = [\"@org/team\"]'.", agent.Location);
        }
    }
}
