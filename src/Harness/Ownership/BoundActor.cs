using System.Collections.Immutable;
using Harness.Changes;
using Harness.Policies;

namespace Harness.Ownership;

/// <summary>
/// The contributors of a change, as agents of a policy. Each contributor needs the right to the change. Weaker evidence never gives a right, and only
/// adds someone who may lack one. Names in commits that the policy does not map are ignored.
/// </summary>
public sealed class BoundActor
{
    private BoundActor(ImmutableArray<Contributor> contributors, IdentityEvidence minimum)
    {
        Contributors = contributors;
        Principal = contributors.FirstOrDefault(c => c.Claim.Evidence >= minimum && !c.Agents.IsEmpty);
        Contradictions = [.. contributors.Where(Contradicts)];
    }

    /// <summary>The contributors that count, strongest evidence first, each identity once.</summary>
    public ImmutableArray<Contributor> Contributors { get; }

    /// <summary>
    /// The contributor with the strongest evidence who is an agent by evidence that the policy accepts. If <see langword="null"/>, nobody has rights.
    /// </summary>
    public Contributor? Principal { get; }

    /// <summary>Branches and assertions that name someone other than the principal, or someone unknown to the policy.</summary>
    public ImmutableArray<Contributor> Contradictions { get; }

    /// <summary>Maps the evidence about the contributors of a change to the agents of a policy.</summary>
    /// <param name="map">The ownership at the target's tip.</param>
    /// <param name="actor">The evidence.</param>
    /// <param name="minimum">The least evidence that identifies an agent.</param>
    /// <param name="advisorMinimum">The least evidence that identifies an advisor.</param>
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

    /// <summary>Determines whether all contributors have a right. Nobody has one unless someone is proven to be an agent.</summary>
    /// <param name="right">A value that indicates whether one of them has it.</param>
    public bool All(Func<Contributor, bool> right) => Principal is not null && Contributors.All(right);

    // Commits may have several authors. A branch and an assertion name the author of the change.
    private bool Contradicts(Contributor contributor) =>
        contributor.Claim.Evidence is IdentityEvidence.Branch or IdentityEvidence.Asserted
        && contributor != Contributors[0]
        && !contributor.Agents.Any(a => Contributors[0].Agents.Contains(a));
}
