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

    /// <summary>Whose each path is, by the packages of the target's tip.</summary>
    public OwnershipMap Before { get; }

    /// <summary>Whose each path is by the policy of the target's tip, by the packages of the merge result.</summary>
    public OwnershipMap After { get; }

    /// <summary>Who made the change.</summary>
    public BoundActor Actor { get; }

    /// <summary>
    /// A value that indicates whether the policy of the target's tip names agents at all: without any there are no rights to judge.
    /// </summary>
    public bool IsJudged { get; }

    /// <summary>A decision for each changed path, in the order of the paths.</summary>
    public ImmutableArray<PathDecision> Decisions => decisions.Value;

    /// <summary>Who of the policy has approved another head than the one that is judged, in words; empty for nobody.</summary>
    public string StaleConsents => judge.Consents.Stale;

    /// <summary>
    /// Determines whether those who made the change may change what is at a path, whether they did or not: for what a change does to a path without
    /// touching it.
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
    /// Determines whether those who made the change may take a package out of its place: for what a change does to its boundary without
    /// touching it. A lease and a share do not give that.
    /// </summary>
    /// <param name="path">The path of the package's manifest.</param>
    public bool MayMove(Trees.RepoPath path) => judge.DecideGone(path).IsAllowed;

    /// <summary>A value that indicates whether an advisor made the change or has approved exactly this head.</summary>
    public bool HasAdvisor => Actor.Has(c => c.Is(AgentRole.Advisor)) || judge.Consents.Find([]) is not null;

    /// <summary>
    /// Determines whether some agents have a hand in the change themselves or have approved exactly this head, or an advisor has in their place.
    /// </summary>
    /// <param name="agents">The agents.</param>
    public bool HasConsentOf(ImmutableArray<Agent> agents) =>
        HasAdvisor || judge.Consents.Find([.. agents.Where(a => !Actor.All(c => c.Agents.Contains(a)))]) is not null || agents.All(a => Actor.All(c => c.Agents.Contains(a)));
}
