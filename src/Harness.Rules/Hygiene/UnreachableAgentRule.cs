using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Policies;

namespace Harness.Rules.Hygiene;

/// <summary>HRN1018: nobody can act as an agent that owns something or advises, because it has no account on the host.</summary>
internal sealed class UnreachableAgentRule : WorkspaceRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN1018", "unreachable-agent", "Nobody can act as an agent of the policy", DiagnosticCategory.Policy, DiagnosticSeverity.Note)
    {
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var policy = context.Policy.Policy;
        var hasAdvisor = Approvers.Exist(policy);
        return policy.Agents.Where(a => (a.Role == AgentRole.Advisor || a.Crates.Length + a.Paths.Length > 0) && !Approvers.CanAct(a, policy.Identity))
            .Select(agent => new Diagnostic(Descriptor, agent.Location, $"Agent '{agent}' has no 'logins', so {Effect(agent, hasAdvisor)}.", "add 'logins', the host's accounts that are this agent", agent.Name));
    }

    private static string Effect(Agent agent, bool hasAdvisor) =>
        agent.Role == AgentRole.Advisor && !hasAdvisor ? "nobody can change or approve what is protected, the policy included"
        : agent.Role == AgentRole.Advisor ? "nobody can act as this advisor"
        : hasAdvisor ? "only an advisor can change or approve what it owns"
        : "nobody can change or approve what it owns";
}
