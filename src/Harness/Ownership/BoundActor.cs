using System.Collections.Immutable;
using Harness.Changes;
using Harness.Policies;

namespace Harness.Ownership;

/// <summary>
/// Who made a change, as a policy knows them. Everyone with a hand in it needs the right to it: lower evidence never gives a right, it
/// only adds someone who may lack one. Names of commits that the policy does not map count for nothing.
/// </summary>
public sealed class BoundActor
{
    private BoundActor(ImmutableArray<Contributor> contributors, IdentityEvidence minimum)
    {
        Contributors = contributors;
        Principal = contributors.FirstOrDefault(c => c.Claim.Evidence >= minimum && !c.Agents.IsEmpty);
        Contradictions = [.. contributors.Where(Contradicts)];
    }

    /// <summary>Everyone who counts, the surest evidence first, each identity once.</summary>
    public ImmutableArray<Contributor> Contributors { get; }

    /// <summary>
    /// The surest one that is an agent by evidence that the policy accepts, or <see langword="null"/> if nobody is: nobody has rights then.
    /// </summary>
    public Contributor? Principal { get; }

    /// <summary>Branches and assertions that name someone else than the principal, or nobody that the policy knows.</summary>
    public ImmutableArray<Contributor> Contradictions { get; }

    /// <summary>Maps the evidence of who made a change to the agents of a policy.</summary>
    /// <param name="map">Who owns what at the target's tip.</param>
    /// <param name="actor">The evidence.</param>
    /// <param name="minimum">The evidence below which nobody is an agent.</param>
    /// <param name="advisorMinimum">The evidence below which nobody is an advisor.</param>
    public static BoundActor Bind(OwnershipMap map, Actor actor, IdentityEvidence minimum, IdentityEvidence advisorMinimum)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(actor);
        var names = new AgentNames(map);
        var contributors = ImmutableArray.CreateBuilder<Contributor>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var claim in actor.Claims.OrderByDescending(c => c.Evidence))
        {
            if (names.Find(claim) is not { } agents)
            {
                continue;
            }

            ImmutableArray<Agent> able = [.. agents.Where(a => a.Role != AgentRole.Advisor || claim.Evidence >= advisorMinimum)];
            var contributor = new Contributor(able, claim);
            if (known.Add(agents.IsEmpty ? "stranger " + claim.Name : string.Join('\n', agents.Select(a => a.Name))))
            {
                contributors.Add(contributor);
            }
        }

        return new BoundActor(contributors.ToImmutable(), minimum);
    }

    /// <summary>Determines whether everyone who counts has a right. Nobody has one unless someone is proven to be an agent.</summary>
    /// <param name="right">A value that indicates whether one of them has it.</param>
    public bool Has(Func<Contributor, bool> right) => Principal is not null && Contributors.All(right);

    // Commits may well be of several hands; a branch and an assertion say whose the change is.
    private bool Contradicts(Contributor contributor) =>
        contributor.Claim.Evidence is IdentityEvidence.Branch or IdentityEvidence.Asserted
        && contributor != Contributors[0]
        && !contributor.Agents.Any(a => Contributors[0].Agents.Contains(a));
}
