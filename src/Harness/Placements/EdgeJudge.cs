using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Policies;
using Harness.Workspaces;

namespace Harness.Placements;

/// <summary>
/// Determines whether one package may use another, by the same lines as HRN2001 to HRN2004. The edge need not exist. Severities and exceptions do not
/// affect the verdict.
/// </summary>
public sealed class EdgeJudge
{
    private readonly BoundPolicy policy;
    private readonly List<TransitiveEnds> ways;

    /// <summary>Creates a judge of the edges of a graph.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="graph">The graph of the policy's codebase, which transitive rules follow.</param>
    public EdgeJudge(BoundPolicy policy, DependencyGraph graph)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(graph);
        this.policy = policy;
        ways = [.. policy.Forbids.Where(f => f.Forbid.Reach == Reach.Transitive).Select(f => new TransitiveEnds(f, graph))];
    }

    /// <summary>Returns the verdict of the policy on one package using another.</summary>
    /// <param name="from">The package that uses.</param>
    /// <param name="to">The package that is used. It is not the first one.</param>
    public EdgeVerdict Judge(Package from, Package to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return new EdgeVerdict(from, to, to.Name,
        [
            policy.JudgeLayers(from, to),
            .. policy.Forbids.Where(f => f.Denies(from, to)).Select(Forbidden),
            .. ways.Select(w => w.Find(from, to)).OfType<TransitiveEnds.Way>().Select(ForbiddenWay),
            .. policy.Confines.Where(c => c.Denies(from, to)).Select(Confined),
        ]);
    }

    /// <summary>Returns the verdict of the policy on a package using an external crate.</summary>
    /// <param name="from">The package that uses.</param>
    /// <param name="crateName">The crate's name, never a rename.</param>
    public EdgeVerdict Judge(Package from, string crateName)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(crateName);
        return new EdgeVerdict(from, null, crateName,
        [
            .. policy.Forbids.Where(f => f.Denies(from, crateName)).Select(Forbidden),
            .. ways.Select(w => w.Find(from, crateName)).OfType<TransitiveEnds.Way>().Select(ForbiddenWay),
            .. policy.Confines.Where(c => c.Denies(from, crateName)).Select(Confined),
        ]);
    }

    private static EdgeReason Forbidden(BoundForbid bound) => new(EdgeReasonKind.Forbidden, bound.Kinds, bound.Forbid.Location)
    {
        Because = bound.Forbid.Because,
        Instead = bound.Forbid.Instead,
    };

    private static EdgeReason ForbiddenWay(TransitiveEnds.Way way) => new(EdgeReasonKind.ForbiddenWay, way.Kinds, way.Forbid.Forbid.Location)
    {
        Ends = new EdgeName(way.From.Name, way.To.Name),
        Because = way.Forbid.Forbid.Because,
        Instead = way.Forbid.Forbid.Instead,
    };

    private static EdgeReason Confined(BoundConfine bound) =>
        new(bound.Users is null ? EdgeReasonKind.ConfinedUses : EdgeReasonKind.ConfinedUsers, bound.Kinds, bound.Confine.Location)
        {
            Confine = bound.Confine,
            Because = bound.Confine.Because,
            Instead = bound.Confine.Instead,
        };
}
