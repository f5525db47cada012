using Harness.Placements;
using Harness.Policies;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Rights;

/// <summary>A package that a rule of the policy restricts less than before, because its name or directory changed.</summary>
/// <param name="Before">The package of the target's tip.</param>
/// <param name="After">The package of the merge result.</param>
/// <param name="Table">The rule's table: <c>[[forbid]]</c>.</param>
/// <param name="Rule">The rule's place in the policy.</param>
public sealed record RuleEscape(Package Before, Package After, string Table, Location Rule)
{
    /// <summary>Returns the rules of a policy, bound to both trees, that restrict a package less than before.</summary>
    internal static IEnumerable<RuleEscape> Find(BoundPolicy before, BoundPolicy after, Package old, Package now)
    {
        foreach (var (was, becomes) in before.Forbids.Zip(after.Forbids))
        {
            if (Leaves(was.From, becomes.From, old, now) || Leaves(was.To, becomes.To, old, now))
            {
                yield return new RuleEscape(old, now, "[[forbid]]", was.Forbid.Location);
            }
        }

        foreach (var (was, becomes) in before.Confines.Zip(after.Confines))
        {
            if (Leaves(was.Crates, becomes.Crates, old, now) || Leaves(becomes.Users, was.Users, now, old) || Leaves(becomes.Uses, was.Uses, now, old))
            {
                yield return new RuleEscape(old, now, "[[confine]]", was.Confine.Location);
            }
        }
    }

    /// <summary>
    /// Returns the permissions that a package gains only by its new name or directory: an edge of its layer, or an exception, of another package.
    /// </summary>
    internal static IEnumerable<RuleEscape> FindGains(BoundPolicy before, BoundPolicy after, Package old, Package now)
    {
        if (before.FindLayer(old) is { } layer && after.FindLayer(now) is { } same && layer.Name == same.Name)
        {
            foreach (var (was, becomes) in layer.Edges.Zip(same.Edges))
            {
                if (Gains(was.From, becomes.From) || Gains(was.To, becomes.To))
                {
                    yield return new RuleEscape(old, now, "edges", was.Location);
                }
            }
        }

        if (old.Name != now.Name)
        {
            foreach (var exception in after.Policy.Exceptions.Where(e => e.From == now.Name || e.To == now.Name))
            {
                yield return new RuleEscape(old, now, "[[exceptions]]", exception.Location);
            }
        }

        bool Gains(Selector was, Selector becomes) => after.IsEnd(becomes, now) && !before.IsEnd(was, old);
    }


    private static bool Leaves(CrateSet? was, CrateSet? becomes, Package old, Package now) => was is not null && was.Contains(old) && !becomes!.Contains(now);
}
