using System.Runtime.CompilerServices;
using Harness.Placements;

namespace Harness.Ownership;

/// <summary>The owners as a property of a policy that is bound to a codebase.</summary>
public static class PolicyOwnership
{
    private static readonly ConditionalWeakTable<BoundPolicy, OwnershipMap> Built = [];

    extension(BoundPolicy policy)
    {
        /// <summary>The owner of each path. The map is built when it is first asked for, and lives as long as the bound policy.</summary>
        public OwnershipMap Ownership => Built.GetValue(policy, OwnershipMap.Bind);
    }
}
