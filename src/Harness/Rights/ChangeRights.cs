using System.Collections.Immutable;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Ownership;
using Harness.Placements;
using Harness.Policies;

namespace Harness.Rights;

/// <summary>
/// Decides by which right each path of a change may change. The policy of the target's tip names owners, leases and advisors. Everyone who
/// made the change needs the right, by the packages of the tip and by those of the merge result: no change may move another's path
/// into a package of its own.
/// </summary>
public sealed class ChangeRights
{
    private readonly Lazy<ImmutableArray<PathDecision>> decisions;
    private readonly Dictionary<Trees.RepoPath, PathDecision> further = [];
    private readonly RightJudge judge;

    internal ChangeRights(Change change, BoundPolicy before, BoundPolicy after, DateOnly today, IdentityEvidence minimum, IdentityEvidence advisorMinimum, ImmutableHashSet<FindingKey> renamedLines)
    {
        Before = before.Ownership;
        After = after.Ownership;
        Actor = BoundActor.Bind(Before, change.Actor, minimum, advisorMinimum);
        IsJudged = !before.Policy.Agents.IsEmpty;
        judge = new RightJudge(change, this, today, renamedLines);
        decisions = new(() => [.. change.Files.Files.Select(judge.Decide)]);
    }

    /// <summary>The owner of each path, by the packages of the target's tip.</summary>
    public OwnershipMap Before { get; }

    /// <summary>The owner of each path, by the policy of the target's tip and the packages of the merge result.</summary>
    public OwnershipMap After { get; }

    /// <summary>The contributors of the change.</summary>
    public BoundActor Actor { get; }

    /// <summary>
    /// A value that indicates whether the policy of the target's tip has agents. Without agents, there are no rights to judge.
    /// </summary>
    public bool IsJudged { get; }

    /// <summary>A decision for each changed path, in the order of the paths.</summary>
    public ImmutableArray<PathDecision> Decisions => decisions.Value;

    /// <summary>The agents that have approved a head other than the judged one, in words. Empty if there are none.</summary>
    public string StaleConsents => judge.Consents.Stale;

    /// <summary>
    /// Determines whether the contributors may change the content of a path. It is for changes that affect a path without touching it.
    /// </summary>
    /// <param name="path">A path of either tree.</param>
    public bool MayChange(Trees.RepoPath path)
    {
        if (!further.TryGetValue(path, out var decision))
        {
            further[path] = decision = judge.DecideUntouched(path);
        }

        return decision.IsAllowed;
    }

    /// <summary>
    /// Determines whether the contributors may remove a package from its place. It is for changes that affect its boundary without touching it. A
    /// lease or a shared path does not give that right.
    /// </summary>
    /// <param name="path">The path of the package's manifest.</param>
    public bool MayMove(Trees.RepoPath path) => judge.DecideGone(path).IsAllowed;

    /// <summary>A value that indicates whether everyone who made the change is an advisor, or an advisor has approved exactly this head.</summary>
    public bool HasAdvisor => Actor.All(c => c.Is(AgentRole.Advisor)) || judge.Consents.Find([]) is not null;

    /// <summary>
    /// Determines whether each of some agents consents: everyone who made the change acts as that agent, or the agent approved exactly this
    /// head. An advisor's consent replaces all.
    /// </summary>
    /// <param name="agents">The agents.</param>
    public bool HasConsentOf(ImmutableArray<Agent> agents) =>
        HasAdvisor || judge.Consents.Find([.. agents.Where(a => !Actor.All(c => c.Agents.Contains(a)))]) is not null || agents.All(a => Actor.All(c => c.Agents.Contains(a)));
}
