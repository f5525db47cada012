using System.Collections.Immutable;
using Harness.Placements;
using Harness.Policies;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Ownership;

/// <summary>A lease and the agent that holds it.</summary>
/// <param name="Holder">The agent.</param>
/// <param name="Lease">The lease, with its place in the policy.</param>
public sealed record HeldLease(Agent Holder, Lease Lease);

/// <summary>The leases of a policy, bound to packages.</summary>
internal sealed class LeaseBook
{
    private readonly ImmutableArray<(HeldLease Held, HashSet<Package> Packages)> entries;

    public LeaseBook(BoundPolicy policy) => entries =
    [
        .. from lease in policy.Policy.Leases
           let holder = policy.Policy.Agents.FirstOrDefault(a => a.Name == lease.Agent)
           where holder is not null
           select (new HeldLease(holder, lease), policy.Select(lease.Crates).Packages.ToHashSet()),
    ];

    public bool IsEmpty => entries.IsEmpty;

    public ImmutableArray<HeldLease> Find(RepoPath path, PathOwnership ownership, DateOnly today)
    {
        if (ownership.Kind == OwnershipKind.Protected)
        {
            return [];
        }

        // A lease of a package gives the rights of its owner, and so not the paths in it that another agent owns.
        var package = ownership.Beneath == OwnershipKind.Path ? null : ownership.Package;
        var held = ImmutableArray.CreateBuilder<HeldLease>();
        foreach (var (entry, packages) in entries)
        {
            if (!entry.Lease.IsExpired(today) && ((package is not null && packages.Contains(package)) || NamesPath(entry.Lease, path)))
            {
                held.Add(entry);
            }
        }

        return held.ToImmutable();
    }

    private static bool NamesPath(Lease lease, RepoPath path)
    {
        foreach (var glob in lease.Paths)
        {
            if (glob.Matches(path))
            {
                return true;
            }
        }

        return false;
    }
}
