using Harness.Policies;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Rights;

/// <summary>A package with another name or directory than before, of which a rule of the policy therefore says less than before.</summary>
/// <param name="Before">The package of the target's tip.</param>
/// <param name="After">The package of the merge result.</param>
/// <param name="Table">The rule's table: <c>[[forbid]]</c>.</param>
/// <param name="Rule">The rule's place in the policy.</param>
public sealed record RuleEscape(Package Before, Package After, string Table, Location Rule)
{
    /// <summary>What the rules of one policy, bound to both trees, say less of a package.</summary>
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

    private static bool Leaves(CrateSet? was, CrateSet? becomes, Package old, Package now) => was is not null && was.Contains(old) && !becomes!.Contains(now);
}
