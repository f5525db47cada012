using System.Collections.Immutable;
using Harness.Placements;
using Harness.Policies;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Ownership;

/// <summary>
/// The owner of each path, by a policy bound to a codebase. A path is protected, shared, in an agent's <c>paths</c> (the best match), owned by the
/// agent of the innermost package, owned by the agent with <c>**</c>, or unowned. The first of these applies. A directory's own path, as of a link or
/// submodule, has the same owner as its content. The map is immutable and safe to share.
/// </summary>
public sealed class OwnershipMap
{
    private const string Everything = "**";

    private readonly PathGlobIndex<Agent> paths;
    private readonly PathClaim<Agent>[] rest;
    private readonly PathGlobIndex<SharedPath> shared;
    private readonly LeaseBook leases;
    private readonly Dictionary<Package, PathOwnership> byPackage;
    private readonly Dictionary<RepoPath, ImmutableArray<Agent>> consenters;
    private readonly ILookup<string, Agent> byLogin;

    private OwnershipMap(BoundPolicy policy)
    {
        Policy = policy;
        var agents = policy.Policy.Agents;
        Advisors = [.. agents.Where(a => a.Role == AgentRole.Advisor)];
        var claims = agents.SelectMany(a => a.Paths.Select(p => (Glob: p, Agent: a))).ToLookup(c => c.Glob.Text == Everything);
        paths = new(claims[false]);
        rest = [.. claims[true].Select(c => new PathClaim<Agent>(c.Glob, c.Agent))];
        shared = new(policy.Policy.Shared.Select(s => (s.Paths, s)));
        Ground = new(policy.Codebase);
        leases = new(policy);
        byPackage = policy.Codebase.Packages.ToDictionary(p => p, p => OwnershipPhrases.OfPackage(policy, p));
        consenters = FindConsenters();
        byLogin = agents.SelectMany(a => a.Logins.Select(login => (login, a))).ToLookup(l => l.login, l => l.a, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The policy and the codebase.</summary>
    public BoundPolicy Policy { get; }

    /// <summary>The agents that own protected paths, in the order of the policy.</summary>
    public ImmutableArray<Agent> Advisors { get; }

    internal PackageGround Ground { get; }

    /// <summary>Resolves the owners of a policy.</summary>
    /// <param name="policy">The policy, bound to a codebase.</param>
    internal static OwnershipMap Bind(BoundPolicy policy) => new(policy);

    /// <summary>Returns the agents of an account, in the order of the policy: a login in several agents has all their rights.</summary>
    /// <param name="login">The account's login. Case is ignored, as on the host.</param>
    public ImmutableArray<Agent> FindAgents(string login)
    {
        ArgumentNullException.ThrowIfNull(login);
        return [.. byLogin[login].Distinct()];
    }

    /// <summary>Returns the owner of a path. The path need not exist.</summary>
    /// <param name="path">A file of the tree, or the path of a link or submodule.</param>
    public PathOwnership GetOwnership(RepoPath path)
    {
        if (ProtectedPaths.Find(path, Policy.Policy.Text.Path) is { } pattern)
        {
            return OwnershipPhrases.OfProtected(pattern, Ground.FindPackage(path));
        }

        var owned = Beneath(path);
        if (consenters.TryGetValue(path, out var further) && further.Any(a => a != owned.Owner))
        {
            owned = owned.WithConsenters([.. further.Where(a => a != owned.Owner)]);
        }

        return shared.FindBest(path.Value) is { Length: > 0 } entries ? owned.WithShared(Strictest(entries)) : owned;
    }

    /// <summary>
    /// Returns the leases that allow agents other than the owner to change a path, in the order of the policy. Protected paths are never leased.
    /// </summary>
    /// <param name="path">A path of the tree.</param>
    /// <param name="today">The date in UTC: a lease is good through its last day.</param>
    public ImmutableArray<HeldLease> LeasesFor(RepoPath path, DateOnly today) => leases.IsEmpty ? [] : leases.Find(path, GetOwnership(path), today);

    /// <summary>
    /// Returns the patterns of several agents that match a path equally well, so that none of them owns it. They are equal, or overlap in a file of
    /// the tree. They are in the order of the policy.
    /// </summary>
    /// <param name="cancellation">Ends the search early.</param>
    public ImmutableArray<PathTie> FindTies(CancellationToken cancellation = default) => PathTieFinder.Find(Policy, paths, cancellation);

    private PathOwnership Beneath(RepoPath path)
    {
        var package = Ground.FindPackage(path);
        var claims = paths.FindBest(path.Value);
        return claims.Length > 0 ? OwnershipPhrases.OfClaims(claims, package)
            : package is not null && (rest.Length == 0 || byPackage[package].Kind != OwnershipKind.Unowned) ? byPackage[package]
            : rest.Length > 0 ? OwnershipPhrases.OfClaims(rest, package)
            : OwnershipPhrases.OfNothing(Ground.IsBesideRoot(path) ? Policy.Codebase.FindPackage(RepoPath.Root) : null);
    }

    // Of two entries that match equally well, the stricter one counts.
    private static SharedPath Strictest(PathClaim<SharedPath>[] entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Value.Meaning != SharedMeaning.Any)
            {
                return entry.Value;
            }
        }

        return entries[0].Value;
    }

    private Dictionary<RepoPath, ImmutableArray<Agent>> FindConsenters()
    {
        var found = new Dictionary<RepoPath, ImmutableArray<Agent>>();
        foreach (var package in Policy.Codebase.Packages)
        {
            foreach (var target in package.Targets)
            {
                if (Ground.FindPackage(target.Path) != package && Policy.FindOwner(package) is { } owner)
                {
                    var already = found.GetValueOrDefault(target.Path, []);
                    found[target.Path] = already.Contains(owner) ? already : already.Add(owner);
                }
            }
        }

        return found;
    }
}
