using Harness.Changes;
using Harness.Policies;

namespace Harness.Rules;

/// <summary>Determines whether anybody can act under a policy.</summary>
internal static class Approvers
{
    /// <summary>
    /// Determines whether anybody can act as an agent. If the policy accepts weaker evidence than the host's, an owner's name suffices. An advisor
    /// always needs an account.
    /// </summary>
    public static bool CanAct(Agent agent, IdentityEvidence minimum) =>
        !agent.Logins.IsEmpty || (minimum < IdentityEvidence.Host && agent.Role != AgentRole.Advisor);

    /// <summary>Determines whether anybody can act as an advisor, who approves changes of protected paths.</summary>
    public static bool Exist(Policy policy) => policy.Agents.Any(a => a.Role == AgentRole.Advisor && !a.Logins.IsEmpty);
}
