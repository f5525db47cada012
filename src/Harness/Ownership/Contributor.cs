using System.Collections.Immutable;
using Harness.Changes;
using Harness.Policies;

namespace Harness.Ownership;

/// <summary>A contributor to a change.</summary>
/// <param name="Agents">The agents of the policy that the contributor is, whose rights add up. Empty for a stranger whom the host has
/// authenticated.</param>
/// <param name="Claim">The evidence.</param>
public sealed record Contributor(ImmutableArray<Agent> Agents, IdentityClaim Claim)
{
    /// <summary>Determines whether one of the agents has a role.</summary>
    /// <param name="role">The role.</param>
    public bool Is(AgentRole role) => Agents.Any(a => a.Role == role);

    /// <summary>Returns the agents' names, or the name of the claim for a stranger.</summary>
    public override string ToString() => Claim.IsUnknown ? "someone unknown" : Agents.IsEmpty ? Claim.Name : string.Join(", ", Agents.Select(a => a.Name));
}
