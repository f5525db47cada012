using Harness.Changes;
using Harness.Policies;

namespace Harness.Rules;

/// <summary>Determines who can act by a policy.</summary>
internal static class Approvers
{
    /// <summary>
    /// Determines whether anybody can act as an agent. Where the policy is content with less than the host's evidence, an owner's name is
    /// enough; an advisor needs an account always.
    /// </summary>
    public static bool CanAct(Agent agent, IdentityEvidence minimum) =>
        !agent.Logins.IsEmpty || (minimum < IdentityEvidence.Host && agent.Role != AgentRole.Advisor);

    /// <summary>Determines whether anybody can act as an advisor, who approves what is protected.</summary>
    public static bool Exist(Policy policy) => policy.Agents.Any(a => a.Role == AgentRole.Advisor && !a.Logins.IsEmpty);
}
